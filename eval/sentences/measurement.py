"""Counts where a splitter cuts sentences, glues paragraphs and misses ends. Pure but for the clock,
which comes in as an argument."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

from eval.sentences.layouts import LaidOutText
from eval.sentences.truth import REACH, can_end, find_sure_ends
from index.core.article import Span
from index.splitting.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of some articles in one layout.

    `cuts` are boundaries at the end of a line inside a paragraph where no sentence ends; `touched`
    are articles with one, `lost_leads` those with one after their first line. `joins` are borders
    of paragraphs inside a sentence. `missed` are certain ends of sentences without a boundary.
    """

    articles: int = 0
    characters: int = 0
    seconds: float = 0.0
    sentences: int = 0
    cuts: int = 0
    touched: int = 0
    leads: int = 0
    lost_leads: int = 0
    borders: int = 0
    joins: int = 0
    ends: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Counts)))


def measure_text(laid_out: LaidOutText, clock: Callable[[], float]) -> Counts:
    """Split a text and count."""
    started = clock()
    spans = split_sentences(laid_out.text)
    seconds = clock() - started
    cuts = find_cuts(laid_out, spans)
    ends = list(find_sure_ends(laid_out.source))
    boundaries = {span.end for span in spans}
    return Counts(
        articles=1,
        characters=len(laid_out.text),
        seconds=seconds,
        sentences=len(spans),
        cuts=len(cuts),
        touched=int(bool(cuts)),
        leads=int(laid_out.lead >= 0),
        lost_leads=int(laid_out.lead in cuts),
        borders=len(laid_out.borders),
        joins=len(find_joins(laid_out, spans)),
        ends=len(ends),
        missed=sum(end not in boundaries for end in ends),
    )


def find_cuts(laid_out: LaidOutText, spans: Sequence[Span]) -> list[int]:
    """The wraps between two sentences where no sentence can end."""
    return [
        wrap
        for wrap in laid_out.wraps
        if not is_inside(wrap, spans)
        and not can_end(
            laid_out.source[max(0, wrap - REACH) : wrap], laid_out.source[wrap : wrap + REACH]
        )
    ]


def find_joins(laid_out: LaidOutText, spans: Sequence[Span]) -> list[int]:
    """The borders of paragraphs that lie inside a sentence."""
    return [border for border in laid_out.borders if is_inside(border, spans)]


def is_inside(offset: int, spans: Sequence[Span]) -> bool:
    """Does the offset lie inside one of the spans, which are in order?"""
    number = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return number >= 0 and spans[number].start < offset < spans[number].end
