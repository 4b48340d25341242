"""The OpenAPI description of the interface: what the routes do not say themselves."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from assistant.server.http.event_stream import MEDIA_TYPE, HitsEvent, SentenceEvent
from assistant.server.http.problems import ProblemDetails
from assistant.server.rest import openapi_examples
from assistant.server.rest.service import Service
from assistant.wire.clippings.clipping_export import MEDIA_TYPES
from assistant.wire.responses import AnswerShape

OPENAPI_PATH = "/v1/openapi.json"

Json = dict[str, Any]
_REFERENCE = "#/components/schemas/{model}"
_SUMMARY = "Answers from an archive of news articles, every sentence a verbatim, located quotation."
_EVENTS = (
    "Server-sent events: `hits` (HitsEvent), then every `sentence` (SentenceEvent), then `answer`"
    " (AnswerShape); `problem` (ProblemDetails) if an error occurs on the way"
)

_LOCATION = {"Location": {"description": "Where it is", "schema": {"type": "string"}}}

ANSWERS: dict[int | str, Json] = {
    200: {
        "description": "An answer, or the statement that there is none",
        "content": {
            "application/json": {"examples": openapi_examples.ANSWERS},
            MEDIA_TYPE: {"schema": {"type": "string", "description": _EVENTS}},
        },
    }
}
NEXT_PAGE: Json = {
    "headers": {"Link": {"description": "The next page", "schema": {"type": "string"}}},
    "links": {
        "next": {"operationId": "articles", "parameters": {"cursor": "$response.body#/next"}},
        "article": {
            "operationId": "article",
            "parameters": {"article_id": "$response.body#/articles/0/article_id"},
        },
    },
}
_CLIPPING_LINKS: Json = {
    name: {"operationId": operation, "parameters": {"number": "$response.body#/id"}}
    for name, operation in (("clipping", "clipping"), ("remove", "removeClipping"))
}
CLIPPING_KEPT: Json = {"headers": _LOCATION, "links": _CLIPPING_LINKS}
CLIPPING_PAGE: Json = {
    "headers": {"Link": {"description": "The next page", "schema": {"type": "string"}}},
    "links": {
        "next": {"operationId": "clippings", "parameters": {"cursor": "$response.body#/next"}},
        "clipping": {
            "operationId": "clipping",
            "parameters": {"number": "$response.body#/clippings/0/id"},
        },
    },
}
FILES: Json = {
    "description": "A file in the format that is asked for",
    "content": {kind.partition(";")[0]: {"schema": {}} for kind in MEDIA_TYPES.values()},
}
# Declared by hand: a header may come in several lines, which are one list.
KNOWN_VERSIONS: Json = {
    "parameters": [
        {
            "name": "If-None-Match",
            "in": "header",
            "schema": {"type": "string"},
            "description": "Tags of the versions that are there already, or *",
        }
    ]
}
ADDED: dict[int | str, Json] = {
    200: {"description": "It is unchanged, or replaces its earlier text"},
    201: {
        "description": "It is there",
        "headers": _LOCATION,
        "links": {
            "article": {
                "operationId": "article",
                "parameters": {"article_id": "$response.body#/articles/0"},
            }
        },
    },
    202: {
        "description": "A job that is under way",
        "headers": _LOCATION,
        "links": {"job": {"operationId": "job", "parameters": {"job_id": "$response.body#/id"}}},
    },
}


def describe(app: FastAPI, service: Service) -> None:
    """Let the app describe itself, with this server's limits."""
    cache: Json = {}

    def openapi() -> Json:
        if not cache:
            cache.update(_describe(app, service))
        return cache

    app.openapi = openapi  # type: ignore[method-assign]


def _describe(app: FastAPI, service: Service) -> Json:
    description = get_openapi(
        title="Dateline", version=app.version, summary=_SUMMARY, routes=app.routes
    )
    schemas = description["components"]["schemas"]
    for model in (ProblemDetails, HitsEvent, SentenceEvent, AnswerShape):
        _define(schemas, model)
    for name, example in openapi_examples.SHAPES.items():
        if name in schemas:
            schemas[name]["examples"] = [example]
    schemas["AskRequest"]["properties"]["question"]["maxLength"] = service.settings.max_question
    for parameter in description["paths"]["/v1/search"]["get"]["parameters"]:
        if parameter["name"] == "q":
            parameter["schema"]["maxLength"] = service.settings.max_question
        if parameter["name"] == "k":
            parameter["schema"]["maximum"] = service.settings.max_k
            parameter["schema"]["default"] = min(10, service.settings.max_k)
    if service.keys.is_required:
        description["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        description["security"] = [{"key": []}]
        for path in ("/healthz", "/readyz"):
            description["paths"][path]["get"]["security"] = []
    return description


def _define(schemas: Json, model: type[BaseModel]) -> None:
    """Add a model, and the models it contains, to the schemas."""
    schema = model.model_json_schema(ref_template=_REFERENCE, mode="serialization")
    for name, inner in schema.pop("$defs", {}).items():
        schemas.setdefault(name, inner)
    schemas.setdefault(model.__name__, schema)
