"""Puts an Answer together: of the one part of a question, or of a part for each side. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.evidence import Decision, Outcome
from assistant.answering.quoting import Quotes
from assistant.core.answer import Answer, AnswerSentence, AskedPeriod, Citation, Status
from assistant.news.agreement.differences import find_difference
from assistant.news.agreement.independence import find_independence
from assistant.news.plan import Plan
from assistant.news.time.sentence_dates import read_yearless
from index.core.article import Hit
from index.core.periods import Period, parse_day

_DENIAL = "The articles say otherwise."


@dataclass(frozen=True, slots=True)
class Part:
    """What became of a side, or of a whole question (then `side` is ""), and its verified
    quotations; their numbers count through the answer."""

    side: str
    outcome: Outcome
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()

    @property
    def confidence(self) -> float:
        """How likely the archive answers; sentences that fail the verification are no evidence."""
        decision = self.outcome.decision
        return 0.0 if decision.is_answerable and not self.sentences else decision.confidence


def make_part(side: str, outcome: Outcome, quotes: Quotes, first: int) -> Part:
    """Make a part whose citations count from `first`, and whose sentences belong to its side."""
    sentences, citations = quotes
    shift = first - 1
    return Part(
        side,
        outcome,
        tuple(
            replace(one, side=side, citations=tuple(number + shift for number in one.citations))
            for one in sentences
        ),
        tuple(replace(one, number=one.number + shift) for one in citations),
    )


def build_answer(plan: Plan, parts: Sequence[Part], reason: str) -> Answer:
    """The answer, or a refusal for the reason if no part has a sentence.

    The confidence of a comparison is that of its least certain side that answers.
    """
    sentences = tuple(one for part in parts for one in part.sentences)
    whole = parts[0].outcome if len(parts) == 1 else _join_outcomes(parts)
    sides = tuple(part.side for part in parts if part.side)
    answered = [part.confidence for part in parts if part.sentences]
    citations = tuple(one for part in parts for one in part.citations)
    if sides and not sentences and not reason:
        reason = f"nothing was found for {_join_names(sides)}"
    return Answer(
        question=plan.question,
        status=Status.ANSWERED if sentences else Status.NO_EVIDENCE,
        confidence=min(answered) if answered else max(part.confidence for part in parts),
        sentences=sentences,
        citations=citations,
        hits=whole.hits,
        missing=() if sentences else whole.decision.missing,
        period=_find_period(plan, parts),
        as_of=plan.as_of,
        speaker=plan.speaker,
        order=whole.order,
        reason="" if sentences else whole.reason or reason,
        note=_DENIAL if sentences and whole.is_denial else "",
        is_denial=bool(sentences) and whole.is_denial,
        sides=sides,
        independence=find_independence(citations, whole.hits),
        difference=find_difference(whole.values, citations),
    )


def _find_period(plan: Plan, parts: Sequence[Part]) -> AskedPeriod | None:
    """The period of the question; if its words name no year, of the year that the first quotation
    is of."""
    asked, cited = plan.period, [one for part in parts for one in part.citations]
    if asked is None or not plan.time.is_yearless or len(parts) > 1 or not cited:
        return asked
    period, when = Period(asked.after, asked.before), cited[0].when
    if when is not None and Period(when.after, when.before).overlaps(period):
        return asked
    found = read_yearless(period, parse_day(cited[0].published))
    return replace(asked, after=found.after, before=found.before)


def _join_outcomes(parts: Sequence[Part]) -> Outcome:
    """The hits of all sides, each once. The words that the hits of one side lack may be in those of
    another, and explain nothing."""
    hits = list_hits([part.outcome.hits for part in parts])
    return Outcome(hits, Decision(0.0, is_answerable=False), ())


def _join_names(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def list_hits(by_side: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
    """The hits of several sides, each once, with ranks from 1; of one side as they are."""
    if len(by_side) == 1:
        return tuple(by_side[0])
    by_passage = {hit.passage.id: hit for hits in reversed(by_side) for hit in hits}
    order = dict.fromkeys(hit.passage.id for hits in by_side for hit in hits)
    return tuple(replace(by_passage[one], rank=rank) for rank, one in enumerate(order, start=1))
