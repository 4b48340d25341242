"""Tokens of a parsed paragraph as spans of the article's text, and back. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from index.core.article import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_tokens(doc: Doc, span: Span, paragraph: Span) -> range:
    """The tokens that lie at least partly in a span of the text; empty if there are none."""
    first = last = -1
    for token in doc:
        place = paragraph.start + token.idx
        if place + len(token) > span.start and place < span.end:
            first = token.i if first < 0 else first
            last = token.i
    return range(first, last + 1) if first >= 0 else range(0)


def to_span(doc: Doc, start: int, tokens: range) -> Span:
    """The span of the text from the first to the last token of a paragraph that starts there."""
    last = doc[tokens.stop - 1]
    return Span(start + doc[tokens.start].idx, start + last.idx + len(last))


def to_spans(
    doc: Doc, start: int, tokens: Set[int], stops: Set[int] = frozenset()
) -> tuple[Span, ...]:
    """Runs of tokens as spans; a gap of punctuation and space only is part of a run."""
    found: list[Span] = []
    for run in _find_runs(doc, sorted(tokens), stops):
        run = _trim_run(doc, run)
        if run:
            found.append(to_span(doc, start, range(run[0], run[-1] + 1)))
    return tuple(found)


def _find_runs(doc: Doc, tokens: Sequence[int], stops: Set[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for i in tokens:
        if run and any(
            j in stops or not (doc[j].is_punct or doc[j].is_space) for j in range(run[-1] + 1, i)
        ):
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _trim_run(doc: Doc, run: list[int]) -> list[int]:
    while run and (doc[run[-1]].text in ",;:—–-" or doc[run[-1]].is_space):
        run = run[:-1]
    while run and (doc[run[0]].text in ",;:.—–-" or doc[run[0]].is_space):
        run = run[1:]
    has_word = any(doc[i].is_alpha or doc[i].like_num for i in run)
    return run if has_word else []
