"""Compares the dates of the evidence with the time that a question names."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.evidence import Evidence
from assistant.answering.rates import add_rates
from assistant.news.plan import Plan, Way
from assistant.news.time.recency import rate_recency
from assistant.news.time.sentence_dates import DateQuestion, rate_sentence_dates


def compare_dates(plan: Plan, way: Way, evidence: Evidence) -> Evidence:
    """Leave out the sentences that speak of another time than the question, and for the newest
    answer the older ones."""
    candidates = list(evidence.candidates)
    if way.period is not None:
        asked = DateQuestion(
            plan.question,
            way.period,
            plan.time.phrase,
            is_inside=way.is_inside,
            is_list=way.is_list_of_events,
            is_yearless=way.is_yearless,
        )
        candidates = add_rates(candidates, rate_sentence_dates(evidence.hits, asked))
    if plan.wants_newest:
        scores = {each.place: each.score for each in candidates}
        candidates = add_rates(candidates, rate_recency(evidence.hits, scores))
    return replace(evidence, candidates=tuple(candidates))
