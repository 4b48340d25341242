"""The schema of responses: answers, hits, articles and reports.

The command's JSON, REST, MCP and OpenAI's interface share it; other programs rely on these keys.
`of` makes a shape from a value of ours. Requests are in `requests`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from assistant.core.answer import (
    Answer,
    AnswerSentence,
    Citation,
    Order,
    PeriodUse,
    Status,
)
from assistant.present.terms_text import name_permission
from index.core.article import Article, Hit
from index.core.terms import Terms
from index.ingest.reports import AddReport
from index.sources.parsed_article import Problem

TIMINGS = "Milliseconds by stage, and the `total`"


class Shape(BaseModel):
    """A frozen shape; it takes its fields from the attributes of a value of ours."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class EventTimeShape(Shape):
    """The time that a quotation speaks of, by the date of its article: `phrase` stands at `start`
    to `end` of the article."""

    after: str | None = Field(description="The first day, month or year; null if open")
    before: str | None = Field(description="The last day, month or year; null if open")
    phrase: str
    start: int
    end: int


class PeriodShape(Shape):
    """The period that a question names."""

    after: str | None = Field(description="The first day, month or year; null if open")
    before: str | None = Field(description="The last day, month or year; null if open")
    phrase: str = Field(description="The words of the question")
    how: PeriodUse = Field(
        description="`filter`: only articles of the period; `preference`: its sentences first"
    )


class TermsShape(Shape):
    """What the publisher states about an article, as written; "" where nothing is stated."""

    copyright: str
    usage: str
    credit: str
    data_mining: str
    correction: str = Field(description="The publisher's note of a correction")
    corrected: str = Field(description="When it was corrected: an ISO date")
    embargo: str
    expiry: str
    republishable: Literal["yes", "no", "not stated"] = Field(
        description="A conservative reading of these texts"
    )

    @classmethod
    def of(cls, terms: Terms) -> Self:
        """Make the shape of terms."""
        values = {name: getattr(terms, name, None) for name in cls.model_fields}
        return cls.model_validate(values | {"republishable": name_permission(terms)})


class CitationShape(Shape):
    """A numbered quotation: `article.text[start:end] == quote`, in code points."""

    number: int
    article_id: str
    title: str
    source: str
    published: str | None
    url: str
    passage_id: str
    start: int
    end: int
    quote: str
    also_in: list[str] = Field(description="Other outlets that have the story, near-identical")
    ocr: bool = Field(description="Whether OCR read these words in a picture, perhaps wrongly")
    pages: list[int] = Field(description="The pages of the scan that show them, from 1")
    updated: str | None = Field(description="When the article was updated")
    when: EventTimeShape | None = Field(description="Of what time the quotation speaks")
    terms: TermsShape

    @classmethod
    def of(cls, citation: Citation) -> Self:
        """Make the shape of a citation."""
        values = {name: getattr(citation, name) for name in cls.model_fields}
        return cls.model_validate(values | {"terms": TermsShape.of(citation.terms)})


class SentenceShape(Shape):
    """A verbatim sentence of an answer, with the numbers of its citations."""

    text: str
    citations: list[int]
    side: str = Field(description='The side of a comparison that it belongs to; else ""')

    @classmethod
    def of(cls, sentence: AnswerSentence) -> Self:
        """Make the shape of a sentence."""
        return cls.model_validate(sentence)


class HitShape(Shape):
    """A ranked passage; `text` stands at `start` to `end` of its article."""

    rank: int = Field(ge=1)
    score: float = Field(description="In 0..1; compares only within one result")
    passage_id: str
    article_id: str
    title: str
    source: str
    published: str | None
    start: int
    end: int
    text: str
    story_id: str = Field(description="Shared by near-identical articles")
    also_in: list[str] = Field(description="Other outlets that have the story, near-identical")
    ocr: bool = Field(description="Whether OCR read a part of the passage in a picture")
    pages: list[int] = Field(description="The pages of the scan that show it, from 1")
    terms: TermsShape

    @classmethod
    def of(cls, hit: Hit) -> Self:
        """Make the shape of a hit."""
        return cls(
            rank=hit.rank,
            score=round(hit.score, 6),
            passage_id=hit.passage.id,
            article_id=hit.passage.article_id,
            title=hit.title,
            source=hit.source,
            published=hit.published,
            start=hit.passage.start,
            end=hit.passage.end,
            text=hit.passage.text,
            story_id=hit.story_id,
            also_in=list(hit.also_in),
            ocr=hit.ocr,
            pages=list(hit.pages),
            terms=TermsShape.of(hit.terms),
        )


class SharedSourceShape(Shape):
    """A source that several outlets of an answer have in common."""

    name: str = Field(description='The medium that they name; "" for copies of one story')
    citations: list[int]


class IndependenceShape(Shape):
    """From how many sources the outlets of an answer have what they say."""

    outlets: int
    sources: int = Field(description="Fewer than the outlets")
    shared: list[SharedSourceShape]


