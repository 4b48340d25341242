"""Answers and their citations as pure data; formats and searches nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from index.core.article import Hit, Span
from index.core.terms import NO_TERMS, Terms


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
    # What the publisher states about the article, its correction included.
    terms: Terms = NO_TERMS

    @classmethod
    def of(cls, number: int, hit: Hit, span: Span, quote: str) -> Citation:
        """Cite the quotation at a span of the article that a hit belongs to."""
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
            terms=hit.terms,
        )


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of an answer: verbatim, as each of its `citations` (their numbers) quotes it."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or the statement that there is none.

    `confidence` in 0..1 is how likely the archive answers the question. A refusal (`NO_EVIDENCE`)
    has no sentences and no citations; its `hits` are the closest passages. `missing` lists the
    names and words of the question that explain a refusal: none of the hits mentions them.
    """

    question: str
    status: Status
    confidence: float
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    missing: tuple[str, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict, compare=False)

    @property
    def refusal(self) -> str:
        """One plain sentence that says why there is no answer; "" for an answer."""
        if self.status is Status.ANSWERED:
            return ""
        if not self.hits:
            return (
                "The archive does not say: it is empty, or holds no article of these dates and"
                " outlets."
            )
        if self.missing:
            words = _join_quoted(self.missing)
            return f"The archive does not say: none of the articles found mentions {words}."
        return "The archive does not say."


def _join_quoted(words: tuple[str, ...]) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
