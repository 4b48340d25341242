"""Refuses questions that take for granted what no article tells, or answers with the denial.

A question whose event stands anywhere in the passages is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.evidence import Decision, Outcome
from assistant.answering.evidence_finder import EvidenceFinder
from assistant.news.agreement.premise_check import Place, Standing, judge_premise
from assistant.news.plan import Plan
from index.core.article import Hit
from index.language.en.asking.premises import Premise, read_premise
from index.library import Library

# Passages that are searched for the event.
_SEARCHED = 20


class Premises:
    """Compares the premises of questions with the archive. Safe to use from several threads."""

    def __init__(self, library: Library, finder: EvidenceFinder) -> None:
        self._library = library
        self._finder = finder

    def check(self, plan: Plan, outcome: Outcome) -> Outcome:
        """The outcome; if no article tells of the event that the question takes for granted, a
        refusal that names it, or the sentence that denies it."""
        premise = None if plan.is_list or plan.fault else read_premise(plan.question)
        if premise is None or _is_unknown(premise, outcome.decision):
            return outcome
        # An event with many names is hard to find by words: an answer shows that it happened.
        if outcome.decision.is_answerable and not premise.event.is_narrow:
            return outcome
        filters = plan.ways[-1].filters
        further = self._library.search(premise.statement, _SEARCHED, filters)
        hits = (*outcome.hits, *further)
        standing, denials = judge_premise(premise, hits, self._library.stems)
        if standing is Standing.TOLD:
            return outcome
        denial = self._choose_denial(plan.question, hits, denials)
        return _deny(outcome, denial) if denial else _refuse(outcome, premise)

    def _choose_denial(
        self, question: str, hits: Sequence[Hit], denials: Sequence[Place]
    ) -> SentenceCandidate | None:
        """The denial that the reader rates highest; None without a denial."""
        own = [hit for hit in hits if any(_holds(hit, place) for place in denials)]
        distinct = list({hit.passage.id: hit for hit in own}.values())
        if not distinct:
            return None
        evidence = self._finder.read(self._finder.rank(question, distinct))
        return next((each for each in evidence.candidates if each.place in denials), None)


def _is_unknown(premise: Premise, decision: Decision) -> bool:
    """Does no article mention the subject or the object? That explains the refusal better."""
    known = f"{premise.subject} {premise.object}".casefold()
    missing = any(word.casefold() in known for word in decision.missing)
    return missing and not decision.is_answerable


def _holds(hit: Hit, place: Place) -> bool:
    return hit.passage.article_id == place[0] and any(
        sentence.start == place[1] for sentence in hit.sentences
    )


def _deny(outcome: Outcome, denial: SentenceCandidate) -> Outcome:
    decision = Decision(outcome.decision.confidence, is_answerable=True)
    hits = outcome.hits
    if all(hit.passage.id != denial.hit.passage.id for hit in hits):
        hits = (*hits, replace(denial.hit, rank=len(hits) + 1))
    return Outcome(hits, decision, [[denial]], is_denial=True)


def _refuse(outcome: Outcome, premise: Premise) -> Outcome:
    decision = replace(outcome.decision, is_answerable=False)
    reason = f"no article says that {premise.statement}"
    return replace(outcome, decision=decision, groups=(), reason=reason)
