"""The schema of requests: questions, filters and lists, with their limits.

The limits are part of the schema, so that the documentation and the check agree. New articles are
in `new_articles`, responses in `responses`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated

from fastapi import Path
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
)

from index.core.article import MAX_SPEAKER, Filters
from index.core.collection import MAX_COLLECTIONS
from index.core.dates import earliest
from index.core.errors import PublicError
from index.core.facet import MAX_CHOICES, MAX_VALUE, MAX_VALUES, PERIODS, Facet, parse_choice
from index.core.name import MAX_NAME
from index.language.en.dates.question_time import QuestionTime
from index.search.matching.matches import MatchOrder
from index.search.query import MAX_QUERY_CHARACTERS, check_query
from index.storage.overview.listing import Bookmark

MAX_SOURCES = 50
MAX_OFFSET = 1_000_000

_MAX_LINE = 1_000
# At least one visible character.
VISIBLE = "[^\\s\\x00-\\x1f\\x7f-\\x9f\\ufeff]"
# A Unix time in seconds, empty for undated articles, and an article's id.
_CURSOR = "^(-?[0-9]{1,12})?~"
_YEAR_OR_MONTH = "^[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?$"
_DATE = re.compile(
    r"[1-9]\d{3}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)


def _check_date(text: str | None) -> str | None:
    if text is None:
        return None
    if not _DATE.fullmatch(text):
        raise ValueError("write it as 2025, 2025-03, 2025-03-17 or 2025-03-17T09:30:00Z")
    try:
        earliest(text)
    except (ValueError, OverflowError) as error:
        raise ValueError("there is no such date") from error
    return text


_DATES = [
    {"type": "string", "pattern": _YEAR_OR_MONTH},
    {"type": "string", "format": "date", "pattern": "^[1-9]"},
    {"type": "string", "format": "date-time", "pattern": "^[1-9]"},
]
# A year, month, day or moment in ISO 8601; a moment without zone is UTC. A body, unlike an address,
# can hold null.
Date = Annotated[str | None, AfterValidator(_check_date), WithJsonSchema({"anyOf": _DATES})]
BodyDate = Annotated[
    str | None, AfterValidator(_check_date), WithJsonSchema({"anyOf": [*_DATES, {"type": "null"}]})
]


def _check_choice(text: str) -> str:
    try:
        parse_choice(text)
    except PublicError as error:
        raise ValueError(str(error)) from error
    return text


_OTHERS = "|".join(facet for facet in Facet if facet not in PERIODS)
_YEARS = "year:([1-9][0-9]{3})?$|month:([1-9][0-9]{3}-(0[1-9]|1[0-2]))?$"
_CHOICE = f"^(({_OTHERS}):|{_YEARS})"
FacetText = Annotated[
    str,
    AfterValidator(_check_choice),
    WithJsonSchema({"type": "string", "pattern": _CHOICE, "maxLength": MAX_VALUE}),
]
CollectionName = Annotated[str, StringConstraints(max_length=MAX_NAME)]
Visible = Annotated[str, StringConstraints(min_length=1, pattern=VISIBLE)]
Question = Annotated[Visible, Field(max_length=MAX_QUERY_CHARACTERS)]
Line = Annotated[str, StringConstraints(max_length=_MAX_LINE)]


class FilterRequest(BaseModel):
    """The filters of articles."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    after: Date = Field(None, description="Published on or after")
    before: Date = Field(None, description="Published on or before")
    source: list[Line] = Field(
        [], max_length=MAX_SOURCES, description="Outlets, in any case; none means all"
    )
    as_of: Date = Field(
        None, description="The day as of which the archive is read; it is also “today”"
    )
    republishable: bool = Field(
        False, description="Only articles whose publishers state that anybody may republish them"
    )

    facet: list[FacetText] = Field(
        [],
        max_length=MAX_CHOICES,
        description="Values of facets, such as `author:Ada Lind`. Those of one facet are"
        " alternatives; an empty value chooses the articles without one",
    )

    collection: list[CollectionName] = Field(
        [],
        max_length=MAX_COLLECTIONS,
        description="Names of collections, in any case; an article is in one of them",
    )

    @property
    def filters(self) -> Filters:
        """The filters in the library's form."""
        return Filters(
            self.after,
            self.before,
            tuple(self.source),
            self.as_of,
            self.republishable,
            facets=tuple(parse_choice(text) for text in self.facet),
            collections=tuple(self.collection),
        )


class PassageFilterRequest(FilterRequest):
    """The filters of passages."""

    speaker: str = Field(
        "",
        max_length=MAX_SPEAKER,
        description="Only words of this person, office or institution; empty for all",
    )

    @property
    def filters(self) -> Filters:
        """The filters in the library's form."""
        return replace(super().filters, speaker=self.speaker)


class SearchRequest(PassageFilterRequest):
    """A query and its filters."""

    q: Question = Field(
        description="Words, or a question, or operators", examples=["ground troops"]
    )
    k: int = Field(10, ge=1, le=1_000, description="How many passages")
    offset: int = Field(0, ge=0, le=MAX_OFFSET, description="How many to leave out before them")
    order: MatchOrder = Field(
        MatchOrder.BEST,
        description="In order of time, only what matches or has all the words is listed",
    )


class AskRequest(PassageFilterRequest):
    """A question and its filters."""

    after: BodyDate = Field(None, description="Published on or after")
    before: BodyDate = Field(None, description="Published on or before")
    as_of: BodyDate = Field(
        None, description="The day as of which the archive is read; it is also “today”"
    )
    republishable: StrictBool = Field(
        False, description="Only articles whose publishers state that anybody may republish them"
    )
    question: Question = Field(examples=["What did Macron say about ground troops?"])
    read_dates: StrictBool = Field(
        True, description="Whether a date in the question names a period; else it is mere words"
    )

    @property
    def time(self) -> QuestionTime | None:
        """The time of the question, None if its words tell."""
        return None if self.read_dates else QuestionTime.ignore(check_query(self.question))


class FacetsRequest(FilterRequest):
    """Facets, and the filters of the articles that are counted."""

    field: list[Facet] = Field(
        [], max_length=len(Facet), description="Which facets; none means all"
    )
    limit: int = Field(20, ge=1, le=MAX_VALUES, description="How many values of each")


class ListRequest(FilterRequest):
    """A page of the list of articles, and its filters."""

    limit: int = Field(20, ge=1, le=100, description="How many articles")
    cursor: str = Field(
        "", pattern=_CURSOR, max_length=250, description="`next` of the page before"
    )

    @property
    def bookmark(self) -> Bookmark | None:
        """The cursor in the library's form."""
        if not self.cursor:
            return None
        second, _, article_id = self.cursor.partition("~")
        return Bookmark(int(second) if second else None, article_id)


def make_cursor(bookmark: Bookmark) -> str:
    """Make a cursor of a bookmark. It names a place in the order, so its article may be removed."""
    return f"{'' if bookmark.second is None else bookmark.second}~{bookmark.article_id}"


ArticleId = Annotated[str, Path(min_length=1, description="May hold slashes")]