class AnswerShape(Shape):
    """An answer made of quotations, or the statement that the archive holds none."""

    question: str
    status: Status
    confidence: float = Field(ge=0, le=1)
    sentences: list[SentenceShape]
    sides: list[str] = Field(
        description="The names that a comparison compares, also those without a sentence"
    )
    citations: list[CitationShape]
    hits: list[HitShape] = Field(description="The closest passages, best first")
    refusal: str = Field(description='Why there is no answer; "" where there is one')
    missing: list[str] = Field(description="Words that none of the articles found has")
    period: PeriodShape | None = Field(description="The period that the question names")
    as_of: str | None = Field(description="The day as of which the archive was read")
    speaker: str | None = Field(description="Whose words alone were searched; null for all")
    order: Order = Field(description="A list by date is `oldest` or `newest` first")
    note: str = Field(description='A sentence beside the answer; "" if there is none')
    independence: IndependenceShape | None = Field(
        description="Set if several outlets of the answer have a source in common"
    )
    timings_ms: dict[str, float] = Field(description=TIMINGS)

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """Make the shape of an answer."""
        shared = answer.independence
        return cls(
            question=answer.question,
            status=answer.status,
            confidence=answer.confidence,
            sentences=[SentenceShape.of(sentence) for sentence in answer.sentences],
            sides=list(answer.sides),
            citations=[CitationShape.of(citation) for citation in answer.citations],
            hits=[HitShape.of(hit) for hit in answer.hits],
            refusal=answer.refusal,
            missing=list(answer.missing),
            period=PeriodShape.model_validate(answer.period) if answer.period else None,
            as_of=answer.as_of,
            speaker=answer.speaker,
            order=answer.order,
            note=answer.note,
            independence=IndependenceShape.model_validate(shared) if shared else None,
            timings_ms=dict(answer.timings_ms),
        )


class SearchShape(Shape):
    """Ranked passages, best first."""

    query: str
    hits: list[HitShape]
    notice: str = Field(description='Why there is no hit, if the dates explain it; else ""')
    timings_ms: dict[str, float] = Field(description=TIMINGS)

    @classmethod
    def of(
        cls, query: str, hits: Iterable[Hit], timings_ms: Mapping[str, float], notice: str = ""
    ) -> Self:
        """Make the shape of a search's result."""
        shapes = [HitShape.of(hit) for hit in hits]
        return cls(query=query, hits=shapes, notice=notice, timings_ms=dict(timings_ms))


class DescriptionShape(Shape):
    """The description of an article. Unknown dates are null, other unknown texts empty."""

    article_id: str
    title: str
    source: str
    published: str | None
    url: str
    authors: list[str]
    updated: str | None
    language: str
    section: str
    terms: TermsShape

    @classmethod
    def of(cls, article: Article) -> Self:
        """Make the shape of an article."""
        values = {name: getattr(article, name, None) for name in cls.model_fields}
        return cls.model_validate(
            values | {"article_id": article.id, "terms": TermsShape.of(article.terms)}
        )


class ArticleShape(DescriptionShape):
    """An article; all offsets count code points of its `text`."""

    text: str


class PageShape(Shape):
    """Articles in order: newest first, undated ones last."""

    articles: list[DescriptionShape]
    next: str | None = Field(description="The `cursor` of the next page; null where this is last")


class PlaceShape(Shape):
    """A place of a source, or an article by its id, and what is wrong with it."""

    place: str
    reason: str


class ReportShape(Shape):
    """The report of one run of adding."""

    added: int
    unchanged: int
    updated: int
    removed: list[str]
    killed: list[str] = Field(description="Articles that their publishers took back")
    held: list[str] = Field(description="Stored articles that are not shown yet")
    skipped: list[PlaceShape]
    warnings: list[PlaceShape]
    embedded: int = Field(description="Texts that the model read")

    @classmethod
    def of(cls, report: AddReport) -> Self:
        """Make the shape of a report."""

        def make_places(problems: Iterable[Problem]) -> list[PlaceShape]:
            return [PlaceShape.model_validate(problem) for problem in problems]

        return cls(
            added=report.added,
            unchanged=report.unchanged,
            updated=report.updated,
            removed=list(report.removed),
            killed=list(report.killed),
            held=list(report.held),
            skipped=make_places(report.skipped),
            warnings=make_places(report.warnings),
            embedded=report.embedded,
        )


class StatsShape(Shape):
    """The figures of the archive."""

    articles: int
    passages: int
    stories: int
    sources: int
    oldest: str | None
    newest: str | None
    model: str
    backend: str
    bytes: int = Field(description="What it takes on disk")

    @classmethod
    def of(cls, stats: Mapping[str, str | int | None]) -> Self:
        """Make the shape of a library's figures."""
        return cls.model_validate({name: stats[name] for name in cls.model_fields})


class LocalStatsShape(StatsShape):
    """The figures with the folder of the archive, which only local users may know."""

    home: str
