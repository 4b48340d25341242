"""Judges the hits of one way to ask: which sentences answer, and how likely any does."""

from __future__ import annotations

from assistant.answering.basis import Basis
from assistant.answering.evidence import Evidence, Outcome, select_hits
from assistant.answering.evidence_finder import EvidenceFinder
from assistant.answering.mentions import choose_mentions
from assistant.core.answer_options import READ_PASSAGES
from assistant.news.date_list import choose_stories
from assistant.news.dated_evidence import compare_dates
from assistant.news.list_outcome import choose_list
from assistant.news.plan import Plan, Way
from assistant.news.quotation_choice import choose_quotations
from assistant.news.recency import choose_newest_hits
from assistant.news.spoken_evidence import SpokenEvidence
from index.core.article import Hit
from index.core.stopwatch import Stopwatch
from index.language.en.asking.bare_names import read_bare_name

# The number of passages whose sentences are considered, and that an Answer shows.
HITS = 10


class WayJudge:
    """Judges the hits of a way. Safe to use from several threads."""

    def __init__(self, finder: EvidenceFinder, spoken: SpokenEvidence) -> None:
        self._finder = finder
        self._spoken = spoken

    def judge(self, plan: Plan, way: Way, hits: tuple[Hit, ...], watch: Stopwatch) -> Outcome:
        """Weigh the sentences of a way: which answer, and how likely any does."""
        with watch.stage("choose"):
            evidence = self._finder.rank(way.question, hits)
            if mentions := self._list_mentions(plan, way, evidence):
                return mentions
        with watch.stage("read"):
            evidence = self._read(plan, way, evidence)
        with watch.stage("weigh"):
            evidence = compare_dates(plan, way, evidence)
            if way.list_request is not None:
                return choose_list(self._finder, way, evidence)
            if plan.voice is not None:
                evidence = self._spoken.judge(plan.voice, evidence)
            decision = self._finder.decide(evidence)
            groups, values = choose_quotations(plan, evidence, self._finder.basis)
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
        """Let the reader read the best hits; also the newest ones, or those where the speaker
        speaks, if that is asked for. Of a list of statements it reads one hit a story, of a list
        of events none."""
        if way.is_list_of_events:
            return evidence
        if way.list_request is not None:
            stories = choose_stories(evidence.hits)
            return self._finder.read(evidence, stories, only_further=True)
        further: list[Hit] = []
        if plan.wants_newest:
            further += choose_newest_hits(evidence.hits, READ_PASSAGES)
        if plan.voice is not None:
            further += self._spoken.choose_hits(plan.voice, evidence.hits)[:READ_PASSAGES]
        return self._finder.read(evidence, further)
