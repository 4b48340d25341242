"""Makes the links of an exported conversation, which open its quotations on a server. Pure."""

from __future__ import annotations

from urllib.parse import quote

from assistant.present.html import article_address as pages
from index.core.article import Span

# Characters that a link may contain unescaped. Brackets and quotation marks end a link in Markdown
# or HTML.
_SAFE = ":/?#@!$&*+,;=%~-._"


def make_article_link(server: str, article_id: str) -> str:
    """Make a link to an article on a running server, such as "http://127.0.0.1:7860"."""
    return make_web_link(server).rstrip("/") + pages.make_article_address(article_id)


def make_quote_link(server: str, article_id: str, start: int, end: int) -> str:
    """Make a link to an article, open at the quotation from `start` to `end`."""
    place = pages.make_article_address(article_id, Span(start, end))
    return make_web_link(server).rstrip("/") + place


def make_web_link(url: str) -> str:
    """Escape a web address for any format; "" unless it is http or https."""
    return quote(pages.get_original_address(url.strip()), safe=_SAFE, errors="replace")
