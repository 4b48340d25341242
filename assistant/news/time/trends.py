"""Compare searches over time: how many articles match each in each month or year, and what share of
all coverage that is.

An article counts in the period of its first second in UTC, as in a date filter. Near-identical
copies count each, because they do so in the coverage.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.news.archive_search import check_syntax
from index.core.article import Filters
from index.core.errors import PublicError
from index.library import Library
from index.search.matching.matches import MatchRequest
from index.search.query import MAX_QUERY_CHARACTERS

MOST_QUERIES = 2
# Longer spans are counted by year unless months are asked for; and the longest that can be.
_MOST_MONTHS = 120
_LONGEST_MONTHS = 2_400


class TrendStep(StrEnum):
    """The length of a period."""

    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Trend:
    """The articles that match a query, in each of the periods of its `Trends`, and those of them
    without a date."""

    query: str
    articles: tuple[int, ...]
    undated: int

    @property
    def total(self) -> int:
        """All articles that match, undated ones among them."""
        return sum(self.articles) + self.undated


@dataclass(frozen=True, slots=True)
class Trends:
    """Searches over the same periods ("2025-03" or "2025"), oldest first and without gaps. Nothing
    matches before the first and after the last. `coverage` counts all articles of each period that
    the filters admit, without the filter on the speaker."""

    step: TrendStep
    periods: tuple[str, ...]
    coverage: tuple[int, ...]
    trends: tuple[Trend, ...]

    def find_share(self, trend: Trend, place: int) -> float | None:
        """The share of the coverage of a period, 0 to 1; None where nothing was published."""
        coverage = self.coverage[place]
        return trend.articles[place] / coverage if coverage else None


def compare_trends(
    library: Library,
    queries: Sequence[str],
    filters: Filters,
    step: TrendStep | None = None,
    most: int = MAX_QUERY_CHARACTERS,
) -> Trends:
    """Count the matches of one or two queries of at most so many characters, by the step, or by
    months if these are few. Raises PublicError and QuerySyntaxError for a query that cannot be
    understood, and PublicError for too many months."""
    if not 1 <= len(queries) <= MOST_QUERIES:
        raise PublicError(f"One or two searches can be compared, not {len(queries):,}")
    parsed = [check_syntax(query, most) for query in queries]
    found = [library.match(MatchRequest(query, filters, limit=0)) for query in parsed]
    counts = [library.count_months_of(matches.article_ids) for matches in found]
    months = sorted({month for counted in counts for month in counted if month})
    step = step or _choose_step(months)
    periods = tuple(_list_periods(months, step))
    coverage = library.count_months(replace(filters, speaker=None, spoken_by=()))
    return Trends(
        step,
        periods,
        _sum_up(coverage, periods, step),
        tuple(
            Trend(query, _sum_up(counted, periods, step), counted.get(None, 0))
            for query, counted in zip(queries, counts, strict=True)
        ),
    )


def _choose_step(months: Sequence[str]) -> TrendStep:
    is_long = bool(months) and _number(months[-1]) - _number(months[0]) >= _MOST_MONTHS
    return TrendStep.YEAR if is_long else TrendStep.MONTH


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _list_periods(months: Sequence[str], step: TrendStep) -> Iterator[str]:
    """Every period from the first month to the last."""
    if not months:
        return
    if step is TrendStep.YEAR:
        yield from (f"{year:04}" for year in range(int(months[0][:4]), int(months[-1][:4]) + 1))
        return
    first, last = _number(months[0]), _number(months[-1])
    if last - first >= _LONGEST_MONTHS:
        raise PublicError(
            f"There are more than {_LONGEST_MONTHS:,} months from {months[0]} to {months[-1]}",
            "Count by year, or narrow the dates",
        )
    yield from (f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1))


def _sum_up(
    counts: Mapping[str | None, int], periods: Sequence[str], step: TrendStep
) -> tuple[int, ...]:
    """The counts of the periods."""
    length = 4 if step is TrendStep.YEAR else 7
    sums = dict.fromkeys(periods, 0)
    for month, number in counts.items():
        if month and month[:length] in sums:
            sums[month[:length]] += number
    return tuple(sums.values())
