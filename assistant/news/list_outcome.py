"""What becomes of a request for a list: one sentence of each story, by date."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.basis import Basis
from assistant.answering.evidence import Evidence, Outcome, select_hits
from assistant.answering.evidence_finder import EvidenceFinder
from assistant.answering.list_choice import group_places, score_list
from assistant.news.plan import Way
from assistant.news.time.date_list import MAX_ENTRIES, choose_entries


def choose_list(finder: EvidenceFinder, way: Way, evidence: Evidence) -> Outcome:
    """Choose the entries of the list that `way` asks for. Any entry makes an answer."""
    assert way.list_request is not None
    scores = score_list(evidence, way.list_request)
    groups = group_places(evidence.candidates, choose_entries(evidence.hits, scores, way.order))
    # A list of events is not read.
    basis = Basis.FEATURES if way.is_list_of_events else finder.basis
    decision = finder.decide(evidence, basis)
    if not groups:
        hits = evidence.hits[:MAX_ENTRIES]
        return Outcome(hits, replace(decision, is_answerable=False), groups)
    hits = select_hits(evidence.hits, groups, 0)
    return Outcome(hits, finder.accept(decision), groups, way.order)
