"""Rates how well the dates of sentences fit a period. Pure.

A sentence that states when something was is judged by that; one that does not, by its article's
date of publication, or by what its passage states. The rates are log-odds to add to the reader's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.core.article import Hit
from index.core.dates import canonicalise
from index.core.periods import Period, parse_day
from index.language.en.attribution import asks_for_speech
from index.language.en.dates.sentence_times import SpokenTime, find_spoken_times, find_years
from index.language.en.sentence_form import get_sentence

# Article id and offset of a sentence.
Place = tuple[str, int]

_FITS = 0.0
# The passage, or a coarser date, speaks for the sentence; or nothing speaks against it.
_MAY_FIT = -0.2
# It speaks of another year, while a month or a day is asked for.
_OTHER_YEAR = -1.0
# It fits the same month of another year, and the question names none.
_SAME_MONTH = -0.5
# Published later, and nothing says of what time it speaks.
_UNSUPPORTED = -1.5
# A date that covers no more than this is not coarser than a day, a week or a month.
_MONTH = 31


@dataclass(frozen=True, slots=True)
class DateQuestion:
    """A question with its period: `phrase` are the words that name it, and `is_inside` says whether
    only articles of about the period were searched. A list of events (`is_list`) has whatever was
    published in the period, and what was reported of it on the next day. If only the calendar tells
    its year (`is_yearless`), an article of another year may answer, too: "in April" is then the
    latest April before it."""

    text: str
    period: Period
    phrase: str
    is_inside: bool
    is_list: bool = False
    is_yearless: bool = False


def read_yearless(period: Period, day: date | None) -> Period:
    """The latest such period, in any year, that had begun on the day; the same one without a
    day."""
    if day is None:
        return period
    start = period.last_day if period.after is None else period.first_day
    years = day.year - start.year
    moved = _move(period, years)
    begun = moved.last_day if period.after is None else moved.first_day
    return moved if begun <= day else _move(period, years - 1)


def choose_hits_of_month(hits: Sequence[Hit], period: Period) -> list[Hit]:
    """The hits of articles that appear within such a period of any year, or up to a month later."""
    chosen = []
    for hit in hits:
        day = parse_day(hit.published)
        if day is not None and read_yearless(period, day).widen(0, _MONTH).contains(day):
            chosen.append(hit)
    return chosen


def rate_sentence_dates(hits: Sequence[Hit], question: DateQuestion) -> dict[Place, float]:
    """Rate the sentences of hits by their dates; those that contradict the period are absent."""
    rates: dict[Place, float] = {}
    for hit in hits:
        judge = _HitJudge.of(hit, question)
        for number in range(len(hit.sentences)):
            place = hit.passage.article_id, hit.sentences[number].start
            rate = judge.rate(number)
            if rate is not None:
                rates[place] = max(rate, rates.get(place, rate))
    return rates


@dataclass(frozen=True, slots=True)
class _HitJudge:
    """A hit with the times of its sentences."""

    question: DateQuestion
    day: date | None
    published: Period | None
    texts: tuple[str, ...]
    times: tuple[tuple[SpokenTime, ...], ...]
    years: tuple[tuple[Period, ...], ...]
    stated: tuple[Period, ...]

    @classmethod
    def of(cls, hit: Hit, question: DateQuestion) -> _HitJudge:
        """Read the times of a hit."""
        day = parse_day(hit.published)
        texts = tuple(get_sentence(hit, number) for number in range(len(hit.sentences)))
        times = tuple(tuple(find_spoken_times(text, day)) for text in texts)
        years = tuple(
            tuple(find_years(_blank_times(text, spoken)))
            for text, spoken in zip(texts, times, strict=True)
        )
        stated = [time.period for spoken in times for time in spoken]
        stated += [year for named in (find_years(hit.title), *years) for year in named]
        stated = [one for one in stated if _is_bounded(one)]
        return cls(question, day, _find_published(hit), texts, times, years, tuple(stated))

    def rate(self, number: int) -> float | None:
        """The rate of a sentence; None if its own date contradicts the period."""
        rate = self._rate(number)
        own = read_yearless(self.question.period, self.day)
        if not self.question.is_yearless or own == self.question.period:
            return rate
        other = replace(self, question=replace(self.question, period=own))._rate(number)
        rates = [rate, None if other is None else other + _SAME_MONTH]
        return max((one for one in rates if one is not None), default=None)

    def _rate(self, number: int) -> float | None:
        wanted = self.question.period
        times = self._choose_times(number)
        meets = [time.period for time in times if time.period.overlaps(wanted)]
        if meets:
            return _FITS if any(_is_fine(period, wanted) for period in meets) else _MAY_FIT
        is_inside = self.published is not None and self.published.overlaps(wanted)
        if self.question.is_list and is_inside:
            return _MAY_FIT
        if any(year.overlaps(wanted) for year in self.years[number]):
            return _MAY_FIT
        main = [time.period for time in times if not time.is_aside]
        if any(_is_fine(period, wanted) for period in main) and not self._repeats_phrase(number):
            return None
        rate = self._rate_without_date(is_inside=is_inside)
        return rate if rate is None or not main else rate + _OTHER_YEAR

    def _rate_without_date(self, *, is_inside: bool) -> float | None:
        """The rate of a sentence that states no date, by its passage and its article."""
        if is_inside:
            return _FITS
        is_supported = any(one.overlaps(self.question.period) for one in self.stated)
        if self.published is None or is_supported:
            return _MAY_FIT
        if self.published.last_day < self.question.period.first_day or self.question.is_inside:
            return None
        return _UNSUPPORTED

    def _choose_times(self, number: int) -> list[SpokenTime]:
        """The times that tell what a sentence speaks of.

        When somebody spoke counts only if their words are asked for, or if nothing else is dated.
        What lies ahead of the article does not date it.
        """
        times = list(self.times[number])
        if not asks_for_speech(self.question.text):
            times = [time for time in times if not time.is_of_speech] or times
        wanted = self.question.period
        return [
            time
            for time in times
            if _is_bounded(time.period)
            and (
                self.day is None
                or time.period.first_day <= self.day
                or time.period.overlaps(wanted)
            )
        ]

    def _repeats_phrase(self, number: int) -> bool:
        """Does the sentence have the very words of the question: "two years ago"?"""
        return self.question.phrase.lower() in self.texts[number].lower()


def _blank_times(text: str, times: Sequence[SpokenTime]) -> str:
    """The text without its times, so that the years of dates are not read again."""
    for time in reversed(times):
        text = text[: time.span.start] + " , " + text[time.span.end :]
    return text


def _find_published(hit: Hit) -> Period | None:
    """The days on which an article may have been published; None if it is undated."""
    if hit.published is None:
        return None
    text = canonicalise(hit.published)[:10]
    return Period(text, text)


def _is_bounded(period: Period) -> bool:
    return period.after is not None and period.before is not None


def _is_fine(time: Period, wanted: Period) -> bool:
    """Is the time at least as exact as the period that is wanted?"""
    return _count_days(time) <= max(_count_days(wanted), _MONTH)


def _move(period: Period, years: int) -> Period:
    """The period so many years later, or the same one at the ends of the calendar."""
    try:
        return period.shift_years(years)
    except ValueError:
        return period


def _count_days(period: Period) -> int:
    return (period.last_day - period.first_day).days + 1


def list_places(hits: Iterable[Hit]) -> set[Place]:
    """The places of all sentences of hits."""
    return {(hit.passage.article_id, one.start) for hit in hits for one in hit.sentences}
