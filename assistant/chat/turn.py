"""A turn: one question of a conversation and its answer, without the passages. Pure data.

Turns are small enough to be stored in a browser; follow-ups, exports and feedback use them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.chat.resolved_question import NO_ATTEMPTS, ResolvedQuestion
from assistant.core.agreement import Difference, Independence
from assistant.core.answer import Answer, AnswerSentence, AskedPeriod, Citation, Status

_CLOSEST = 3


@dataclass(frozen=True, slots=True)
class NearArticle:
    """An article near a question that has no answer."""

    article_id: str
    title: str
    source: str
    published: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A resolved question and its answer; fields as in `Answer`.

    `refusal` says why there is no answer, "" for an answer; `closest` then lists at most three
    articles.
    """

    asked: ResolvedQuestion
    status: Status
    confidence: float
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    refusal: str
    closest: tuple[NearArticle, ...]
    period: AskedPeriod | None = None
    note: str = ""
    sides: tuple[str, ...] = ()
    independence: Independence | None = None
    difference: Difference | None = None

    @classmethod
    def from_answer(cls, question: ResolvedQuestion, answer: Answer) -> Turn:
        """Make a turn of a question and its answer."""
        near = {} if answer.status is Status.ANSWERED else _list_articles(answer)
        return cls(
            # How it was asked says nothing to what comes next, and is large.
            asked=replace(question, attempts=NO_ATTEMPTS),
            status=answer.status,
            confidence=answer.confidence,
            sentences=answer.sentences,
            citations=answer.citations,
            refusal=answer.refusal,
            closest=tuple(near.values())[:_CLOSEST],
            period=answer.period,
            note=answer.note,
            sides=answer.sides,
            independence=answer.independence,
            difference=answer.difference,
        )


def _list_articles(answer: Answer) -> dict[str, NearArticle]:
    """The articles of the hits by id, best first."""
    articles: dict[str, NearArticle] = {}
    for hit in answer.hits:
        article_id = hit.passage.article_id
        near = NearArticle(article_id, hit.title, hit.source, hit.published, hit.url)
        articles.setdefault(article_id, near)
    return articles
