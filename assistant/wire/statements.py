"""The schema of attributions and statements, of requests for them and of responses.

The command's JSON, REST and MCP share it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from pydantic import Field

from assistant.news.speech.statements import MAX_STATEMENTS, Statement, StatementQuery, Statements
from assistant.wire.archive_shapes import Shape, TermsShape
from assistant.wire.requests import FilterRequest, Question
from index.core.attribution import Attribution

SpanShape = tuple[int, int]
# The description of a request's `exact`.
EXACT = "Only statements whose articles name the speaker, and none by the office alone"


class AttributionShape(Shape):
    """Who says what in an article; every span is start and end in code points of its text."""

    source: list[SpanShape] = Field(description="The words that name the speaker")
    cue: list[SpanShape] = Field(description='The words that report: "said", "according to"')
    content: list[SpanShape] = Field(description="What is said")
    addressee: list[SpanShape] = Field(description="The words that name who is spoken to")
    speaker: str | None = Field(description="The speaker's name; null where it is not certain")
    office: str = Field(description='What the article calls the speaker; "" if it says nothing')
    direct: bool = Field(description="In quotation marks")

    @classmethod
    def of(cls, one: Attribution) -> Self:
        """Make the shape of an attribution."""
        return cls(
            source=list(one.source),
            cue=list(one.cue),
            content=list(one.content),
            addressee=list(one.addressee),
            speaker=one.speaker or None,
            office=one.office,
            direct=one.direct,
        )


class SpeakerJoinShape(Shape):
    """A statement by an office, and the article of that time that says who holds it."""

    name: str
    words: str = Field(description="The words that name the office")
    article_id: str = Field(description="The article that gives the speaker this office")


class StatementShape(Shape):
    """A statement in whole sentences: `article.text[start:end] == quote`, in code points."""

    article_id: str
    title: str
    source: str
    published: str | None
    url: str
    start: int
    end: int
    quote: str
    terms: TermsShape
    attribution: AttributionShape
    counted_as: SpeakerJoinShape | None = Field(
        description="Why it counts as the speaker's; null where its article names the speaker"
    )

    @classmethod
    def of(cls, statement: Statement) -> Self:
        """Make the shape of a statement."""
        article, join = statement.article, statement.join
        return cls(
            article_id=article.id,
            title=article.title,
            source=article.source,
            published=article.published,
            url=article.url,
            start=statement.quote.start,
            end=statement.quote.end,
            quote=statement.text,
            terms=TermsShape.of(article.terms),
            attribution=AttributionShape.of(statement.attribution),
            counted_as=SpeakerJoinShape.model_validate(join) if join else None,
        )


class SpeakerShape(Shape):
    """Somebody who speaks in the archive, and how often under this name and office."""

    name: str
    office: str
    count: int


class StatementsShape(Shape):
    """The statements of a speaker, oldest first and undated ones last."""

    speakers: list[SpeakerShape] = Field(description="Whom the name means in this archive")
    statements: list[StatementShape]
    total: int = Field(description="Also those beyond the limit, which keeps the newest")
    unread_articles: int = Field(description="Articles not yet searched for statements")

    @classmethod
    def of(cls, found: Statements) -> Self:
        """Make the shape of statements."""
        return cls(
            speakers=[SpeakerShape.model_validate(each) for each in found.speakers],
            statements=[StatementShape.of(each) for each in found.statements],
            total=found.total,
            unread_articles=found.missing_articles,
        )


class StatementsRequest(FilterRequest):
    """Whose statements, and which."""

    speaker: Question = Field(
        description="A name or an office", examples=["Peskov", "the Kremlin spokesman"]
    )
    about: str = Field("", max_length=400, description="A topic, or nothing for all")
    direct: bool = Field(False, description="Only what stands in quotation marks")
    exact: bool = Field(False, description=EXACT)
    limit: int = Field(50, ge=1, le=MAX_STATEMENTS, description="How many, the newest of more")

    @property
    def query(self) -> StatementQuery:
        """The request in the library's form."""
        return StatementQuery(
            self.speaker, self.about, self.filters, self.limit, self.direct, self.exact
        )


def make_attributions_json(attributions: Sequence[Attribution]) -> list[dict[str, Any]]:
    """Make the JSON of the attributions of an article."""
    return [AttributionShape.of(one).model_dump(mode="json") for one in attributions]
