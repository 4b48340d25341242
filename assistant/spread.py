"""How hits spread over time and outlets: what a timeline shows. Pure.

It counts articles, not passages: three passages of one article are one event in the news. A hit
counts where its date filter would find it, by UTC, at the first second that its date covers.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from index.article import Hit, source_key
from index.dates import earliest

# Longer ranges than these, in days, are told in the next coarser step.
_MOST_DAYS = 45
_MOST_MONTHS = 36 * 31


class Step(StrEnum):
    """What one bar stands for."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Bar:
    """A period, as a date filter names it ("2025-03"), and how many articles are of it."""

    period: str
    articles: int

    @property
    def first_day(self) -> date:
        """The day on which the period begins."""
        return date(*(int(part) for part in [*self.period.split("-"), "1", "1"][:3]))

    @property
    def told(self) -> str:
        """ "17 Mar 2025", "March 2025", "2025"."""
        day = self.first_day
        parts = self.period.count("-")
        if parts == 2:
            return f"{day.day} {calendar.month_abbr[day.month]} {day.year}"
        return f"{calendar.month_name[day.month]} {day.year}" if parts else str(day.year)


@dataclass(frozen=True, slots=True)
class Spread:
    """Articles over time, the empty periods between them included, oldest first; how many have no
    date; and how many are of which outlet ("" for unknown), the largest first."""

    passages: int
    articles: int
    step: Step
    bars: tuple[Bar, ...]
    undated: int
    outlets: tuple[tuple[str, int], ...]

    @property
    def most(self) -> int:
        """The articles of the highest bar."""
        return max((bar.articles for bar in self.bars), default=0)


def spread(hits: Sequence[Hit]) -> Spread:
    """How the articles of these hits spread."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.passage.article_id, hit)
    articles = list(first.values())
    days = [_day(hit.published) for hit in articles if hit.published is not None]
    step = _step(days)
    counted = Counter(_period(day, step) for day in days)
    bars = tuple(Bar(period, counted[period]) for period in _periods(days, step))
    return Spread(
        len(hits), len(articles), step, bars, len(articles) - len(days), _outlets(articles)
    )


def _step(days: Sequence[date]) -> Step:
    long = (max(days) - min(days)).days if days else 0
    if long < _MOST_DAYS:
        return Step.DAY
    return Step.MONTH if long < _MOST_MONTHS else Step.YEAR


def _period(day: date, step: Step) -> str:
    return day.isoformat()[: {Step.DAY: 10, Step.MONTH: 7, Step.YEAR: 4}[step]]


def _periods(days: Sequence[date], step: Step) -> Iterator[str]:
    """Every period from the first day's to the last day's."""
    if not days:
        return
    last = _period(max(days), step)
    at = Bar(_period(min(days), step), 0).first_day
    while _period(at, step) <= last:
        yield _period(at, step)
        # 32 days on from its first day a month is over, 366 days on a year.
        further = {Step.DAY: 1, Step.MONTH: 32, Step.YEAR: 366}[step]
        if at > date.max - timedelta(days=further):
            return
        at = Bar(_period(at + timedelta(days=further), step), 0).first_day


def _day(published: str) -> date:
    # Not fromtimestamp: on some systems it knows no time before 1970.
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=earliest(published))).date()


def _outlets(articles: Sequence[Hit]) -> tuple[tuple[str, int], ...]:
    counted: Counter[str] = Counter()
    names: dict[str, str] = {}
    for hit in articles:
        counted[source_key(hit.source)] += 1
        names.setdefault(source_key(hit.source), hit.source)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((names[key], number) for key, number in ordered)
