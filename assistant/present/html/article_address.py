"""Makes the addresses that pages link to: articles of the archive and their originals. Pure."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode, urlsplit

from assistant.core.answer import Citation
from index.core.article import Span

# Ids that cannot be part of a path: browsers resolve dots, even as %2E, and drop control
# characters.
_NOT_IN_PATH = re.compile(r"\.*|.*[\x00-\x1f\x7f].*", re.DOTALL)


def make_article_address(article_id: str, span: Span | None = None, **parameters: object) -> str:
    """Make the address of an article's page, open at a span of its text if one is given.

    Offsets are in code points. `parameters` are those of the page, such as `version`.
    """
    fragment = f"#{span.start}-{span.end}" if span else ""
    if _NOT_IN_PATH.fullmatch(article_id):
        return f"/article?{urlencode({'id': article_id, **parameters}, doseq=True)}{fragment}"
    query = f"?{urlencode(parameters, doseq=True)}" if parameters else ""
    return f"/article/{quote(article_id, safe='')}{query}{fragment}"


def make_citation_address(citation: Citation) -> str:
    """Make the address of an article's page, open at the quotation of a citation."""
    return make_article_address(citation.article_id, Span(citation.start, citation.end))


def make_scan_address(article_id: str, span: Span, page: int) -> str:
    """Make the address of the image of a span of an article's text on a page of its scan."""
    values = {"id": article_id, "start": span.start, "end": span.end, "page": page}
    return f"/scan?{urlencode(values)}"


def get_original_address(url: str) -> str:
    """Get the address where an article was published; "" unless it is http or https."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""
