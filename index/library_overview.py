"""List and count what an archive holds, under filters: articles, outlets, facets and speakers.

Articles that are held or have expired count as not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.core.article import Article, Filters
from index.core.attribution import Speaker
from index.core.facet import Facet, FacetCounts
from index.library_handle import LibraryHandle
from index.maintenance.statistics import summarise_home
from index.storage.alerts.alerts import Alerts
from index.storage.clippings.clippings import Clippings
from index.storage.overview.collections import Collections
from index.storage.overview.facet_counts import count_facets
from index.storage.overview.facets import Coverage, Share, coverage, shares
from index.storage.overview.listing import ArticleOrder, Bookmark, Page
from index.storage.overview.month_counts import MonthCounts, count_months, count_months_of


class LibraryOverview(LibraryHandle):
    """A home, and the model of its vectors. Safe to use from several threads."""

    def articles(
        self, limit: int | None = None, filters: Filters | None = None
    ) -> Iterator[Article]:
        """Articles under filters, newest first and undated ones last."""
        return self._home.catalog.listing.articles(limit, self._look_up_speaker(filters))

    def page(
        self,
        limit: int,
        after: Bookmark | None = None,
        filters: Filters | None = None,
        order: ArticleOrder = ArticleOrder.NEWEST,
    ) -> Page:
        """At most `limit` articles in an order, the first or those after a bookmark."""
        filters = self._look_up_speaker(filters)
        return self._home.catalog.listing.page(limit, after, filters, order)

    def sources(self) -> list[tuple[str, int]]:
        """Outlets with their number of articles, largest first."""
        return self._home.catalog.listing.sources()

    def coverage(self, filters: Filters | None = None) -> Coverage:
        """The number of articles that the filters admit, of their outlets, and their dates."""
        catalog = self._home.catalog
        return coverage(catalog.database, catalog.availability, self._look_up_speaker(filters))

    def shares(self, filters: Filters | None = None) -> list[Share]:
        """Articles by month and outlet, oldest month first, undated ones last."""
        catalog = self._home.catalog
        filters = self._look_up_speaker(filters)
        return list(shares(catalog.database, catalog.availability, filters))

    def count_months(self, filters: Filters | None = None) -> MonthCounts:
        """The articles that the filters admit, counted by month."""
        catalog = self._home.catalog
        filters = self._look_up_speaker(filters)
        return count_months(catalog.database, catalog.availability, filters)

    def count_months_of(self, article_ids: Iterable[str]) -> MonthCounts:
        """The articles of these ids, counted by month."""
        return count_months_of(self._home.catalog.database, article_ids)

    @property
    def collections(self) -> Collections:
        """The collections, to read and to edit: every process may, one change at a time."""
        return self._home.catalog.collections

    @property
    def alerts(self) -> Alerts:
        """The alerts, to read and to edit: every process may, one change at a time."""
        return self._home.catalog.alerts

    @property
    def clippings(self) -> Clippings:
        """What was kept of articles, to read and to edit: every process may, one change at a
        time."""
        return self._home.catalog.clippings

    def add_matching(self, collection: str, filters: Filters) -> int:
        """Put the articles that the filters admit into a collection, which is made if it is not
        there; returns how many were not in it."""
        return self.collections.add_matching(collection, self._look_up_speaker(filters))

    def facets(
        self, facets: Iterable[Facet], filters: Filters | None = None, limit: int = 20
    ) -> list[FacetCounts]:
        """For each of some facets, the values with most articles, at most `limit`. All filters
        narrow the counts but the choices of the facet itself."""
        catalog = self._home.catalog
        filters = self._look_up_speaker(filters)
        return count_facets(catalog.database, catalog.availability, facets, filters, limit)

    @property
    def article_count(self) -> int:
        """Number of articles that are shown."""
        return self._home.catalog.listing.count()

    @property
    def passage_count(self) -> int:
        """Number of their passages."""
        return self._home.catalog.listing.count_passages()

    def stats(self, filters: Filters | None = None) -> dict[str, str | int | None]:
        """Figures of the articles that the filters admit, and of the archive, for people and
        programs."""
        return summarise_home(self._home, self._embedder, self._look_up_speaker(filters))

    def speakers(self) -> list[Speaker]:
        """Everybody who speaks in the archive, most frequent first."""
        return self._home.catalog.attributions.speakers()

    def find_speakers(self, name: str) -> list[Speaker]:
        """The speakers of the archive whom a name or an office means, most frequent first."""
        return self._home.catalog.attributions.find_speakers(name)

    def suggest_speakers(self, name: str) -> list[str]:
        """Names of a few speakers of the archive that are spelt like a name, closest first."""
        return self._home.catalog.attributions.suggest_names(name)

    def _look_up_speaker(self, filters: Filters | None) -> Filters:
        """The filters with the names and offices that their speaker has in this archive."""
        filters = filters or Filters()
        if not filters.speaker_name:
            return filters
        found = self.find_speakers(filters.speaker_name)
        return replace(filters, spoken_by=tuple((each.name, each.office) for each in found))
