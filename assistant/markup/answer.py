"""Answers as HTML: who wrote it and when, then the quotations with their marks. Pure.

`key` tells the answers of one page apart: ids of elements are made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from assistant.answer import AnswerSentence, Citation
from assistant.dates import format_long_date, format_other_outlets, format_source
from assistant.markup.article import article_address
from assistant.markup.text import byline, line
from index.article import Span

_MAX_TITLE = 200
# Of a quotation in a card; the whole is in the sentence and in the evidence.
_MAX_SAID = 400

Sourced = tuple[AnswerSentence, list[Citation]]


def sentences_html(
    sentences: Iterable[AnswerSentence], citations: Iterable[Citation], key: int
) -> str:
    """The sentences of an answer, those of one article together under its outlet and date."""
    by_number = {citation.number: citation for citation in citations}
    sourced = ((one, [by_number[number] for number in one.citations]) for one in sentences)
    return '<div class="sentences">' + "".join(_figures(sourced, key)) + "</div>"


def _figures(sourced: Iterable[Sourced], key: int) -> Iterator[str]:
    for _, of_article in groupby(sourced, lambda pair: [one.article_id for one in pair[1]]):
        group = list(of_article)
        said = "".join(_sentence(sentence, cited, key) for sentence, cited in group)
        sources = "".join(_source(citation) for citation in group[0][1])
        yield (
            f"<figure><figcaption>{sources}</figcaption><blockquote>{said}</blockquote></figure>"
        )


def _source(citation: Citation) -> str:
    """Outlet, date and title: the title opens the article."""
    address = article_address(citation.article_id, Span(citation.start, citation.end))
    return (
        f'<div class="source"><b>{byline(citation.source, citation.published)}</b>'
        f"{_also_in(citation.also_in)}"
        f' <a class="title" href="{escape(address)}">'
        f"{line(citation.title[:_MAX_TITLE] or citation.article_id)}</a></div>"
    )


def _also_in(outlets: Sequence[str]) -> str:
    """In how many other outlets the story stands; their names on hover."""
    if not outlets:
        return ""
    names = escape(", ".join(outlets)[:_MAX_TITLE])
    return f' <span class="also" title="{names}">{format_other_outlets(outlets)}</span>'


def _sentence(sentence: AnswerSentence, cited: Sequence[Citation], key: int) -> str:
    marks = "".join(_mark(citation, f"card-{key}-{citation.number}") for citation in cited)
    return f"<p><q>{line(sentence.text)}</q>{marks}</p>"


def _mark(citation: Citation, card: str) -> str:
    """A number that leads to the quotation in its article, and a card about it."""
    address = article_address(citation.article_id, Span(citation.start, citation.end))
    told = escape(format_source(citation.source, citation.published)[:_MAX_TITLE])
    # A word joiner: a line never begins with the mark of the sentence before.
    return (
        f'&#8288;<span class="cite"><a class="mark" data-citation="{citation.number}"'
        f' aria-label="Quotation {citation.number}: {told}" aria-describedby="{card}"'
        f' href="{escape(address)}">{citation.number}</a>{_card(citation, card)}</span>'
    )


def _card(citation: Citation, card: str) -> str:
    quote = citation.quote[:_MAX_SAID] + ("…" if len(citation.quote) > _MAX_SAID else "")
    outlet = line(citation.source[:_MAX_TITLE] or "unknown outlet")
    return (
        f'<span class="card" role="tooltip" id="{card}"><b><bdi>{outlet}</bdi></b>'
        f'<span class="when">{format_long_date(citation.published)}</span>'
        f'<span class="headline">{line(citation.title[:_MAX_TITLE])}</span>'
        f'<span class="said">{line(quote)}</span></span>'
    )
