"""What several quoted reports have in common, and where they differ. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SharedSource:
    """A source that several outlets of an answer have in common: the medium that they name, "" for
    copies of one story that name none; and the numbers of the citations."""

    name: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Independence:
    """From how many `sources` the `outlets` of an answer have what they say; fewer than outlets."""

    outlets: int
    sources: int
    shared: tuple[SharedSource, ...]


class DifferenceKind(StrEnum):
    """Why reports differ: nobody knows, somebody denies it, the value changed with time, or the
    outlet corrected it."""

    DISPUTE = "dispute"
    DENIAL = "denial"
    LATER = "later"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class DifferentValue:
    """The words of a figure, a day, a name or a denial, verbatim, and the number of the citation
    they stand in."""

    text: str
    citation: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Reports that give different answers to one question, the oldest first. Of a denial,
    `denied_by` are the words that name who makes it."""

    kind: DifferenceKind
    values: tuple[DifferentValue, ...]
    denied_by: str = ""
