"""The evidence for an answer: ranked sentences, and how likely one of them answers. Pure data."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.question_context import QuestionContext
from assistant.core.answer import Order
from index.core.article import Hit


@dataclass(frozen=True, slots=True)
class Decision:
    """How likely the archive holds an answer, whether that is enough, and words that explain a
    refusal."""

    confidence: float
    is_answerable: bool
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences of some hits, best first, with the question that they were ranked for.

    `is_spoken` says whether the speaker whose words are asked for says any of them, as far as the
    attributions of the archive tell; None if they do not.
    """

    context: QuestionContext
    hits: tuple[Hit, ...]
    candidates: tuple[SentenceCandidate, ...]
    is_spoken: bool | None = None


class Meaning(Protocol):
    """What words state: a range of numbers or days, a name, or whether something happened."""

    def agrees_with(self, other: Meaning) -> bool:
        """Can both be right? Two of different kinds can."""


@dataclass(frozen=True, slots=True)
class StatedValue:
    """Words of an article, at `start` to `end`, and what they mean as an answer; `denied_by` names
    who denies it, "" for nobody."""

    article_id: str
    start: int
    end: int
    text: str
    meaning: Meaning
    denied_by: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one way to ask: its hits, the decision, and the sentences to quote in their
    order, each with its copies; and the `values` in which reports among them differ. They may be a
    denial of what the question takes for granted; a `reason` says why there are none."""

    hits: tuple[Hit, ...]
    decision: Decision
    groups: Sequence[Sequence[SentenceCandidate]]
    order: Order = Order.RELEVANCE
    values: tuple[StatedValue, ...] = ()
    is_denial: bool = False
    reason: str = ""


def choose_outcome(outcomes: Sequence[Outcome]) -> Outcome:
    """The way with the better evidence; of a refusal, the first one that found anything."""
    best = max(outcomes, key=lambda outcome: outcome.decision.confidence)
    if best.decision.is_answerable:
        return best
    nearest = next((outcome for outcome in outcomes if outcome.hits), best)
    decision = replace(nearest.decision, confidence=best.decision.confidence)
    return replace(nearest, decision=decision)


def leave_out(evidence: Evidence, places: Collection[tuple[str, int]]) -> Evidence:
    """The evidence without the sentences at some places, article ids and offsets."""
    if not places:
        return evidence
    kept = tuple(each for each in evidence.candidates if each.place not in places)
    return replace(evidence, candidates=kept)


def select_hits(
    hits: Sequence[Hit], groups: Sequence[Sequence[SentenceCandidate]], first: int
) -> tuple[Hit, ...]:
    """The first hits, and those that are quoted; ranks count from 1 again if others are left
    out."""
    cited = {candidate.hit.passage.id for group in groups for candidate in group}
    shown = [hit for n, hit in enumerate(hits) if n < first or hit.passage.id in cited]
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(shown, start=1))
