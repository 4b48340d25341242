"""Plans how a question is asked of the archive, by the time that it names. Pure.

A question without a time is asked once, as it is. A period that its words name may be the time of
publication or of the event, and the words do not tell. So the question is asked both ways: without
its phrase among the articles of the period, and as it is among all; the better evidence decides.
"Articles from August" leaves no choice. A request for a list is one way, too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assistant.core.answer import AskedPeriod, Order, PeriodUse
from assistant.news.speech.voice import Voice
from index.core.article import Filters
from index.core.periods import Period, get_last_day
from index.language.en.asking.list_requests import ListKind, ListRequest, read_list_request
from index.language.en.asking.polarity import is_negated_question
from index.language.en.dates.question_time import PeriodKind, QuestionTime
from index.language.en.speech.author_questions import AuthorQuestion, read_author_question

# Articles of so many days after a period may still report on it: inflation in March is published
# in April. One day before: the day of an article in its own time zone may be the next.
DAYS_BEFORE, DAYS_AFTER = 1, 31


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask a question: its words, the filters, and the period in which the sentences
    must be (None for any).

    `is_inside` is true if the filters admit hardly anything but articles of the period. If it
    `is_yearless`, articles of other years are judged by the same months of their own. With a
    `list_request` its answer is a list.
    """

    question: str
    filters: Filters
    period: Period | None = None
    is_inside: bool = False
    is_yearless: bool = False
    list_request: ListRequest | None = None

    @property
    def is_list_of_events(self) -> bool:
        """Is its answer a list of events?"""
        return self.list_request is not None and self.list_request.kind is ListKind.EVENTS

    @property
    def order(self) -> Order:
        """The order of the answer's sentences."""
        if self.list_request is None:
            return Order.RELEVANCE
        return Order.NEWEST if self.list_request.is_newest_first else Order.OLDEST


@dataclass(frozen=True, slots=True)
class Plan:
    """The ways to ask a question, the first one before the others, and what the answer says of its
    time. A question with a `fault` is not asked at all. `within` admits the articles of exactly the
    period; `voice` is whose words it asks for. The sentences at the places `without`, article ids
    and offsets, are not quoted. `author` are the words whose speaker is asked for; it `is_negated`
    if it asks for what is not so."""

    ways: tuple[Way, ...]
    time: QuestionTime
    within: Filters
    as_of: str | None = None
    period: AskedPeriod | None = None
    voice: Voice | None = None
    without: frozenset[tuple[str, int]] = frozenset()
    author: AuthorQuestion | None = None
    is_negated: bool = False

    @property
    def question(self) -> str:
        """The question as it was asked."""
        return self.time.question

    @property
    def fault(self) -> str:
        """What is wrong with the date of the question, or with its speaker; "" if it can be
        asked."""
        fault = self.time.fault or (self.voice.fault if self.voice else "")
        return fault[:1].lower() + fault[1:]

    @property
    def speaker(self) -> str | None:
        """The speaker of the filters, None for anybody."""
        return self.within.speaker_name or None

    @property
    def is_list(self) -> bool:
        """Is a list asked for?"""
        return self.ways[0].list_request is not None

    @property
    def wants_newest(self) -> bool:
        """Should the newest of several answers come first?"""
        return self.time.wants_newest and not self.is_list


def plan_question(time: QuestionTime, filters: Filters) -> Plan:
    """Plan how to ask a question under filters."""
    request = None if time.fault else read_list_request(time)
    asked = _describe_period(time)
    if asked is None:
        question = request.question if request else time.question
        ways: tuple[Way, ...] = (Way(question, filters, list_request=request),)
    elif request is not None:
        ways = _plan_list(time, request, filters)
    else:
        ways = _plan_both(time, filters)
    within = filters if time.period is None else narrow_filters(filters, time.period)
    plan = Plan(ways, time, within, filters.as_of, asked)
    if request is not None or filters.speaker_name:
        return plan
    author = read_author_question(time.rest)
    return replace(plan, author=author, is_negated=is_negated_question(time.rest))


def _plan_list(time: QuestionTime, request: ListRequest, filters: Filters) -> tuple[Way, ...]:
    """A list of events has the articles of the period, and of the day after it; what was said may
    be reported later. If there is none about the topic, an article of another time may tell."""
    period = time.period
    assert period is not None
    is_of_events = request.kind is ListKind.EVENTS
    if time.kind is PeriodKind.PUBLISHED:
        searched, judged = period, None
    elif is_of_events:
        searched, judged = period.widen(0, 1), period
    else:
        searched, judged = period.widen(DAYS_BEFORE, DAYS_AFTER), period
    inside = narrow_filters(filters, searched)
    first = Way(request.question, inside, judged, is_inside=True, list_request=request)
    if judged is None or not request.topic:
        return (first,)
    return (first, Way(time.question, filters, period))


def _plan_both(time: QuestionTime, filters: Filters) -> tuple[Way, ...]:
    """Within the period, and unless that was asked for, of the whole archive."""
    period = time.period
    assert period is not None
    if time.kind is PeriodKind.PUBLISHED:
        return (Way(time.rest, narrow_filters(filters, period), is_inside=True),)
    wide = narrow_filters(filters, period.widen(DAYS_BEFORE, DAYS_AFTER))
    return (
        Way(time.rest, wide, period, is_inside=True),
        Way(time.question, filters, period, is_yearless=time.is_yearless),
    )


def _describe_period(time: QuestionTime) -> AskedPeriod | None:
    """The period for the answer, None without one."""
    if time.period is None or time.fault:
        return None
    is_filter = time.kind is PeriodKind.PUBLISHED
    use = PeriodUse.FILTER if is_filter else PeriodUse.PREFERENCE
    return AskedPeriod(time.period.after, time.period.before, time.phrase, use)


def narrow_filters(filters: Filters, period: Period) -> Filters:
    """The filters that admit only what lies in the period as well."""
    part = period.intersect(filters.after, filters.before)
    return replace(filters, after=part.after, before=part.before)


def get_today(filters: Filters, today: date) -> date:
    """The day that "today" means: that of the filters, or else today's.

    Raises DatelineError if it is no date."""
    if filters.as_of is None:
        return today
    _ = filters.last_second  # checks the date
    return get_last_day(filters.as_of)
