"""Answers and articles as HTML. Pure.

Everything that comes from an article or a user is escaped, whatever it contains; links are made of
http and https addresses only. The pages need no script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlencode, urlsplit

from assistant.answer import Answer, AnswerSentence, Citation, Status
from assistant.dates import attribution, elsewhere, readable
from index.article import Article, Hit, Passage, Span

# The frame in which the screen shows articles.
READER = "reader"
_CLOSEST = 3
_MAX_TITLE = 200


def article_address(article_id: str, span: Span | None = None) -> str:
    """The address of an article's page, open at a stretch of its text if one is named."""
    # The id is no part of the path: browsers resolve an id such as ".." there.
    if span is None:
        return f"/article?{urlencode({'id': article_id})}"
    return f"/article?{urlencode({'id': article_id, 'start': span.start, 'end': span.end})}#quote"


def question_html(question: str) -> str:
    """A question as a message of the chat."""
    return f'<p class="question">{_text(question)}</p>'


def waiting_html(text: str) -> str:
    """What is going on, until there is an answer."""
    return f'<p class="waiting" role="status">{_text(text)}</p>'


def error_html(text: str) -> str:
    """Why a question could not be asked."""
    return f'<p class="error" role="alert">{_text(text)}</p>'


def answer_html(answer: Answer) -> str:
    """An answer with its numbered sources, or the refusal with the closest articles."""
    if answer.status is Status.NO_EVIDENCE:
        return _refusal_html(answer)
    return (
        f'<div class="answer">{sentences_html(answer.sentences, answer.citations)}'
        f"{_sources_html(answer)}</div>"
    )


def sentences_html(sentences: Iterable[AnswerSentence], citations: Iterable[Citation]) -> str:
    """The sentences of an answer, each with the marks of its citations."""
    by_number = {citation.number: citation for citation in citations}
    lines = []
    for sentence in sentences:
        marks = "".join(_mark(by_number[number]) for number in sentence.citations)
        lines.append(f"<p><q>{_text(sentence.text)}</q>{marks}</p>")
    return f'<div class="sentences">{"".join(lines)}</div>'


def _mark(citation: Citation) -> str:
    told = f"{attribution(citation.source, citation.published)}: {citation.title}"[:_MAX_TITLE]
    return (
        f'<a class="mark" target="{READER}" title="{escape(told)}"'
        f' aria-label="Source {citation.number}: {escape(told)}"'
        f' href="{escape(_address(citation))}">{citation.number}</a>'
    )


def _address(citation: Citation) -> str:
    return article_address(citation.article_id, Span(citation.start, citation.end))


def _sources_html(answer: Answer) -> str:
    """The passages that are cited, in order of first citation, quotes highlighted."""
    passages = {hit.passage.id: hit for hit in answer.hits}
    groups: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        groups.setdefault(citation.passage_id, []).append(citation)
    items = "".join(_source_html(group, passages[key]) for key, group in groups.items())
    return f'<ol class="sources">{items}</ol>'


def _source_html(citations: Sequence[Citation], hit: Hit) -> str:
    first = citations[0]
    marks = "".join(_mark(citation) for citation in citations)
    return (
        f'<li class="source"><div class="head">{marks}'
        f"<b>{_byline(first.source, first.published)}</b>{_also_in(first.also_in)}"
        f"{_original(first.url)}</div>"
        f'<a class="title" target="{READER}" href="{escape(_address(first))}">'
        f"{_text(first.title or first.article_id)}</a>"
        f"<blockquote>{_excerpt(hit.passage, citations)}</blockquote></li>"
    )


def _also_in(outlets: Sequence[str]) -> str:
    """In how many other outlets the story stands; their names on hover."""
    if not outlets:
        return ""
    names = escape(", ".join(outlets)[:_MAX_TITLE])
    return f' <span class="also" title="{names}">{elsewhere(outlets)}</span>'


def _excerpt(passage: Passage, quotes: Sequence[Citation]) -> str:
    """The quotes, highlighted, from the sentence before the first to the one after the last."""
    first, last = min(q.start for q in quotes), max(q.end for q in quotes)
    start = max((s.start for s in passage.sentences if s.end <= first), default=passage.start)
    end = min((s.end for s in passage.sentences if s.start >= last), default=passage.end)
    shown = passage.text[start - passage.start : end - passage.start]
    before, after = "… " if start > passage.start else "", " …" if end < passage.end else ""
    spans = [Span(q.start - start, q.end - start) for q in quotes]
    return f"{before}{highlighted(shown, spans)}{after}"


def _refusal_html(answer: Answer) -> str:
    closest = {hit.passage.article_id: hit for hit in reversed(answer.hits)}
    items = "".join(_closest_html(hit) for hit in list(closest.values())[::-1][:_CLOSEST])
    near = f'<p class="near">The closest articles:</p><ul>{items}</ul>' if items else ""
    return f'<div class="refusal"><p role="status">{_text(answer.refusal)}</p>{near}</div>'


def _closest_html(hit: Hit) -> str:
    passage = hit.passage
    address = article_address(passage.article_id)
    return (
        f'<li><a class="title" target="{READER}" href="{escape(address)}">'
        f"{_text(hit.title or passage.article_id)}</a> "
        f"<span>{_byline(hit.source, hit.published)}</span>{_original(hit.url)}</li>"
    )


def highlighted(text: str, spans: Iterable[Span]) -> str:
    """Escaped text with marks around the spans, which may overlap or lie partly outside."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(spans):
        start, end = max(start, done), min(end, len(text))
        if start < end:
            parts += [escape(text[done:start]), f"<mark>{escape(text[start:end])}</mark>"]
            done = end
    return "".join([*parts, escape(text[done:])])


def article_page(article: Article, span: Span | None, style: str) -> str:
    """The article as a page of its own, a stretch of it highlighted and scrolled to."""
    title = _text(article.title or article.id)
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
        f'<p class="by">{_byline(article.source, article.published)}'
        f'{_original(article.url)}</p><div class="text">{body}</div></article></body></html>'
    )


def message_page(message: str, style: str) -> str:
    """A page that says one thing."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Dateline</title>'
        f'<style>{style}</style></head><body><p class="by">{_text(message)}</p></body></html>'
    )


def _byline(source: str, published: str | None) -> str:
    """Outlet and date; a name that turns the direction of writing turns nothing after it."""
    return f"<bdi>{_text(source or 'unknown outlet')}</bdi>, {readable(published)}"


def _original(url: str) -> str:
    """A link to where the article was published, if it is a web address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return (
        f' <a class="original" target="_blank" rel="noopener noreferrer nofollow"'
        f' href="{escape(url)}">original ↗</a>'
    )


def _text(text: str) -> str:
    """Escaped text on one line."""
    return escape(" ".join(text.split()))
