"""Count articles by month, those of some ids or those of filters. Lists none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from index.core.article import Filters
from index.storage.overview.facets import shares
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database

# Articles by month ("2025-03" in UTC), None for those without a date.
MonthCounts = dict[str | None, int]


def count_months_of(database: Database, article_ids: Iterable[str]) -> MonthCounts:
    """Count the articles of these ids by month."""
    rows = database.select_in_parts(
        "SELECT strftime('%Y-%m', published_second, 'unixepoch') FROM articles WHERE id IN ({})",
        sorted(article_ids),
    )
    return dict(Counter(month for (month,) in rows))


def count_months(database: Database, availability: Availability, filters: Filters) -> MonthCounts:
    """Count the articles that the filters admit by month."""
    counts: Counter[str | None] = Counter()
    for share in shares(database, availability, filters):
        counts[share.month] += share.articles
    return dict(counts)
