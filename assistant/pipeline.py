"""A question in, an Answer out: the whole product, top to bottom.

    plan      see what time the question names, and how to ask    news.plan
    search    find the passages that fit the question best        index.library
    rank      compute the features of every sentence of these     answering.evidence_finder
    read      let the reader read the best passages               answering.reader
    date      compare the dates of sentences with the period      news.dated_evidence
    speech    keep the words of the speaker who is asked for      news.spoken_evidence
    decide    estimate how likely the archive holds an answer     answering.answerability
    premise   compare what the question takes for granted         news.premises
    quote     choose the sentences of the answer                  news.quotation_choice
    verify    read every quotation again from the catalog         answering.verification

Most questions are asked one way. One that names a period is asked two ways, within the period and
of the whole archive, and the better evidence gives the answer. A request for a list gets one
sentence of each story, by date. A comparison asks for the words of each side, one after the other.

The pipeline needs no language model and is deterministic: the same home, question and day give the
same answer. Conversations, formatting and servers are not here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.evidence import Outcome
from assistant.answering.evidence_finder import EvidenceFinder
from assistant.answering.quoting import quote_verified
from assistant.answering.reader.reader import NoReader, Place, Reader
from assistant.answering.word_match import MATCH_HITS, keep_best_match
from assistant.core.answer import Answer, AnswerSentence, AskedPeriod, Citation, Status
from assistant.core.answer_options import Strictness
from assistant.news.absence import explain_refusal
from assistant.news.advice import advise, note_on_writing, reply_to_remark
from assistant.news.comparison import Side, is_one_name, plan_sides
from assistant.news.plan import Plan, Way, get_today, plan_question
from assistant.news.premises import Premises
from assistant.news.question_spelling import ReadQuestion, read_past_errors, suggest_words
from assistant.news.result import Part, build_answer, list_hits, make_part
from assistant.news.spoken_evidence import SpokenEvidence
from assistant.news.time.date_list import LIST_HITS, MAX_ENTRIES
from assistant.news.time.event_time import add_event_times
from assistant.news.time.recency import NEWEST_HITS
from assistant.news.weighing import HITS, EvidenceWeigher
from index.core.article import Filters, Hit
from index.core.periods import get_last_day
from index.core.stopwatch import Stopwatch
from index.language.en.dates.date_forms import Calendar
from index.language.en.dates.question_time import QuestionTime, read_question_time
from index.language.foreign_words import is_foreign
from index.library import Library
from index.search.query import check_query


@dataclass(frozen=True, slots=True)
class HitsReady:
    """The first event of a stream: the passages, before any sentence is chosen, and the period
    that the question names. The answer to a dated question may rest on other passages."""

    hits: tuple[Hit, ...]
    period: AskedPeriod | None = None


@dataclass(frozen=True, slots=True)
class SentenceReady:
    """A verified sentence with its citations."""

    sentence: AnswerSentence
    citations: tuple[Citation, ...]


Event = HitsReady | SentenceReady | Answer


class Assistant:
    """Answers questions from a library. Safe to use from several threads.

    Without a reader, sentences are chosen by their features alone. `clock` gives today's date.
    """

    def __init__(
        self,
        library: Library,
        strictness: Strictness = Strictness.BALANCED,
        reader: Reader | None = None,
        clock: Callable[[], date] = date.today,
    ) -> None:
        self._library = library
        self._reader = reader or NoReader()
        self._finder = EvidenceFinder(library, self._reader, strictness)
        self._spoken = SpokenEvidence(library, self._finder)
        self._premises = Premises(library, self._finder)
        self._weigher = EvidenceWeigher(library, self._finder, self._spoken)
        self._clock = clock

    @property
    def notice(self) -> str:
        """One plain sentence for everybody if a part does less than it should; "" otherwise, and
        before the models are loaded."""
        return self._reader.notice

    def warm_up(self) -> None:
        """Load the models now rather than at the first question. Raises DatelineError if one
        cannot be loaded."""
        self._library.warm_up()
        self._reader.warm_up()

    def get_today(self, filters: Filters) -> date:
        """The day that "today" means under filters. Raises DatelineError for a wrong `as_of`."""
        return get_today(filters, self._clock())

    def ask(
        self,
        question: str,
        filters: Filters | None = None,
        time: QuestionTime | None = None,
        without: Collection[Place] = (),
    ) -> Answer:
        """Answer a question. Raises DatelineError if it is empty or too long."""
        answer = list(self.stream(question, filters, time, without))[-1]
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        filters: Filters | None = None,
        time: QuestionTime | None = None,
        without: Collection[Place] = (),
    ) -> Iterator[Event]:
        """Answer a question step by step: the hits, then each sentence, then the whole Answer.

        `time` is the time that the question names, if its own words are not to be read for it. The
        sentences at the places `without` are not quoted.
        """
        question, filters = check_query(question), filters or Filters()
        if (reply := reply_to_remark(question)) is not None:
            yield from (HitsReady(()), reply)
            return
        watch = Stopwatch()
        read = self._read_words(question) if time is None else ReadQuestion(question)
        plan = replace(self._plan(read.text, filters, time), without=frozenset(without))
        sides = self._plan_sides(plan, filters)
        hits = [[self._search(side.plan, way, watch) for way in side.plan.ways] for side in sides]
        yield HitsReady(list_hits([each[0] for each in hits]), plan.period)

        parts: list[Part] = []
        for side, hits_by_way in zip(sides, hits, strict=True):
            first = 1 + sum(len(part.citations) for part in parts)
            parts.append(self._answer_side(side, hits_by_way, first, watch))
            for sentence in parts[-1].sentences:
                cited = [parts[-1].citations[number - first] for number in sentence.citations]
                yield SentenceReady(sentence, tuple(cited))

        plan = sides[0].plan if len(sides) == 1 else plan
        answer = build_answer(plan, parts, self._find_reason(plan, filters, parts))
        answer = self._explain(replace(answer, question=question), read)
        yield replace(answer, timings_ms=watch.timings_ms())

    def _find_reason(self, plan: Plan, filters: Filters, parts: Sequence[Part]) -> str:
        """Why nothing is quoted, "" if something is or nothing is known."""
        if any(part.sentences for part in parts):
            return ""
        found = list_hits([part.outcome.hits for part in parts])
        return explain_refusal(plan, filters, found, self._library.coverage)

    def _read_words(self, question: str) -> ReadQuestion:
        """Read a question past its typing errors; words of another language are none."""
        if is_foreign(question):
            return ReadQuestion(question)
        terms = self._library.terms(question)
        library = self._library
        return read_past_errors(question, terms, library.similar_words, library.neighbour)

    def _explain(self, answer: Answer, read: ReadQuestion) -> Answer:
        """Add how the words of the question were read, and to a refusal what to do instead."""
        if answer.status is Status.ANSWERED:
            return replace(answer, note=answer.note or read.note or note_on_writing(read.text))
        if answer.reason:
            return answer
        if advice := advise(answer.question):
            return replace(answer, advice=advice, missing=())
        terms = self._library.terms(read.text)
        similar = suggest_words(answer.missing, terms, self._library.similar_words)
        return replace(answer, suggestions=similar)

    def _answer_side(
        self, side: Side, hits_by_way: Sequence[tuple[Hit, ...]], first: int, watch: Stopwatch
    ) -> Part:
        """Choose the evidence of a side, or of a whole question, and quote it; citations count from
        `first`."""
        plan = side.plan
        best = self._list_statements(plan, hits_by_way[0])
        best = best or self._weigher.choose_way(plan, hits_by_way, watch)
        best = self._premises.check(plan, best)
        if not best.decision.is_answerable:
            return Part(side.name, best)
        with watch.stage("verify"):
            sentences, citations = quote_verified(best.groups, self._library)
            quotes = sentences, add_event_times(citations, plan.question)
        return make_part(side.name, best, quotes, first)

    def _plan(self, question: str, filters: Filters, time: QuestionTime | None) -> Plan:
        """Read the time of the question. A month without a year is the latest of the archive."""
        if time is None:
            today = self.get_today(filters)
            time = read_question_time(question, Calendar(today))
            newest = self._library.coverage(filters).newest if time.is_yearless else None
            if newest is not None:
                time = read_question_time(question, Calendar(min(today, get_last_day(newest))))
        return plan_question(time, filters)

    def _plan_sides(self, plan: Plan, filters: Filters) -> tuple[Side, ...]:
        """Plan each side of a comparison. Any other question is its own only side."""

        def is_one(names: tuple[str, ...]) -> bool:
            hits = self._library.search(" and ".join(names), HITS, filters)
            return is_one_name(names, self._library.speakers(), hits)

        sides = plan_sides(plan, filters, is_one)
        return tuple(replace(side, plan=self._spoken.add_voice(side.plan)) for side in sides)

    def _search(self, plan: Plan, way: Way, watch: Stopwatch) -> tuple[Hit, ...]:
        """Find the passages of a way: more for a list, and the leads for a list of everything."""
        # The first passages of articles are seldom somebody's words.
        if plan.fault or (plan.speaker and not way.question):
            return ()
        if not way.question:
            newest = plan.period is None
            return tuple(self._library.leads(MAX_ENTRIES, way.filters, newest=newest))
        if way.list_request or plan.wants_newest or way.is_yearless:
            k = LIST_HITS if way.list_request else NEWEST_HITS
            return tuple(self._library.search(way.question, k, way.filters, watch))
        hits = self._library.search(way.question, MATCH_HITS, way.filters, watch)
        return keep_best_match(hits, HITS)

    def _list_statements(self, plan: Plan, hits: tuple[Hit, ...]) -> Outcome | None:
        """List what a speaker says, if that is asked for and known; of a period, what is published
        within it. If a filter names the speaker, nothing else can be listed."""
        if plan.voice is None or not plan.voice.is_open or plan.fault:
            return None
        way = replace(plan.ways[0], filters=plan.within)
        return self._spoken.list_statements(plan, way, hits)
