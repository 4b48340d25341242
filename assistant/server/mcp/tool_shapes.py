"""The shapes of the tools' arguments, and of the results that `assistant.wire` does not have.

Language models read the descriptions, which become part of each tool's schema.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from assistant.news.speech.statements import StatementQuery
from assistant.wire.archive_shapes import DescriptionShape
from assistant.wire.requests import MAX_OFFSET, CollectionName, FacetText
from assistant.wire.responses import AnswerShape
from assistant.wire.statements import EXACT
from index.core.article import MAX_SPEAKER, Filters
from index.core.collection import MAX_COLLECTIONS
from index.core.facet import MAX_CHOICES, parse_choice
from index.language.en.dates.question_time import QuestionTime
from index.search.matching.matches import MatchOrder
from index.search.query import MAX_QUERY_CHARACTERS, check_query

Query = Annotated[str, StringConstraints(min_length=1, max_length=MAX_QUERY_CHARACTERS)]
Date = Annotated[str, StringConstraints(min_length=4, max_length=40)]
Outlet = Annotated[str, StringConstraints(max_length=200)]

MAX_PAGE = 20_000
MAX_K = 50


class FilterArguments(BaseModel):
    """Arguments that filter the articles."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after: Date | None = Field(
        default=None, description="Only articles published on or after: 2025, 2025-03, 2025-03-17"
    )
    before: Date | None = Field(
        default=None,
        description="Only articles published on or before; inclusive, so 2025 is all of it",
    )
    sources: list[Outlet] = Field(
        default=[], max_length=100, description="Only these outlets, by name; none means all"
    )

    as_of: Date | None = Field(
        default=None,
        description="Read the archive as it stood on this day, which is then “today”: 2025-03-20",
    )
    republishable: bool = Field(
        default=False,
        description="Only articles whose publishers state that anybody may republish them",
    )

    facets: list[FacetText] = Field(
        default=[],
        max_length=MAX_CHOICES,
        description="Only articles with these values, such as 'author:Ada Lind' or 'place:Paris'",
    )

    collections: list[CollectionName] = Field(
        default=[],
        max_length=MAX_COLLECTIONS,
        description="Only articles of these collections, by name; none means all",
    )

    @property
    def filters(self) -> Filters:
        """The filters in the library's form."""
        return Filters(
            self.after,
            self.before,
            tuple(self.sources),
            self.as_of,
            self.republishable,
            facets=tuple(parse_choice(text) for text in self.facets),
            collections=tuple(self.collections),
        )


class PassageFilterArguments(FilterArguments):
    """Arguments that filter the passages."""

    speaker: str = Field(
        default="",
        max_length=MAX_SPEAKER,
        description="Only words of this person, office or institution; empty for all",
    )

    @property
    def filters(self) -> Filters:
        """The filters in the library's form."""
        return replace(super().filters, speaker=self.speaker)


class SearchArguments(PassageFilterArguments):
    """Arguments of a search."""

    query: Query = Field(description="Words, names, a question, or operators, in English")
    k: int = Field(default=10, ge=1, le=MAX_K, description="How many passages")
    offset: int = Field(default=0, ge=0, le=MAX_OFFSET, description="How many to leave out before")
    order: MatchOrder = Field(
        default=MatchOrder.BEST,
        description="newest or oldest list only articles that match or have all the words",
    )


class AskArguments(PassageFilterArguments):
    """Arguments of a question."""

    question: Query = Field(description="One plain question, in English, with full names")
    read_dates: StrictBool = Field(
        default=True,
        description="Whether a date in the question names a period; false takes it as mere words",
    )
    passages: int = Field(
        default=3,
        ge=0,
        le=10,
        description="How many of the closest passages to return along with the answer",
    )

    @property
    def time(self) -> QuestionTime | None:
        """The time of the question, None if its words tell."""
        return None if self.read_dates else QuestionTime.ignore(check_query(self.question))


class StatementArguments(FilterArguments):
    """Arguments that name a speaker."""

    speaker: Query = Field(description="A name or an office, such as 'the finance minister of X'")
    about: str = Field(default="", max_length=400, description="A topic; empty for all")
    direct: bool = Field(default=False, description="Only what stands in quotation marks")
    exact: bool = Field(default=False, description=EXACT)
    limit: int = Field(default=20, ge=1, le=100, description="How many, the newest of more")

    @property
    def query(self) -> StatementQuery:
        """The arguments in the library's form."""
        return StatementQuery(
            self.speaker, self.about, self.filters, self.limit, self.direct, self.exact
        )


class ArticleArguments(BaseModel):
    """Arguments that name a part of an article."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    article_id: str = Field(min_length=1, max_length=2_000, description="As in hits and citations")
    offset: int = Field(
        default=0, ge=0, le=2**53, description="Where to begin, in characters of the text"
    )
    limit: int = Field(
        default=8_000, ge=1, le=MAX_PAGE, description="How many characters of the text at most"
    )


class AnswerResult(AnswerShape):
    """An answer, also as text."""

    text: str = Field(description="The answer with marks [n] and references, or the refusal")


class ArticlePage(DescriptionShape):
    """A part of an article: `text` stands at `start` to `end` of the whole, in code points."""

    text: str
    start: int
    end: int
    length: int = Field(description="Of the whole text")
    next_offset: int | None = Field(description="Where to go on; null at the end")
    uri: str = Field(description="The article as a resource, with its whole text")
