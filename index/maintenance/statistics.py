"""Figures of an archive: counts, dates, sizes. Computes nothing that the catalog does not store."""

from __future__ import annotations

from index.core.article import Filters
from index.embedding.embedder import Embedder
from index.storage.facts import Fact
from index.storage.home import Home
from index.storage.overview.facets import count_passages, count_stories, coverage


def summarise_home(home: Home, embedder: Embedder, filters: Filters) -> dict[str, str | int | None]:
    """Counts and dates of the articles that the filters admit, the size of the whole home, and the
    model that made its vectors. Raises DatelineError for filters that are no dates."""
    catalog = home.catalog
    stores = catalog.database, catalog.availability
    covered = coverage(*stores, filters)
    return {
        "home": str(home.folder),
        "articles": covered.articles,
        "passages": count_passages(*stores, filters),
        "stories": count_stories(*stores, filters),
        "sources": covered.outlets,
        "oldest": covered.oldest,
        "newest": covered.newest,
        "model": catalog.fact(Fact.MODEL) or embedder.name,
        "backend": embedder.backend,
        "bytes": home.size_in_bytes,
    }
