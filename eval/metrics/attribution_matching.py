"""Figures of attributions that were found against those that people marked. Pure.

A found attribution matches a marked one if their contents share a character; pairs that share the
cue as well, and then more of the content, match first. Exact and overlapping matches of each part
are counted as in Pareti (2015) and Wang et al. (CofeNet, 2022).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

from index.core.article import Span
from index.core.attribution import Attribution
from index.language.en.speech.speaker_match import fold_words, is_same_speaker

_PARTS = ("source", "cue", "content")


@dataclass(slots=True)
class Share:
    """How many are right, of those found and of those marked: `right_found` and `right_marked`,
    which are equal unless the two sides count by different signs."""

    right_found: int = 0
    right_marked: int = 0
    found: int = 0
    marked: int = 0

    @property
    def precision(self) -> float:
        """The share of those found that are right; 0 if none was found."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of those marked that are found; 0 if none was marked."""
        return self.right_marked / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """Those that are right on both sides, of all on both sides: where both counts are equal,
        the harmonic mean of precision and recall."""
        right = self.right_found + self.right_marked
        return right / (self.found + self.marked) if self.found + self.marked else 0.0

    def add(self, other: Share) -> None:
        """Add the counts of another share."""
        for name in fields(self):
            setattr(self, name.name, getattr(self, name.name) + getattr(other, name.name))


@dataclass(slots=True)
class AttributionFigures:
    """Shares by name. `attributed` counts contents with the right source, `direct` the same of
    quotations alone; `speaker` the names of direct speech, where one is marked."""

    shares: dict[str, Share] = field(default_factory=dict)

    def add(self, name: str, share: Share) -> None:
        """Add counts under a name."""
        self.shares.setdefault(name, Share()).add(share)


def compare_attributions(
    figures: AttributionFigures, found: Sequence[Attribution], marked: Sequence[Attribution]
) -> None:
    """Add the counts of one text to the figures."""
    pairs = list(match_attributions(found, marked))
    for part in _PARTS:
        has_found = sum(bool(getattr(one, part)) for one in found)
        has_marked = sum(bool(getattr(one, part)) for one in marked)
        for name, agrees in (("overlap", _overlap), ("exact", _is_equal)):
            hits = sum(agrees(getattr(a, part), getattr(b, part)) for a, b in pairs)
            figures.add(f"{part}, {name}", Share(hits, hits, has_found, has_marked))
    right = [(a, b) for a, b in pairs if has_right_source(a, b)]
    figures.add("attributed", Share(len(right), len(right), len(found), len(marked)))
    figures.add("direct", _count_direct(right, found, marked))
    named = [(a, b) for a, b in pairs if b.direct and b.speaker]
    same = sum(_is_same_name(a.speaker, b.speaker) for a, b in named)
    resolved = sum(bool(a.speaker) for a, _ in named)
    wanted = sum(one.direct and bool(one.speaker) for one in marked)
    figures.add("speaker", Share(same, same, resolved, wanted))


def _count_direct(
    right: Sequence[tuple[Attribution, Attribution]],
    found: Sequence[Attribution],
    marked: Sequence[Attribution],
) -> Share:
    """Quotations with the right source. One that either side takes for direct counts on that
    side alone."""
    return Share(
        sum(a.direct for a, _ in right),
        sum(b.direct for _, b in right),
        sum(one.direct for one in found),
        sum(one.direct for one in marked),
    )


def match_attributions(
    found: Sequence[Attribution], marked: Sequence[Attribution]
) -> Iterator[tuple[Attribution, Attribution]]:
    """Pairs of a found and a marked attribution, each at most once."""
    ranked = sorted(
        (
            (-int(_overlap(a.cue, b.cue)), -_count_shared(a.content, b.content), i, j)
            for i, a in enumerate(found)
            for j, b in enumerate(marked)
            if _overlap(a.content, b.content)
        )
    )
    used_found: set[int] = set()
    used_marked: set[int] = set()
    for _, _, i, j in ranked:
        if i not in used_found and j not in used_marked:
            used_found.add(i)
            used_marked.add(j)
            yield found[i], marked[j]


def has_right_source(found: Attribution, marked: Attribution) -> bool:
    """Do the sources share a character, or does neither have one?"""
    return _overlap(found.source, marked.source) or not (found.source or marked.source)


def _is_same_name(one: str, other: str) -> bool:
    return is_same_speaker(frozenset(fold_words(one)), frozenset(fold_words(other)))


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return _count_shared(one, other) > 0


def _is_equal(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return bool(one) and list(one) == list(other)


def _count_shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """The number of characters in both."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
