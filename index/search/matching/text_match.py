"""Whether words, phrases and distances of a query stand in a text. Pure.

Texts are compared as words without case, accents and punctuation, as the lexical index has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

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
        self.text = text
        self._analysis = analysis

    @cached_property
    def words(self) -> list[str]:
        """The words, folded."""
        return self._analysis.fold(self.text)

    @cached_property
    def stems(self) -> list[str]:
        """The words, stemmed."""
        return self._analysis.stem(self.text)

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
            return _has_run(analysis.fold(text), unit, is_open=False)
        case Prefix(text):
            return _has_run(analysis.fold(text), unit, is_open=True)
        case Near(left, right, distance):
            return _stand_near(
                _find_any(left, unit, analysis), _find_any(right, unit, analysis), distance
            )
        case Word():
            return bool(find_places(part, unit, analysis))


def _has_run(words: list[str], unit: TextUnit, *, is_open: bool) -> bool:
    """Do folded words stand one after the other? With `is_open`, the last one only begins so."""
    line = " ".join(words)
    # The analysis of a text takes ten times as long, and few texts need it.
    if line.isascii() and words:
        if _compile_run(tuple(words), is_open).search(unit.text):
            return True
        if unit.text.isascii():
            return False
    return bool(words) and f" {line}{'' if is_open else ' '}" in unit.line


@lru_cache(maxsize=64)
def _compile_run(words: tuple[str, ...], is_open: bool) -> re.Pattern[str]:
    end = "" if is_open else r"(?![^\W_])"
    run = r"[\W_]+".join(words)
    return re.compile(rf"(?<![^\W_]){run}{end}", re.IGNORECASE)


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
