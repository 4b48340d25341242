"""The schema of responses to questions: answers, their citations, and hits.

The command's JSON, REST, MCP and OpenAI's interface share it; other programs rely on these keys.
`of` makes a shape from a value of ours. Requests are in `requests`, articles in `archive_shapes`.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field

from assistant.core.agreement import DifferenceKind
from assistant.core.answer import Answer, AnswerSentence, Citation, Order, PeriodUse, Status
from assistant.wire.archive_shapes import Shape, TermsShape
from index.core.article import Hit

TIMINGS = "Milliseconds by stage, and the `total`"


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
    has_gap: bool = Field(
        description="Whether words of the article are left out between the sentence before and this"
    )
    is_best: bool = Field(description="Whether it is ranked first, of a list whether it is first")

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


class DifferentValueShape(Shape):
    """The words of a figure, a day, a name or a denial, and the number of the citation they stand
    in."""

    text: str
    citation: int


class DifferenceShape(Shape):
    """Reports that give different answers to one question, the oldest first."""

    kind: DifferenceKind = Field(
        description="`later` if the value changed with time, `correction` if one outlet corrects it"
        ", `denial` if somebody denies it"
    )
    denied_by: str = Field("", description='Who denies it, verbatim; "" in any other difference')
    values: list[DifferentValueShape]


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
    suggestions: list[str] = Field(description="Words of the archive that these are spelt like")
    period: PeriodShape | None = Field(description="The period that the question names")
    as_of: str | None = Field(description="The day as of which the archive was read")
    speaker: str | None = Field(description="Whose words alone were searched; null for all")
    order: Order = Field(description="A list by date is `oldest` or `newest` first")
    note: str = Field(description='A sentence beside the answer; "" if there is none')
    independence: IndependenceShape | None = Field(
        description="Set if several outlets of the answer have a source in common"
    )
    difference: DifferenceShape | None = Field(
        description="Set if the quoted reports differ in what the question asks for"
    )
    timings_ms: dict[str, float] = Field(description=TIMINGS)

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """Make the shape of an answer."""
        shared, difference = answer.independence, answer.difference
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
            suggestions=list(answer.suggestions),
            period=PeriodShape.model_validate(answer.period) if answer.period else None,
            as_of=answer.as_of,
            speaker=answer.speaker,
            order=answer.order,
            note=answer.note,
            independence=IndependenceShape.model_validate(shared) if shared else None,
            difference=DifferenceShape.model_validate(difference) if difference else None,
            timings_ms=dict(answer.timings_ms),
        )
