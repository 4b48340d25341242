"""Small articles as files, and searches for them in a library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.core.article import Article, Filters
from index.embedding.embedder import Embedder
from index.ingest.preparation import Preparation
from index.ingest.reports import AddReport
from index.library import Library
from index.sources.sandbox.files import find_files, read_files
from index.storage.catalog_types import PreparedArticle, Provenance
from index.storage.home import Home


def story(path: Path, text: str, **matter: str) -> Path:
    """A Markdown file with this front matter."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}: {value}\n" for name, value in matter.items()]
    path.write_text(f"---\n{''.join(lines)}---\n{text}")
    return path


def add(library: Library, *paths: Path) -> AddReport:
    """Add files and folders."""
    return library.add(read_files(find_files(paths)))


def counts(report: AddReport) -> tuple[int, int, int]:
    """The numbers of added, unchanged and updated articles."""
    return report.added, report.unchanged, report.updated


def search_ids(library: Library, query: str, filters: Filters | None = None) -> list[str]:
    """Ids of the articles that have a passage among the hits, best first."""
    hits = library.search(query, 50, filters)
    return list(dict.fromkeys(hit.passage.article_id for hit in hits))


def texts(library: Library, query: str) -> list[str]:
    """Texts of the passages that contain a word of the query, best first."""
    return [hit.passage.text for hit in library.search(query, 50) if hit.signals.lexical > 0]


def prepare(embedder: Embedder, **articles: str) -> Sequence[PreparedArticle]:
    """Articles by id, ready to be written; the id is the origin too."""
    batch = [(Article(i, "", text), Provenance(i)) for i, text in articles.items()]
    return Preparation(None, embedder).prepare(batch)


def in_step(home: Home) -> bool:
    """Do both indexes hold exactly the catalog's passages?"""
    passage_ids = set(home.catalog.passage_ids())
    return home.indexes.ids() == (passage_ids, passage_ids)
