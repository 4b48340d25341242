"""Dateline's own address of a quotation: its article, and where it stands there. Pure."""

from __future__ import annotations

from assistant.news.speech.cited_quote import CitedQuote
from assistant.present.citation_text import make_article_uri


def make_quote_uri(quote: CitedQuote) -> str:
    """Make an address such as "dateline://article/rain#0-67"; offsets are in code points. Without
    a place in the article, it is that of the article."""
    place = f"#{quote.start}-{quote.end}" if quote.end else ""
    return f"{make_article_uri(quote.article.id)}{place}"
