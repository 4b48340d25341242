"""Find where a kept quote stands in the text of an article that has changed. Pure.

The words must be the same, character for character. Among repeats, the text before and after
decides; where it does not, the quote counts as not found: it is never moved to other words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from index.core.article import Span

# Characters of an article that are kept on each side of a quote.
CONTEXT = 200
# Repeats that are compared; a quote with more, such as a single letter, is not told apart.
_MOST_REPEATS = 1_000
# Characters of the text around that the best of several repeats must share beyond the next best.
_CERTAIN = 4


@dataclass(frozen=True, slots=True)
class KeptQuote:
    """A quote with the text around it, and where it began; None if that is not known."""

    quote: str
    before: str
    after: str
    start: int | None


def cut_context(text: str, span: Span) -> tuple[str, str]:
    """The text before and after a span."""
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]


def find_occurrences(text: str, quote: str) -> Iterator[int]:
    """Where a quote begins in a text, from the left; occurrences may overlap."""
    place = text.find(quote)
    while place >= 0:
        yield place
        place = text.find(quote, place + 1)


def find_again(text: str, kept: KeptQuote) -> int | None:
    """Where a kept quote begins in a text, None if it is not there or not certain."""
    whole = kept.before + kept.quote + kept.after
    same = [at + len(kept.before) for at in islice(find_occurrences(text, whole), 2)]
    if len(same) == 1 and _is_whole(text, same[0], kept):
        return same[0]
    found = list(islice(find_occurrences(text, kept.quote), _MOST_REPEATS + 1))
    if len(found) > _MOST_REPEATS:
        return None
    scores = {at: _score(text, at, kept) for at in found if _is_whole(text, at, kept)}
    best = sorted(scores, key=lambda at: -scores[at])[:2]
    if len(best) < 2 or scores[best[0]] - scores[best[1]] >= _CERTAIN:
        return next(iter(best), None)
    is_unchanged = scores.get(kept.start or 0) == len(kept.before) + len(kept.after)
    return kept.start if is_unchanged else None


def _is_whole(text: str, at: int, kept: KeptQuote) -> bool:
    """Does a quote of whole words stand there as whole words? "rain" is not in "train"."""
    end = at + len(kept.quote)
    return not (
        (
            _splits(text[at - 1 : at] if at else "", kept.quote)
            and not _splits(kept.before, kept.quote)
        )
        or (_splits(kept.quote, text[end : end + 1]) and not _splits(kept.quote, kept.after))
    )


def _splits(left: str, right: str) -> bool:
    """Does the place between two texts part a word?"""
    return left[-1:].isalnum() and right[:1].isalnum()


def _score(text: str, at: int, kept: KeptQuote) -> int:
    """How many characters around the place are as they were around the quote."""
    before, after = cut_context(text, Span(at, at + len(kept.quote)))
    return _count_same(reversed(before), reversed(kept.before)) + _count_same(after, kept.after)


def _count_same(one: Iterator[str] | str, other: Iterator[str] | str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
