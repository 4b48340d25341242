"""Answers as HTML. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from assistant.answer import Answer, AnswerSentence, Citation, Status
from assistant.dates import attribution, elsewhere
from assistant.markup.article import article_address
from assistant.markup.text import byline, highlighted, line, original_link
from index.article import Hit, Passage, Span

# The frame in which the screen shows articles.
READER = "reader"
_CLOSEST = 3
_MAX_TITLE = 200


def question_html(question: str) -> str:
    """A question as a message of the chat."""
    return f'<p class="question">{line(question)}</p>'


def waiting_html(text: str) -> str:
    """What is going on, until there is an answer."""
    return f'<p class="waiting" role="status">{line(text)}</p>'


def error_html(text: str) -> str:
    """Why a question could not be asked."""
    return f'<p class="error" role="alert">{line(text)}</p>'


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
        lines.append(f"<p><q>{line(sentence.text)}</q>{marks}</p>")
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
        f"<b>{byline(first.source, first.published)}</b>{_also_in(first.also_in)}"
        f"{original_link(first.url)}</div>"
        f'<a class="title" target="{READER}" href="{escape(_address(first))}">'
        f"{line(first.title or first.article_id)}</a>"
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
    return f'<div class="refusal"><p role="status">{line(answer.refusal)}</p>{near}</div>'


def _closest_html(hit: Hit) -> str:
    passage = hit.passage
    address = article_address(passage.article_id)
    return (
        f'<li><a class="title" target="{READER}" href="{escape(address)}">'
        f"{line(hit.title or passage.article_id)}</a> "
        f"<span>{byline(hit.source, hit.published)}</span>{original_link(hit.url)}</li>"
    )
