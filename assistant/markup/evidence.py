"""The evidence beside an answer: the passages behind it, ranked, with the quotes in them. Pure.

Its links lead to article pages, so that it works wherever it is put; the screen's script opens
them in place.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.answer import Answer, Citation, Status
from assistant.dates import format_other_outlets
from assistant.markup.article import article_address
from assistant.markup.text import byline, line, original_link
from index.article import Hit, Span

_SCORE = (
    "How well the passage fits the question, from 0 to 1, by its meaning, its words and its best"
    " sentence. It compares the passages of one list only."
)


def idle_html() -> str:
    """What the panel shows before a question."""
    return _panel("", "Ask, and the passages behind the answer stand here, the best first.", [])


def hits_html(hits: Sequence[Hit]) -> str:
    """Passages that were found, before an answer is chosen from them."""
    return _panel("Found", _counts(hits), [_passage(hit, ()) for hit in hits])


def evidence_html(answer: Answer) -> str:
    """The passages of an answer, ranked, its quotes highlighted; of a refusal, the closest ones."""
    if answer.status is Status.NO_EVIDENCE:
        told = "None of these answers the question." if answer.hits else "Nothing was found."
        return _panel("The closest passages", told, [_passage(hit, ()) for hit in answer.hits])
    quotes: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        quotes.setdefault(citation.passage_id, []).append(citation)
    items = [_passage(hit, quotes.get(hit.passage.id, ())) for hit in answer.hits]
    return _panel("Evidence", _counts(answer.hits, len(answer.citations)), items)


def _panel(heading: str, told: str, items: Sequence[str]) -> str:
    title = f"<h2>{heading}</h2>" if heading else ""
    passages = f'<ol class="passages">{"".join(items)}</ol>' if items else ""
    return f'<div class="evidence"><header>{title}<p>{told}</p></header>{passages}</div>'


def _counts(hits: Sequence[Hit], quotes: int = 0) -> str:
    articles = len({hit.passage.article_id for hit in hits})
    told = f"{_counted(len(hits), 'passage')} of {_counted(articles, 'article')}"
    return f"{told}, {_counted(quotes, 'quote')}" if quotes else told


def _passage(hit: Hit, quotes: Sequence[Citation]) -> str:
    passage = hit.passage
    shown = _excerpt(hit, quotes)
    place = Span(quotes[0].start, quotes[0].end) if quotes else Span(passage.start, passage.end)
    address = escape(article_address(passage.article_id, place))
    return (
        f'<li class="passage{" cited" if quotes else ""}">'
        f'<div class="by"><span class="rank">{hit.rank}</span> '
        f"<b>{byline(hit.source, hit.published)}</b>{_score(hit.score)}</div>"
        f'<a class="title" href="{address}"><bdi>{line(hit.title or passage.article_id)}</bdi></a>'
        f"<blockquote>{shown}</blockquote>"
        f'<div class="further"><a class="open" href="{address}">Open article</a>'
        f"{original_link(hit.url)}{_also_in(hit.also_in)}</div></li>"
    )


def _score(score: float) -> str:
    """A bar; the number is for those who ask for it."""
    share = min(max(score, 0.0), 1.0)
    return (
        f'<svg class="score" role="img" aria-label="Score {score:.2f}" viewBox="0 0 100 4"'
        f' preserveAspectRatio="none"><title>Score {score:.2f}. {_SCORE}</title>'
        f'<rect class="of" width="100" height="4"/><rect width="{share * 100:.0f}" height="4"/>'
        "</svg>"
    )


def _also_in(outlets: Sequence[str]) -> str:
    """In how many other outlets the story stands, and, unfolded, in which."""
    if not outlets:
        return ""
    names = "".join(f"<li><bdi>{line(name)}</bdi></li>" for name in outlets)
    summary = format_other_outlets(outlets)
    return f'<details class="also"><summary>{summary}</summary><ul>{names}</ul></details>'


def _excerpt(hit: Hit, quotes: Sequence[Citation]) -> str:
    """The quotes as links, from the sentence before the first to the one after the last; without
    quotes, the passage's best sentence and what follows."""
    passage, ordered = hit.passage, sorted(quotes, key=lambda quote: (quote.start, quote.end))
    if ordered:
        first, last = ordered[0].start, max(quote.end for quote in ordered)
        start = max((s.start for s in passage.sentences if s.end <= first), default=passage.start)
        end = min((s.end for s in passage.sentences if s.start >= last), default=passage.end)
    else:
        best = max(hit.sentences, key=lambda sentence: sentence.similarity, default=None)
        start, end = (best.start if best else passage.start), passage.end
    parts, done = ["… " if start > passage.start else ""], start
    for quote in ordered:
        if quote.start < done:  # an overlapping one; its number stands at the answer's sentence
            continue
        parts += [_text(hit, done, quote.start), _quote(quote)]
        done = quote.end
    parts += [_text(hit, done, end), " …" if end < passage.end else ""]
    return "".join(parts)


def _text(hit: Hit, start: int, end: int) -> str:
    offset = hit.passage.start
    return escape(hit.passage.text[start - offset : end - offset])


def _quote(quote: Citation) -> str:
    address = article_address(quote.article_id, Span(quote.start, quote.end))
    return (
        f'<a class="quote" id="quote-{quote.number}" data-citation="{quote.number}"'
        f' href="{escape(address)}"><span class="number">{quote.number}</span>'
        f"<mark>{escape(quote.quote)}</mark></a>"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
