"""The schema of searches that are compared over time, for the command, REST and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field

from assistant.news.time.trends import MOST_QUERIES, Trends, TrendStep
from assistant.present.export.csv_cells import write_csv
from assistant.wire.archive_shapes import Shape
from assistant.wire.requests import PassageFilterRequest, Question

_COLUMNS = ("period", "query", "articles", "all_articles", "share")


class TrendsRequest(PassageFilterRequest):
    """One or two queries, and their filters."""

    q: Annotated[
        list[Question],
        Field(min_length=1, max_length=MOST_QUERIES, description="May be repeated once"),
    ]
    by: TrendStep | None = Field(None, description="The usual: years if there are many months")
    format: Literal["json", "csv"] = "json"


class TrendShape(Shape):
    """A query over time; the lists go with `periods`."""

    query: str
    articles: list[int]
    shares: list[float | None] = Field(
        description="Of all articles of the period, 0 to 1; null where there is none"
    )
    undated: int = Field(description="Articles that match and have no date")
    total: int = Field(description="All articles that match")


class TrendsShape(Shape):
    """Searches over the same periods, oldest first."""

    by: TrendStep
    periods: list[str] = Field(description='"2025-03" or "2025", in UTC')
    all_articles: list[int] = Field(
        description="All articles of each period that the filters admit, whoever speaks in them"
    )
    trends: list[TrendShape]

    @classmethod
    def of(cls, trends: Trends) -> Self:
        """Make the shape of compared searches."""
        places = range(len(trends.periods))
        return cls(
            by=trends.step,
            periods=list(trends.periods),
            all_articles=list(trends.coverage),
            trends=[
                TrendShape(
                    query=trend.query,
                    articles=list(trend.articles),
                    shares=[_round(trends.find_share(trend, place)) for place in places],
                    undated=trend.undated,
                    total=trend.total,
                )
                for trend in trends.trends
            ],
        )


def make_trends_csv(trends: Trends) -> str:
    """Make the CSV: a row for each period of each query."""
    return write_csv(_COLUMNS, _list_rows(trends))


def _list_rows(trends: Trends) -> Iterator[dict[str, object]]:
    for trend in trends.trends:
        for place, period in enumerate(trends.periods):
            share = _round(trends.find_share(trend, place))
            yield {
                "period": period,
                "query": trend.query,
                "articles": trend.articles[place],
                "all_articles": trends.coverage[place],
                "share": "" if share is None else share,
            }


def _round(share: float | None) -> float | None:
    return None if share is None else round(share, 6)
