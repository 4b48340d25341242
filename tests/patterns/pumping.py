"""Texts that are hard for a regular expression, derived from how it is made.

For every repetition: a beginning that leads there, a piece that is repeated, an end that fails.
Pieces are also repeated from the start of the text, as a search begins at each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from itertools import islice, product
from typing import Any

# The standard library parses patterns here; its type stubs do not know it.
sre: Any = import_module("re._constants")
parser: Any = import_module("re._parser")
_ENDS = ("", "\x00", "!\n<")
_LETTERS = "aA0 \n\t.-_,'\"<>é"
# Fewer repetitions than these cannot make a text hard.
_FEW = 8
_VARIANTS = 12
_REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}
_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}
Items = Sequence[tuple[Any, Any]]


@dataclass(frozen=True)
class Attack:
    """A text in three parts, of which the middle one is repeated."""

    start: str
    piece: str
    end: str

    def text(self, length: int) -> str:
        """About so many letters of it."""
        return self.start + self.piece * max(1, length // len(self.piece)) + self.end


def attacks(pattern: re.Pattern[str] | re.Pattern[bytes]) -> list[Attack]:
    """The texts for a pattern, each once."""
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    items = list(parser.parse(text, pattern.flags & ~re.UNICODE))
    alphabet = "".join(dict.fromkeys(_LETTERS + "".join(_literals(items))))
    found: dict[Attack, None] = {}
    for start, piece in _pieces(items, alphabet):
        for end in _ENDS if piece else ():
            found[Attack(start, piece, end)] = None
    return list(found)


def _pieces(items: Items, alphabet: str) -> Iterator[tuple[str, str]]:
    for whole in _samples(items, alphabet):
        yield "", whole
    for before, body in _places(items, alphabet, ("",)):
        yield "", before
        if body is None:
            continue
        pieces = _samples(body, alphabet)
        if len(body) == 1:
            pieces += [letter for letter in alphabet if _matches(body[0], letter)]
        pieces += [first + second for first, second in product(pieces[:4], repeat=2)]
        for piece in pieces:
            yield before, piece
            yield "", before + piece


def _places(
    items: Items, alphabet: str, before: tuple[str, ...]
) -> Iterator[tuple[str, Items | None]]:
    """What leads to each part of a pattern; and what is repeated there, None where nothing is."""
    for operation, argument in items:
        if operation is not sre.LITERAL:
            for one in before:
                yield one, None
        if operation in _REPEATS and argument[1] > _FEW:
            for one in before:
                yield one, list(argument[2])
        for inner in _inside(operation, argument):
            yield from _places(inner, alphabet, before)
        samples = _samples([(operation, argument)], alphabet)[:3]
        joined = dict.fromkeys(one + sample for one, sample in product(before, samples))
        before = tuple(islice(joined, 3))
    for one in before:
        yield one, None


def _inside(operation: Any, argument: Any) -> list[Items]:
    if operation in _REPEATS:
        return [list(argument[2])]
    if operation is sre.SUBPATTERN:
        return [list(argument[3])]
    if operation is sre.ATOMIC_GROUP:
        return [list(argument)]
    if operation is sre.BRANCH:
        return [list(branch) for branch in argument[1]]
    if operation in (sre.ASSERT, sre.ASSERT_NOT):
        return [list(argument[1])]
    return []


def _samples(items: Items, alphabet: str) -> list[str]:
    """Some texts that a part of a pattern matches (about: assertions are not looked at)."""
    samples = [""]
    for operation, argument in items:
        options = _options(operation, argument, alphabet)
        # The first variants of all parts together, then the others of each part.
        samples = list(
            dict.fromkeys(
                [one + options[0] for one in samples]
                + [samples[0] + option for option in options[1:]]
            )
        )[:_VARIANTS]
    return samples


def _options(operation: Any, argument: Any, alphabet: str) -> list[str]:
    if operation in _REPEATS:
        least, most, body = argument
        samples = _samples(list(body), alphabet)
        counts = dict.fromkeys((least, min(max(least, 1), int(most))))
        return [sample * count for count in counts for sample in samples]
    if operation in (sre.ASSERT, sre.ASSERT_NOT, sre.AT, sre.GROUPREF):
        return [""]
    inside = _inside(operation, argument)
    if inside:
        return [sample for inner in inside for sample in _samples(inner, alphabet)]
    letters = [letter for letter in alphabet if _matches((operation, argument), letter)]
    return letters[:2] or [""]


def _matches(item: tuple[Any, Any], letter: str) -> bool:
    operation, argument = item
    if operation is sre.LITERAL:
        return bool(ord(letter) == argument)
    if operation is sre.NOT_LITERAL:
        return bool(ord(letter) != argument)
    if operation is sre.ANY:
        return True
    if operation is sre.IN:
        negated = argument[0][0] is sre.NEGATE
        return negated != any(_matches(one, letter) for one in argument[int(negated) :])
    if operation is sre.RANGE:
        return bool(argument[0] <= ord(letter) <= argument[1])
    return operation is sre.CATEGORY and _is_of(argument, letter)


@lru_cache(maxsize=10_000)
def _is_of(category: Any, letter: str) -> bool:
    return category in _CATEGORIES and bool(re.match(_CATEGORIES[category], letter))


def _literals(items: Items) -> Iterator[str]:
    for operation, argument in items:
        if operation in (sre.LITERAL, sre.NOT_LITERAL):
            yield chr(argument)
        elif operation is sre.RANGE:
            yield from map(chr, argument)
        elif operation is sre.IN:
            yield from _literals(argument)
        for inner in _inside(operation, argument):
            yield from _literals(inner)
