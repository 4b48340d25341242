"""Weighs the ways to ask a question: which sentences answer it, and how likely any does.

What is asked, and of what, the plan says; sentences are quoted elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.basis import Basis
from assistant.answering.evidence import (
    Evidence,
    Outcome,
    choose_outcome,
    leave_out,
    select_hits,
)
from assistant.answering.evidence_finder import EvidenceFinder
from assistant.answering.mentions import choose_mentions
from assistant.answering.word_match import choose_best_match
from assistant.core.answer_options import READ_PASSAGES
from assistant.news.agreement.changed_copies import add_changed_copies
from assistant.news.agreement.negated_evidence import keep_polarity
from assistant.news.dated_evidence import compare_dates
from assistant.news.list_outcome import choose_list
from assistant.news.plan import Plan, Way
from assistant.news.quotation_choice import choose_quotations
from assistant.news.spoken_evidence import SpokenEvidence
from assistant.news.time.date_list import choose_stories
from assistant.news.time.recency import choose_newest_hits
from assistant.news.time.sentence_dates import choose_hits_of_month
from index.core.article import Hit
from index.core.stopwatch import Stopwatch
from index.language.en.asking.bare_names import read_bare_name
from index.library import Library

# The number of passages whose sentences are considered, and that an Answer shows.
HITS = 10
# Passages that are read for a question of what is not so.
_NEGATED_READS = 6


class EvidenceWeigher:
    """Weighs the evidence of the ways. Safe to use from several threads."""

    def __init__(self, library: Library, finder: EvidenceFinder, spoken: SpokenEvidence) -> None:
        self._library = library
        self._finder = finder
        self._spoken = spoken

    def choose_way(
        self, plan: Plan, hits_by_way: Sequence[tuple[Hit, ...]], watch: Stopwatch
    ) -> Outcome:
        """Weigh the ways, and choose the one with the best evidence."""
        outcomes: list[Outcome] = []
        for way, hits in zip(plan.ways, hits_by_way, strict=True):
            outcomes.append(self._weigh(plan, way, hits, watch))
            if plan.is_list and outcomes[-1].decision.is_answerable:
                break  # a list is what was asked for
        return choose_outcome(outcomes)

    def _weigh(self, plan: Plan, way: Way, hits: tuple[Hit, ...], watch: Stopwatch) -> Outcome:
        """Weigh the sentences of a way."""
        with watch.stage("choose"):
            evidence = leave_out(
                self._finder.rank(way.question, hits, plan.time.words), plan.without
            )
            if mentions := self._list_mentions(plan, way, evidence):
                return mentions
        with watch.stage("read"):
            evidence = self._read(plan, way, evidence)
        with watch.stage("weigh"):
            evidence = compare_dates(plan, way, evidence)
            if way.list_request is not None:
                return choose_list(self._finder, way, evidence)
            if plan.author is not None:
                return self._spoken.choose_author(plan.author, evidence, HITS)
            if plan.voice is not None:
                evidence = self._spoken.judge(plan.voice, evidence)
            elif plan.is_negated:
                evidence = keep_polarity(evidence)
            decision = self._finder.decide(evidence)
            groups, values = choose_quotations(plan, evidence, self._finder.basis)
            is_open = plan.voice is None and not plan.without and not values
            if decision.is_answerable and is_open:
                hits, groups, values = add_changed_copies(
                    self._library, way.filters, evidence, groups
                )
        return Outcome(select_hits(hits, groups, HITS), decision, groups, values=values)

    def _list_mentions(self, plan: Plan, way: Way, evidence: Evidence) -> Outcome | None:
        """What the archive has about a name, if that is all that was typed; None if it is more, or
        the archive has nothing."""
        name = read_bare_name(way.question) if plan.question == way.question else ()
        if not name or plan.voice is not None or way.list_request is not None:
            return None
        groups = choose_mentions(evidence, name)
        if not groups:
            return None
        decision = self._finder.accept(self._finder.decide(evidence, Basis.FEATURES))
        return Outcome(select_hits(evidence.hits, groups, HITS), decision, groups)

    def _read(self, plan: Plan, way: Way, evidence: Evidence) -> Evidence:
        """Let the reader read the best hits, and the one that has the words; also the newest ones,
        those of a month, or those where the speaker speaks, if that is asked for. Of a list of
        statements it reads one hit a story, of a list of events none."""
        if way.is_list_of_events:
            return evidence
        if way.list_request is not None:
            stories = choose_stories(evidence.hits)
            return self._finder.read(evidence, stories, only_further=True)
        further = choose_best_match(evidence.hits, READ_PASSAGES)
        if plan.wants_newest:
            further += choose_newest_hits(evidence.hits, READ_PASSAGES)
        if way.is_yearless and way.period is not None:
            further += choose_hits_of_month(evidence.hits, way.period)[:READ_PASSAGES]
        if plan.voice is not None:
            further += self._spoken.choose_hits(plan.voice, evidence.hits)[:READ_PASSAGES]
        if plan.author is not None:
            further += self._spoken.choose_exact_hits(plan.author, evidence.hits)[:READ_PASSAGES]
        if plan.is_negated:
            # Who does not do something stands in several articles.
            further += evidence.hits[:_NEGATED_READS]
        return self._finder.read(evidence, further)
