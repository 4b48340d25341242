"""The facets of articles: their fields whose values are counted and chosen. Pure data."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from index.core.dates import earliest, latest
from index.core.errors import PublicError
from index.core.text import one_line

# The most characters of a value, and the most values of a facet, in a request or a list.
MAX_VALUE = 1_000
MAX_VALUES = 1_000
# The most values that can be chosen at once.
MAX_CHOICES = 100


class Facet(StrEnum):
    """A field of articles. Persons, organisations and places are names that the parser finds in
    the text; the other fields are the description's."""

    OUTLET = "outlet"
    YEAR = "year"
    MONTH = "month"
    LANGUAGE = "language"
    SECTION = "section"
    AUTHOR = "author"
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


# The forms of the values of periods.
PERIODS = {Facet.YEAR: r"[1-9]\d{3}", Facet.MONTH: r"[1-9]\d{3}-\d{2}"}
DESCRIBED = (Facet.LANGUAGE, Facet.SECTION, Facet.AUTHOR)
NAMED = (Facet.PERSON, Facet.ORGANISATION, Facet.PLACE)


class FacetChoice(NamedTuple):
    """A value of a facet; "" chooses the articles without one. Case does not matter."""

    facet: Facet
    value: str

    def __str__(self) -> str:
        return f"{self.facet}:{self.value}"


class FacetValue(NamedTuple):
    """A value of a facet, as articles spell it, and the number of articles that have it."""

    value: str
    articles: int


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The values of a facet with most articles, then the number of its `further` values, and of the
    articles that have none. Years and months are the newest first."""

    facet: Facet
    values: tuple[FacetValue, ...]
    further: int
    missing: int


def parse_choice(text: str) -> FacetChoice:
    """The choice that a text such as "author:Ada Lind" names. Raises PublicError if it is none."""
    name, colon, value = text.partition(":")
    facet = next((facet for facet in Facet if facet == name.strip().casefold()), None)
    if facet is None or not colon:
        raise PublicError(
            f"'{one_line(text[:60])}' chooses no value of a facet",
            f"Write it as author:Ada Lind; the facets are {', '.join(Facet)}",
        )
    if len(value) > MAX_VALUE:
        raise PublicError(f"A value of a facet has at most {MAX_VALUE} characters")
    choice = FacetChoice(facet, one_line(value))
    if choice.value and facet in PERIODS:
        find_bounds(choice)
    return choice


def find_bounds(choice: FacetChoice) -> tuple[int, int]:
    """The first and the last second, since the epoch, of a chosen year or month. Raises PublicError
    if it is none."""
    try:
        if not re.fullmatch(PERIODS[choice.facet], choice.value, re.ASCII):
            raise ValueError("another form")
        return earliest(choice.value), latest(choice.value)
    except (ValueError, OverflowError) as error:
        raise PublicError(
            f"'{one_line(choice.value[:40])}' is no {choice.facet}",
            "Write a year as 2025, a month as 2025-03",
        ) from error


def fold_value(value: str) -> str:
    """The spelling by which values are the same: on one line, regardless of case."""
    return unicodedata.normalize("NFC", one_line(value).casefold())[:MAX_VALUE]
