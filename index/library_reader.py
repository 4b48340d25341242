"""Read an archive's catalog: articles, where they come from, and figures.

Does not search or write; `library` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from index.core.article import Article, Filters
from index.core.attribution import Attribution, Speaker
from index.core.errors import UnknownArticleError
from index.core.recognition import PageImage, RecognisedLine
from index.core.text import one_line
from index.embedding.embedder import Embedder
from index.ingest.enrichment import RULES
from index.maintenance.statistics import summarise_home
from index.storage.catalog_types import Version
from index.storage.facets import Coverage, Share, coverage, shares
from index.storage.home import Home
from index.storage.listing import Bookmark, Page


class LibraryReader:
    """A home, and the model of its vectors. Safe to use from several threads."""

    def __init__(self, home: Home, embedder: Embedder) -> None:
        self._home = home
        self._embedder = embedder

    def get(self, article_id: str) -> Article:
        """An article by id; raises UnknownArticleError if there is none."""
        article = self._home.catalog.article(article_id)
        if article is None:
            raise UnknownArticleError(
                f"The archive has no article '{one_line(article_id[:80])}'", "See: dateline list"
            )
        return article

    def attributions(self, article_id: str) -> list[Attribution] | None:
        """Who says what in an article, in order; None if nobody has looked yet. Raises
        UnknownArticleError if there is no such article."""
        return self._home.catalog.attributions.get(self.get(article_id).id)

    def find_attributions(self, article_ids: Sequence[str]) -> dict[str, list[Attribution]]:
        """Who says what in some articles, by id; those of which none were looked for are left
        out."""
        return self._home.catalog.attributions.get_many(article_ids)

    def speakers(self) -> list[Speaker]:
        """Everybody who speaks in the archive, most frequent first."""
        return self._home.catalog.attributions.speakers()

    def statements(
        self, speakers: Iterable[Speaker], filters: Filters | None = None
    ) -> Iterator[tuple[Article, Attribution]]:
        """What these speakers say in the articles that the filters admit, oldest article first,
        undated ones last."""
        return self._home.catalog.attributions.by_speakers(speakers, filters or Filters())

    @property
    def unenriched_count(self) -> int:
        """The number of articles whose attributions are still to be found."""
        return self._home.catalog.attributions.count_missing(RULES)

    def versions(self, article_id: str) -> list[Version]:
        """The earlier versions of an article, oldest first. Raises UnknownArticleError if there is
        no such article."""
        return self._home.catalog.versions(self.get(article_id).id)

    def copies(self, article_id: str) -> list[tuple[str, str]]:
        """The other articles of an article's story, near-identical to it, with their outlets."""
        return self._home.catalog.stories.copies(article_id)

    def origins(self, article_id: str) -> list[str]:
        """The files and addresses that an article comes from."""
        return self._home.catalog.origins.list_for_article(article_id)

    def recognised(self, article_id: str) -> tuple[RecognisedLine, ...]:
        """The lines of an article that character recognition read, in order."""
        return self._home.catalog.scans.list_lines(article_id)

    def page_image(self, article_id: str, page: int) -> PageImage | None:
        """Where a page (from 1) of an article can be seen, None if it has no such scanned page."""
        return self._home.catalog.scans.find_image(article_id, page)

    def find_stamp(self, container: str, origin: str = "") -> str:
        """The stamp with which a file, page, feed or entry was last read, "" if it was not."""
        return self._home.catalog.origins.stamp(container, origin)

    def articles(self, limit: int | None = None) -> Iterator[Article]:
        """Articles, newest first and undated ones last."""
        return self._home.catalog.listing.articles(limit)

    def page(self, limit: int, after: Bookmark | None = None) -> Page:
        """At most `limit` articles in that order, the first or those after a bookmark."""
        return self._home.catalog.listing.page(limit, after)

    def sources(self) -> list[tuple[str, int]]:
        """Outlets with their number of articles, largest first."""
        return self._home.catalog.listing.sources()

    def coverage(self, filters: Filters | None = None) -> Coverage:
        """The number of articles that the filters admit, of their outlets, and their dates."""
        return coverage(self._home.catalog.database, filters or Filters())

    def shares(self, filters: Filters | None = None) -> list[Share]:
        """Articles by month and outlet, oldest month first, undated ones last."""
        return list(shares(self._home.catalog.database, filters or Filters()))

    @property
    def article_count(self) -> int:
        """Number of articles."""
        return self._home.catalog.count("articles")

    @property
    def passage_count(self) -> int:
        """Number of passages."""
        return self._home.catalog.count("passages")

    def stats(self) -> dict[str, str | int | None]:
        """Figures of the archive, for people and programs."""
        return summarise_home(self._home, self._embedder)
