"""Where the quotations of an exported conversation can be opened. Pure."""

from __future__ import annotations

from urllib.parse import quote

from assistant.present.html import article_address as pages
from index.core.article import Span

# What may stand in an address as it is; brackets and quotation marks end links in some format.
_SAFE = ":/?#@!$&*+,;=%~-._"


def article_address(server: str, article_id: str) -> str:
    """The address of an article on a running server, such as "http://127.0.0.1:7860"."""
    return web_address(server).rstrip("/") + pages.article_address(article_id)


def quote_address(server: str, article_id: str, start: int, end: int) -> str:
    """The address of an article, open at the quotation from `start` to `end`."""
    place = pages.article_address(article_id, Span(start, end))
    return web_address(server).rstrip("/") + place


def web_address(url: str) -> str:
    """A web address that can stand in any format; "" where it is not one of http or https."""
    return quote(pages.original_address(url.strip()), safe=_SAFE, errors="replace")
