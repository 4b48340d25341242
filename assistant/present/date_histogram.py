"""The date histogram of hits, and their count by outlet. Pure.

It counts articles, not passages. An article counts at the first second of its date in UTC, as in
a date filter. `assistant.ui` draws the timeline.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from index.core.article import Hit, source_key
from index.core.dates import earliest

# Longer ranges than these, in days, use the next coarser step.
_MOST_DAYS = 45
_MOST_MONTHS = 36 * 31


class Step(StrEnum):
    """The length of the period of one bar."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Bar:
    """A period, as a date filter names it ("2025-03"), and the number of its articles."""

    period: str
    articles: int

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        return date(*(int(part) for part in [*self.period.split("-"), "1", "1"][:3]))

    @property
    def label(self) -> str:
        """ "17 Mar 2025", "March 2025", "2025"."""
        day = self.first_day
        parts = self.period.count("-")
        if parts == 2:
            return f"{day.day} {calendar.month_abbr[day.month]} {day.year}"
        return f"{calendar.month_name[day.month]} {day.year}" if parts else str(day.year)


@dataclass(frozen=True, slots=True)
class DateHistogram:
    """Articles per period, oldest first and with the empty periods between; the number of undated
    articles; and articles per outlet ("" for unknown), the largest first."""

    passages: int
    articles: int
    step: Step
    bars: tuple[Bar, ...]
    undated: int
    outlets: tuple[tuple[str, int], ...]

    @property
    def highest(self) -> int:
        """The number of articles in the highest bar."""
        return max((bar.articles for bar in self.bars), default=0)


def build_histogram(hits: Sequence[Hit]) -> DateHistogram:
    """Count the articles of these hits by date and by outlet."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.passage.article_id, hit)
    articles = list(first.values())
    days = [_parse_day(hit.published) for hit in articles if hit.published is not None]
    step = _choose_step(days)
    counted = Counter(_format_period(day, step) for day in days)
    bars = tuple(Bar(period, counted[period]) for period in _list_periods(days, step))
    return DateHistogram(
        len(hits), len(articles), step, bars, len(articles) - len(days), _count_outlets(articles)
    )


def _choose_step(days: Sequence[date]) -> Step:
    long = (max(days) - min(days)).days if days else 0
    if long < _MOST_DAYS:
        return Step.DAY
    return Step.MONTH if long < _MOST_MONTHS else Step.YEAR


def _format_period(day: date, step: Step) -> str:
    return day.isoformat()[: {Step.DAY: 10, Step.MONTH: 7, Step.YEAR: 4}[step]]


def _list_periods(days: Sequence[date], step: Step) -> Iterator[str]:
    """List every period from the first day to the last."""
    if not days:
        return
    last = _format_period(max(days), step)
    at = Bar(_format_period(min(days), step), 0).first_day
    while _format_period(at, step) <= last:
        yield _format_period(at, step)
        # 32 days after its first day a month is over; after 366 days a year is.
        further = {Step.DAY: 1, Step.MONTH: 32, Step.YEAR: 366}[step]
        if at > date.max - timedelta(days=further):
            return
        at = Bar(_format_period(at + timedelta(days=further), step), 0).first_day


def _parse_day(published: str) -> date:
    # On some systems, fromtimestamp rejects times before 1970.
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=earliest(published))).date()


def _count_outlets(articles: Sequence[Hit]) -> tuple[tuple[str, int], ...]:
    counted: Counter[str] = Counter()
    names: dict[str, str] = {}
    for hit in articles:
        counted[source_key(hit.source)] += 1
        names.setdefault(source_key(hit.source), hit.source)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((names[key], number) for key, number in ordered)
