"""Answers and their citations as pure data; formats and searches nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.core.agreement import Difference, Independence
from assistant.core.markdown import escape_markdown, render_link
from index.core.article import Hit, Span
from index.core.recognition import select_lines
from index.core.terms import NO_TERMS, Terms
from index.core.text import one_line


class PeriodUse(StrEnum):
    """How a period of a question is used: it excludes articles, or prefers sentences."""

    FILTER = "filter"
    PREFERENCE = "preference"


@dataclass(frozen=True, slots=True)
class AskedPeriod:
    """The period that a question's words name: its first and last date, both inclusive and None if
    open, the words themselves, and how they are used."""

    after: str | None
    before: str | None
    phrase: str
    how: PeriodUse


@dataclass(frozen=True, slots=True)
class EventTime:
    """The time that a quotation speaks of, resolved by its article's date: `phrase` stands at
    `start` to `end` of the article, and means the days from `after` to `before` (None if open)."""

    after: str | None
    before: str | None
    phrase: str
    start: int
    end: int


class Order(StrEnum):
    """The order of an answer's sentences. A list by date has one sentence of each story."""

    RELEVANCE = "relevance"
    OLDEST = "oldest"
    NEWEST = "newest"


class Status(StrEnum):
    """Whether the archive holds an answer."""

    ANSWERED = "answered"
    NO_EVIDENCE = "no_evidence"


@dataclass(frozen=True, slots=True)
class Citation:
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
    # Other outlets that published a near-identical article.
    also_in: tuple[str, ...] = ()
    # Whether a program recognised the words in a picture, and on which of its pages (from 1).
    ocr: bool = False
    pages: tuple[int, ...] = ()
    # Three times: `published` and `updated` are the article's, `when` is that of the sentence.
    updated: str | None = None
    when: EventTime | None = None
    # What the publisher states about the article, its correction included.
    terms: Terms = NO_TERMS

    @classmethod
    def of(cls, number: int, hit: Hit, span: Span, quote: str) -> Citation:
        """Cite the quotation at a span of the article that a hit belongs to."""
        recognised = select_lines(hit.recognised, span.start, span.end)
        return cls(
            number=number,
            article_id=hit.passage.article_id,
            title=hit.title,
            source=hit.source,
            published=hit.published,
            url=hit.url,
            passage_id=hit.passage.id,
            start=span.start,
            end=span.end,
            quote=quote,
            also_in=hit.also_in,
            ocr=bool(recognised),
            pages=tuple(dict.fromkeys(line.page for line in recognised)),
            terms=hit.terms,
        )

    @property
    def label(self) -> str:
        """Its number, outlet, date and title, in one line."""
        known = (self.source, self.published or "", self.title)
        return one_line(f"[{self.number}] {', '.join(part for part in known if part)}")


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of an answer: verbatim, as each of its `citations` (their numbers) quotes it.

    In a comparison it belongs to a `side`; "" in other answers. `has_gap` says that it is of the
    same article as the sentence before it, but not the next one there: "[…]" stands between them.
    `is_best` marks the sentence that is ranked first, of a list the first one; quotations of one
    article stand in its order, so that others may precede it.
    """

    text: str
    citations: tuple[int, ...]
    side: str = ""
    has_gap: bool = False
    is_best: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """An answer, or the statement that there is none. `str` of it is its text, for people.

    `confidence` in 0..1 is how likely the archive answers the question. A refusal (`NO_EVIDENCE`)
    has no sentences and no citations; its `hits` are the closest passages. `missing` lists the
    names and words of the question that explain a refusal: none of the hits mentions them. A
    `reason` explains it in words, without a full stop; `suggestions` are words of the archive that
    missing ones are spelt like. An `advice` in full sentences takes the place of all this.

    `period` is the one that the question names, and `as_of` the day as of which the archive was
    asked, None for neither. `sides` are the names that a comparison compares, in the order of the
    question, also those without a sentence; () for other answers. `speaker` is whose words alone
    may be quoted, None for anybody's. `note` is a plain sentence beside the answer, "" if nothing
    is to say. `independence` is there if several outlets have a source in common, `difference` if
    the quoted reports differ in what the question asks for. A quotation that `is_denial` denies
    what the question takes for granted.
    """

    question: str
    status: Status
    confidence: float
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    missing: tuple[str, ...] = ()
    period: AskedPeriod | None = None
    as_of: str | None = None
    speaker: str | None = None
    order: Order = Order.RELEVANCE
    reason: str = ""
    advice: str = ""
    suggestions: tuple[str, ...] = ()
    note: str = ""
    sides: tuple[str, ...] = ()
    independence: Independence | None = None
    difference: Difference | None = None
    is_denial: bool = False
    timings_ms: Mapping[str, float] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        """The sentences with their numbers, and where each is from; or the refusal."""
        if self.status is not Status.ANSWERED:
            return self.refusal
        marked = (
            f"{one.text} {''.join(f'[{number}]' for number in one.citations)}"
            for one in self.sentences
        )
        return "\n".join([*marked, "", *(cited.label for cited in self.citations)])

    def _repr_markdown_(self) -> str:
        """The same for a notebook: quotations as such, outlets linked to their articles."""
        if self.status is not Status.ANSWERED:
            return escape_markdown(self.refusal)
        quoted = (
            f"> {escape_markdown(one.text)} {' '.join(f'[{n}]' for n in one.citations)}"
            for one in self.sentences
        )
        return "\n\n".join([*quoted, *(render_link(one.label, one.url) for one in self.citations)])

    def __repr__(self) -> str:
        """One line: the whole texts of the hits would fill a screen."""
        counts = f"{len(self.sentences)} sentences, {len(self.hits)} hits"
        return f"<Answer to {self.question!r}: {self.status.value}, {counts}>"

    @property
    def has_answer(self) -> bool:
        """Does it answer the question as it is asked, and not deny what it takes for granted?"""
        return self.status is Status.ANSWERED and not self.is_denial

    @property
    def refusal(self) -> str:
        """One plain sentence that says why there is no answer; "" for an answer."""
        if self.status is Status.ANSWERED:
            return ""
        if self.advice:
            return self.advice
        if self.reason:
            return f"The archive does not say: {self.reason}."
        if self.missing and self.hits:
            words = _join_quoted(self.missing)
            hint = f" Did you mean {_join_quoted(self.suggestions)}?" if self.suggestions else ""
            return f"The archive does not say: none of the articles found mentions {words}.{hint}"
        return "The archive does not say."


def _join_quoted(words: tuple[str, ...]) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
