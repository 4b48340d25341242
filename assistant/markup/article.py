"""Articles as pages of their own, and the addresses of these pages. Pure.

The pages need no script.
"""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from assistant.markup.text import byline, line, original_link
from index.article import Article, Span


def article_address(article_id: str, span: Span | None = None) -> str:
    """The address of an article's page, open at a stretch of its text if one is named."""
    # The id is no part of the path: browsers resolve an id such as ".." there.
    if span is None:
        return f"/article?{urlencode({'id': article_id})}"
    return f"/article?{urlencode({'id': article_id, 'start': span.start, 'end': span.end})}#quote"


def article_page(article: Article, span: Span | None, style: str) -> str:
    """The article as a page of its own, a stretch of it highlighted and scrolled to."""
    title = line(article.title or article.id)
    body = escape(article.text)
    if span is not None and 0 <= span.start < span.end <= len(article.text):
        before, quoted = article.text[: span.start], article.text[span.start : span.end]
        body = (
            f'{escape(before)}<mark id="quote">{escape(quoted)}</mark>'
            f"{escape(article.text[span.end :])}"
        )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{style}</style></head><body><article><h1>{title}</h1>"
        f'<p class="by">{byline(article.source, article.published)}'
        f'{original_link(article.url)}</p><div class="text">{body}</div></article></body></html>'
    )


def message_page(message: str, style: str) -> str:
    """A page that says one thing."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Dateline</title>'
        f'<style>{style}</style></head><body><p class="by">{line(message)}</p></body></html>'
    )
