"""Figures of an archive: counts, dates, sizes. Computes nothing that the catalog does not store."""

from __future__ import annotations

from index.embedding.embedder import Embedder
from index.storage.facts import Fact
from index.storage.home import Home


def summarise_home(home: Home, embedder: Embedder) -> dict[str, str | int | None]:
    """Counts, dates and sizes of a home, and the model that made its vectors."""
    catalog = home.catalog
    oldest, newest = catalog.listing.date_range()
    return {
        "home": str(home.folder),
        "articles": catalog.listing.count(),
        "passages": catalog.listing.count_passages(),
        "stories": catalog.stories.count(),
        "sources": len(catalog.listing.sources()),
        "oldest": oldest,
        "newest": newest,
        "model": catalog.fact(Fact.MODEL) or embedder.name,
        "backend": embedder.backend,
        "bytes": home.size_in_bytes,
    }
