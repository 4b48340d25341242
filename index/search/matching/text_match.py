"""Whether words, phrases and distances of a query stand in a text. Pure.

Texts are compared as words without case, accents and punctuation, as the lexical index has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.search.query_syntax.tree import Leaf, Near, Phrase, Prefix, Word

Analyse = Callable[[str], list[str]]
# First and after, in words of a text.
Place = tuple[int, int]
_POSSESSIVE = re.compile(r"['’ʼ]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Analysis:
    """The two forms of a text's words: folded, and then stemmed."""

    fold: Analyse
    stem: Analyse


class TextUnit:
    """A text in which the words of a phrase or a distance must stand together."""

    def __init__(self, text: str, analysis: Analysis) -> None:
        self._text = text
        self._analysis = analysis

    @cached_property
    def words(self) -> list[str]:
        """The words, folded."""
        return self._analysis.fold(self._text)

    @cached_property
    def stems(self) -> list[str]:
        """The words, stemmed."""
        return self._analysis.stem(self._text)

    @cached_property
    def line(self) -> str:
        """The folded words with a space before and after each."""
        return f" {' '.join(self.words)} "


def strip_possessive(word: str) -> str:
    """A word as typed without its possessive 's."""
    return _POSSESSIVE.sub("", word)


def is_in_text(part: Leaf | Near, unit: TextUnit, analysis: Analysis) -> bool:
    """Does it stand in the text?"""
    match part:
        case Phrase(text):
            words = analysis.fold(text)
            return bool(words) and f" {' '.join(words)} " in unit.line
        case Prefix(text):
            words = analysis.fold(text)
            return bool(words) and f" {' '.join(words)}" in unit.line
        case Near(left, right, distance):
            return _stand_near(
                _find_any(left, unit, analysis), _find_any(right, unit, analysis), distance
            )
        case Word():
            return bool(find_places(part, unit, analysis))


def find_places(leaf: Leaf, unit: TextUnit, analysis: Analysis) -> list[Place]:
    """Where it stands in the text, in order."""
    match leaf:
        case Word(text):
            return _find_run(unit.stems, analysis.stem(strip_possessive(text)))
        case Phrase(text):
            return _find_run(unit.words, analysis.fold(text))
        case Prefix(text):
            return _find_run(unit.words, analysis.fold(text), is_open=True)


def _find_any(leaves: Iterable[Leaf], unit: TextUnit, analysis: Analysis) -> list[Place]:
    return [place for leaf in leaves for place in find_places(leaf, unit, analysis)]


def _find_run(words: Sequence[str], wanted: Sequence[str], *, is_open: bool = False) -> list[Place]:
    """Where some words stand one after the other; with `is_open`, the last one only begins so."""
    if not wanted:
        return []
    *before, last = wanted
    size = len(wanted)
    return [
        (first, first + size)
        for first in range(len(words) - size + 1)
        if (
            words[first + size - 1] == last
            or (is_open and words[first + size - 1].startswith(last))
        )
        and list(words[first : first + size - 1]) == before
    ]


def _stand_near(left: Iterable[Place], right: Sequence[Place], distance: int) -> bool:
    return any(
        0 < later[0] - earlier[1] + 1 <= distance
        for one in left
        for other in right
        for earlier, later in (sorted((one, other)),)
    )
