"""The tree of a parsed query. Pure data.

`offset` is the place in the query as typed, in code points from 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class FieldName(StrEnum):
    """What a query can limit, besides words of the title."""

    AUTHOR = "author"
    SOURCE = "source"
    LANG = "lang"
    SECTION = "section"
    AFTER = "after"
    BEFORE = "before"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any inflected form."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words exactly as they stand, one after the other."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with a text."""

    text: str
    offset: int


Leaf = Word | Phrase | Prefix


@dataclass(frozen=True, slots=True)
class Near:
    """One of `left` and one of `right` at most `distance` words apart, in any order, in one
    passage or in the title. Words side by side are one word apart."""

    left: tuple[Leaf, ...]
    right: tuple[Leaf, ...]
    distance: int
    offset: int


@dataclass(frozen=True, slots=True)
class InTitle:
    """What must stand in the title."""

    part: Leaf | Near
    offset: int


@dataclass(frozen=True, slots=True)
class Field:
    """A limit of the articles."""

    name: FieldName
    value: str
    offset: int


@dataclass(frozen=True, slots=True)
class Not:
    """The articles that something does not match."""

    part: Node


@dataclass(frozen=True, slots=True)
class AllOf:
    """The articles that every part matches."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The articles that a part matches."""

    parts: tuple[Node, ...]


Node = Word | Phrase | Prefix | Near | InTitle | Field | Not | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. A plain one has no operator: its `root` demands its content words, and is
    None if it has none."""

    text: str
    root: Node | None
    is_plain: bool


def list_wanted(node: Node | None) -> Iterator[Leaf | Near]:
    """The parts of a tree that are words which a match can have: none that are excluded."""
    match node:
        case Word() | Phrase() | Prefix() | Near():
            yield node
        case InTitle(part):
            yield part
        case AllOf(parts) | AnyOf(parts):
            for each in parts:
                yield from list_wanted(each)
        case _:
            return


def list_leaves(node: Node | None) -> Iterator[Leaf]:
    """The words, phrases and prefixes that a match can have, those of distances included."""
    for part in list_wanted(node):
        if isinstance(part, Near):
            yield from part.left
            yield from part.right
        else:
            yield part
