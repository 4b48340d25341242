"""Addresses that pages link to: articles of the archive, and where they were published. Pure."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode, urlsplit

from assistant.answering.answer import Citation
from index.core.article import Span

# Ids that cannot be a part of a path: browsers resolve dots away, even as %2E, and strip what
# steers a terminal.
_NO_PART = re.compile(r"\.*|.*[\x00-\x1f\x7f].*", re.DOTALL)


def article_address(article_id: str, span: Span | None = None, **further: object) -> str:
    """The address of an article's page, open at a stretch of its text if one is named.

    Offsets are in code points. `further` are parameters of the page, such as `version`.
    """
    fragment = f"#{span.start}-{span.end}" if span else ""
    if _NO_PART.fullmatch(article_id):
        return f"/article?{urlencode({'id': article_id, **further}, doseq=True)}{fragment}"
    query = f"?{urlencode(further, doseq=True)}" if further else ""
    return f"/article/{quote(article_id, safe='')}{query}{fragment}"


def citation_address(citation: Citation) -> str:
    """The address of an article's page, open at a quotation."""
    return article_address(citation.article_id, Span(citation.start, citation.end))


def original_address(url: str) -> str:
    """The address where an article was published; "" where it is not one of http or https."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""
