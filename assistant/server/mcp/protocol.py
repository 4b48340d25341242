"""Makes the server of the Model Context Protocol, with the tools and the articles.

The transports are in `http_endpoint` and `stdio`.

https://modelcontextprotocol.io/specification
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from typing import Any

import mcp_types as types
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from pydantic import BaseModel, ValidationError

from assistant.present.citation_text import make_article_uri, parse_article_uri
from assistant.server.mcp.tools import INSTRUCTIONS, TOOLS, Tool, ToolArchive
from index.core.article import Article, replace_surrogates
from index.core.errors import DatelineError, PublicError, UnknownArticleError
from index.core.text import one_line

# Runs work on the archive outside the event loop.
Run = Callable[[Callable[[ToolArchive], Any]], Awaitable[Any]]
Context = ServerRequestContext[Any]
Paging = types.PaginatedRequestParams | None

_MAX_RESOURCES = 50
# Characters. A resource comes whole into an agent's context; next to no article is longer.
_MAX_RESOURCE = 100_000
_READS_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_TEMPLATE = types.ResourceTemplate(
    name="article",
    title="Article",
    uri_template=make_article_uri("") + "{article_id}",
    description="The whole text of an article, to which all offsets refer.",
    mime_type="text/plain",
)

logger = logging.getLogger(__name__)


def make_mcp_server(run: Run) -> Server[Any]:
    """Make a server; `run` runs its work on the archive."""
    handlers = _Handlers(run)
    server: Server[Any] = Server(
        "dateline",
        title="Dateline",
        version=version("dateline"),
        instructions=INSTRUCTIONS,
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_templates,
        on_read_resource=handlers.read_resource,
    )
    server.middleware.append(_hide_unexpected_errors)
    return server


async def _hide_unexpected_errors(ctx: Context, call_next: CallNext) -> HandlerResult:
    """Log an unexpected error and hide its message, which the protocol would send to the client."""
    try:
        return await call_next(ctx)
    except (MCPError, ValidationError):
        raise
    except Exception as error:
        logger.exception("%s failed", one_line(replace_surrogates(ctx.method))[:80])
        message = "An internal error occurred"
        raise MCPError(types.INTERNAL_ERROR, message) from error


class _Handlers:
    """The handlers of the server's requests."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._tools = [_describe_tool(tool) for tool in TOOLS.values()]

    async def list_tools(self, _: Context, __: Paging) -> types.ListToolsResult:
        return types.ListToolsResult(tools=self._tools)

    async def call_tool(
        self, _: Context, call: types.CallToolRequestParams
    ) -> types.CallToolResult:
        return await _call_tool(self._run, call)

    async def list_resources(self, _: Context, __: Paging) -> types.ListResourcesResult:
        newest = await _read(
            self._run, lambda archive: list(archive.library.articles(_MAX_RESOURCES))
        )
        return types.ListResourcesResult(
            resources=[_describe_article(article) for article in newest]
        )

    async def list_templates(self, _: Context, __: Paging) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=[_TEMPLATE])

    async def read_resource(
        self, _: Context, request: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        uri = str(request.uri)
        article = await _read(self._run, lambda archive: _get_article(archive, uri))
        text = types.TextResourceContents(uri=uri, text=article.text, mime_type="text/plain")
        return types.ReadResourceResult(contents=[text])


async def _call_tool(run: Run, call: types.CallToolRequestParams) -> types.CallToolResult:
    """Call a tool. An error is also a result, so that the agent can read it."""
    tool = TOOLS.get(call.name)
    if tool is None:
        raise MCPError(
            types.INVALID_PARAMS, f"There is no tool '{replace_surrogates(call.name[:80])}'"
        )
    try:
        result: BaseModel = await run(tool.bind_arguments(call.arguments or {}))
    except ValidationError as error:
        return _make_failure(_explain_faults(error))
    except DatelineError as error:
        return _make_failure(_explain_error(error))
    text = types.TextContent(type="text", text=result.model_dump_json())
    return types.CallToolResult(
        content=[text], structured_content=result.model_dump(mode="json"), is_error=False
    )


async def _read(run: Run, work: Callable[[ToolArchive], Any]) -> Any:
    try:
        return await run(work)
    except DatelineError as error:
        # Also for a resource that is not there (SEP-2164).
        raise MCPError(types.INVALID_PARAMS, replace_surrogates(_explain_error(error))) from error


def _get_article(archive: ToolArchive, uri: str) -> Article:
    article_id = parse_article_uri(uri)
    if article_id is None:
        raise PublicError("An article's address is dateline://article/ and its id")
    article = archive.library.get(article_id)
    if len(article.text) > _MAX_RESOURCE:
        raise PublicError(
            f"The article has {len(article.text):,} characters, too many for a resource",
            "Read it in parts with get_article",
        )
    return article


def _describe_tool(tool: Tool[Any]) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.arguments.model_json_schema(),
        output_schema=tool.result.model_json_schema(mode="serialization"),
        annotations=_READS_ONLY,
    )


def _describe_article(article: Article) -> types.Resource:
    return types.Resource(
        name=article.id,
        title=article.title or article.id,
        uri=make_article_uri(article.id),
        description=", ".join(filter(None, [article.source, article.published])) or None,
        mime_type="text/plain",
    )


def _explain_error(error: DatelineError) -> str:
    """Explain an error to an agent, which has tools and no shell."""
    if isinstance(error, UnknownArticleError):
        return f"{error.message}. Find ids of articles with search_articles"
    return str(error)


def _make_failure(message: str) -> types.CallToolResult:
    text = types.TextContent(type="text", text=replace_surrogates(message))
    return types.CallToolResult(content=[text], is_error=True)


def _explain_faults(error: ValidationError) -> str:
    """Explain what is wrong with the arguments, without repeating their values."""
    faults = [
        f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"
        for fault in error.errors(include_url=False, include_input=False)[:5]
    ]
    return f"The arguments are invalid: {'; '.join(faults)}"
