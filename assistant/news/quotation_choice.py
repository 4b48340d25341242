"""Chooses the sentences to quote from the evidence, with what makes them clear. Pure."""

from __future__ import annotations

from assistant.answering.article_order import drop_unclear
from assistant.answering.basis import Basis
from assistant.answering.evidence import Evidence, StatedValue
from assistant.answering.quoting import Groups
from assistant.answering.sentence_choice import choose_by_basis
from assistant.news.agreement.differences import add_different_reports
from assistant.news.plan import Plan
from assistant.news.spoken_evidence import add_context


def choose_quotations(
    plan: Plan, evidence: Evidence, basis: Basis
) -> tuple[Groups, tuple[StatedValue, ...]]:
    """Choose the sentences, best first, each with its copies; and the values in which reports among
    them differ. If the words of one speaker are asked for, nobody else's are put beside them."""
    groups = choose_by_basis(evidence.candidates, basis)
    if plan.voice is not None:
        return add_context(groups, evidence.candidates), ()
    return add_different_reports(evidence, drop_unclear(groups))
