"""The schema of requests: questions, filters and new articles, with their limits.

The limits are part of the schema, so that the documentation and the check agree. Responses are in
`responses`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated

from fastapi import Body, Path
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
)

from index.core.article import Article, Filters, digest
from index.core.dates import earliest
from index.core.errors import DatelineError
from index.core.text import one_line
from index.language.en.dates.question_time import QuestionTime
from index.search.query import MAX_QUERY_CHARACTERS, check_query
from index.sources.metadata import Metadata
from index.sources.parsed_article import (
    MAX_ARTICLE_BYTES,
    MAX_AUTHORS,
    MAX_ID_CHARACTERS,
    ParsedArticle,
    make_article,
)
from index.storage.listing import Bookmark

MAX_ARTICLES = 1_000
MAX_SOURCES = 50
# The source of articles that came over the wire; only the wire replaces them.
ORIGIN = "api:"

_MAX_LINE = 1_000
# Terms that an article and its metadata call the same.
_TERMS = "copyright credit data_mining correction corrected embargo expiry hold".split()
# At least one visible character.
_VISIBLE = "[^\\s\\x00-\\x1f\\x7f-\\x9f\\ufeff]"
_LANGUAGE = "^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$"
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
# Clients resolve these in an address and do not send them.
_PATH_STEPS = (".", "..")
_BLANK = "[\\s\\x00-\\x1f\\x7f-\\x9f]*"


def _check_address(article_id: str) -> str:
    if one_line(article_id) in _PATH_STEPS:
        raise ValueError("no address can hold it")
    return article_id


Visible = Annotated[str, StringConstraints(min_length=1, pattern=_VISIBLE)]
Question = Annotated[Visible, Field(max_length=MAX_QUERY_CHARACTERS)]
NewId = Annotated[
    Visible,
    Field(max_length=MAX_ID_CHARACTERS),
    AfterValidator(_check_address),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": MAX_ID_CHARACTERS,
            "pattern": _VISIBLE,
            "not": {"pattern": f"^{_BLANK}\\.{{1,2}}{_BLANK}$"},
        }
    ),
]
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

    @property
    def filters(self) -> Filters:
        """The filters in the library's form."""
        sources = tuple(self.source)
        return Filters(self.after, self.before, sources, self.as_of, self.republishable)


class SearchRequest(FilterRequest):
    """A query and its filters."""

    q: Question = Field(description="Words, or a question", examples=["ground troops"])
    k: int = Field(10, ge=1, le=1_000, description="How many passages")


class AskRequest(FilterRequest):
    """A question and its filters."""

    after: BodyDate = Field(None, description="Published on or after")
    before: BodyDate = Field(None, description="Published on or before")
    as_of: BodyDate = Field(
        None, description="The day as of which the archive is read; it is also “today”"
    )
    question: Question = Field(examples=["What did Macron say about ground troops?"])
    read_dates: bool = Field(
        True, description="Whether a date in the question names a period; else it is mere words"
    )

    @property
    def time(self) -> QuestionTime | None:
        """The time of the question, None if its words tell."""
        return None if self.read_dates else QuestionTime.ignore(check_query(self.question))


class ListRequest(BaseModel):
    """A page of the list of articles."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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


class NewArticle(BaseModel):
    """An article to add. Without an `id` it gets one derived from its content.

    If an article of another source has the id already, the id gets a suffix. If the article came
    over this interface, it is replaced, and its earlier text is kept.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: NewId | None = None
    title: Line = ""
    text: Annotated[Visible, Field(max_length=MAX_ARTICLE_BYTES)]
    source: Line = ""
    published: BodyDate = None
    updated: BodyDate = None
    url: Line = ""
    authors: Annotated[list[Line], Field(max_length=MAX_AUTHORS)] = []
    language: Annotated[str, StringConstraints(max_length=35, pattern=_LANGUAGE)] = ""
    section: Line = ""
    copyright: Line = ""
    usage_terms: Line = ""
    credit: Line = ""
    data_mining: Line = ""
    correction: Line = Field("", description="The publisher's note of a correction")
    corrected: BodyDate = Field(None, description="When it was corrected")
    embargo: BodyDate = Field(None, description="It is held until then")
    expiry: BodyDate = Field(None, description="It is not shown from then on")
    hold: Line = Field("", description="Why it is held until somebody releases it")

    @property
    def incoming(self) -> ParsedArticle:
        """The article in the library's form. Raises DatelineError if it is not an article."""
        metadata = Metadata(
            title=self.title,
            source=self.source,
            authors=tuple(self.authors),
            published=self.published or "",
            updated=self.updated or "",
            url=self.url,
            language=self.language,
            section=self.section,
            usage=self.usage_terms,
            **{name: getattr(self, name) or "" for name in _TERMS},
        )
        article, reservation = make_article(self.id or "unnamed", self.text, metadata)
        if reservation:
            raise DatelineError(reservation)
        return _make_incoming(article, has_id=self.id is not None)


def _make_incoming(article: Article, *, has_id: bool) -> ParsedArticle:
    """Make the article to add; without an id, its id is a digest of its content."""
    if not has_id:
        article = replace(article, id=digest(article.title, article.text))
    return ParsedArticle(article, ORIGIN + article.id, ORIGIN)


class NewArticles(BaseModel):
    """Articles to add, in this order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    articles: Annotated[list[NewArticle], Field(min_length=1, max_length=MAX_ARTICLES)]


def _find_kind(body: object) -> str:
    has_many = "articles" in body if isinstance(body, dict) else isinstance(body, NewArticles)
    return "many" if has_many else "one"


Additions = Annotated[
    Annotated[NewArticle, Tag("one")] | Annotated[NewArticles, Tag("many")],
    Discriminator(_find_kind),
    Body(),
]
ArticleId = Annotated[str, Path(min_length=1, description="May hold slashes")]
