"""Examines a home: compares the catalog with its content hashes, and both indexes with the catalog.

Passages are compared by id, which depends on text and date, and the vectors one by one; rows of the
ledger with their digests. Changes nothing; `repair` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from index.core.article import Article, Passage, Span
from index.core.errors import DatelineError
from index.core.text import is_layout
from index.ingest.reports import Examination, IndexState
from index.splitting.passages import Splitting, passage_id
from index.storage.catalog import Catalog
from index.storage.catalog_types import StoredPassage
from index.storage.facts import Fact
from index.storage.indexes import LEXICAL_FOLDER, VECTORS_FOLDER, filter_fields
from index.storage.lexical.lexical_index import LexicalIndex
from index.storage.lexical.tantivy_checksums import find_damaged
from index.storage.scratch_copy import ScratchCopy, is_unwritable
from index.storage.vectors.vector_dump import VectorDump

_ARTICLES_AT_A_TIME = 100
# Half precision changes a component of a unit vector by less; a wrong vector differs by more.
_TOLERANCE = 2e-3


def examine_home(folder: Path, catalog: Catalog) -> Examination:
    """Find the faults of a home. The caller holds the writer lock."""
    examination = Examination(faults=catalog.database.find_faults())
    if examination.faults:
        return examination
    examination.articles, examination.passages = (
        catalog.count("articles"),
        catalog.count("passages"),
    )
    examination.interrupted = bool(catalog.fact(Fact.DIRTY))
    examination.rebuilding = bool(catalog.fact(Fact.REBUILDING))
    examination.outdated = not Splitting.of_version(catalog.fact(Fact.SPLITTER)).is_current
    examination.ledger = catalog.ledger.find_faults()
    examination.removed = catalog.removed.find_damaged()
    examination.erasing = catalog.removed.is_erasure_unfinished()
    with _Indexes(folder, examination) as indexes:
        intact: set[str] = set()
        ids = iter(catalog.listing.ids())
        while batch := list(islice(ids, _ARTICLES_AT_A_TIME)):
            intact.update(_compare_articles(catalog, batch, indexes, examination))
        examination.ungrouped = catalog.stories.find_without_sketch()
        # A broken article may have intact passages in the indexes; the catalog knows those ids.
        stored = set(catalog.passage_ids())
        for state, present in indexes.list_ids():
            state.strangers = sorted(present - stored)
            state.missing = sorted(intact - present)
    return examination


class _Indexes:
    """The indexes of a home, of which one may be missing or damaged. Creates none."""

    def __init__(self, folder: Path, examination: Examination) -> None:
        self.vectors: VectorDump | None = None
        self.lexical: LexicalIndex | None = None
        self._in_lexical: set[str] = set()
        self._examination = examination
        with ExitStack() as undo:
            if is_unwritable(folder):
                replica = ScratchCopy(folder, (VECTORS_FOLDER, LEXICAL_FOLDER))
                undo.callback(replica.close)
                folder = replica.folder
            self._open_vectors(folder / VECTORS_FOLDER)
            self._open_lexical(folder / LEXICAL_FOLDER, undo)
            self._close = undo.pop_all()

    def _open_vectors(self, folder: Path) -> None:
        try:
            if not folder.is_dir():
                raise DatelineError("the folder is missing")
            with TemporaryDirectory(prefix="dateline-") as place:
                self.vectors = VectorDump(folder, Path(place))
        except DatelineError as error:
            self._examination.vectors.fault = error.message

    def _open_lexical(self, folder: Path, undo: ExitStack) -> None:
        try:
            if not (folder / "meta.json").exists():
                raise DatelineError("the folder is missing")
            if names := find_damaged(folder):
                raise DatelineError(f"{len(names):,} files are missing or damaged: {names[0]}")
            self.lexical = LexicalIndex(folder)
            undo.callback(self.lexical.close)
            self._in_lexical = self.lexical.ids()
        except DatelineError as error:
            self._examination.lexical.fault = error.message
            self.lexical = None

    def __enter__(self) -> _Indexes:
        return self

    def __exit__(self, *_: object) -> None:
        self._close.close()

    def list_ids(self) -> Iterator[tuple[IndexState, set[str]]]:
        """The state of each readable index, and the ids that it holds."""
        if self.vectors is not None:
            yield self._examination.vectors, self.vectors.ids()
        if self.lexical is not None:
            yield self._examination.lexical, self._in_lexical

    def compare_vectors(self, stored: Sequence[StoredPassage]) -> None:
        """Record the passages whose vector or fields differ from the catalog's."""
        if self.vectors is None:
            return
        rows = self.vectors.rows([passage.passage.id for passage in stored])
        for passage in stored:
            if (row := rows.get(passage.passage.id)) is None:
                continue
            vector, fields = row
            is_same = vector.shape == passage.vectors[0].shape and np.allclose(
                vector, passage.vectors[0], atol=_TOLERANCE
            )
            if not is_same or fields != filter_fields(passage):
                self._examination.vectors.wrong.append(passage.passage.id)


def _compare_articles(
    catalog: Catalog, article_ids: Sequence[str], indexes: _Indexes, examination: Examination
) -> list[str]:
    """Record the faults of some articles, and return the ids of their intact passages."""
    intact: list[StoredPassage] = []
    for article_id in article_ids:
        try:
            article = catalog.article(article_id)
        except DatelineError:
            examination.altered.append(article_id)
            continue
        if article is None:
            continue
        is_altered = catalog.content_hash(article_id) != article.content_hash
        if is_altered or not catalog.availability.is_as_stated(article):
            examination.altered.append(article_id)
        stored = _load_intact_passages(catalog, article)
        if stored is None:
            examination.broken.append(article_id)
        else:
            intact += stored
    indexes.compare_vectors(intact)
    return [stored.passage.id for stored in intact]


def _load_intact_passages(catalog: Catalog, article: Article) -> list[StoredPassage] | None:
    """The article's passages with their vectors; None if one is missing or wrong."""
    ids = catalog.passage_ids([article.id])
    stored = list(catalog.passages(ids).values())
    splitting = Splitting.of_version(catalog.fact(Fact.SPLITTER))
    is_intact = (
        len(stored) == len(ids)
        and all(
            one.passage.id
            == passage_id(article, Span(one.passage.start, one.passage.end), splitting)
            for one in stored
        )
        and _is_covered([one.passage for one in stored], article.text)
    )
    return stored if is_intact else None


def _is_covered(passages: Sequence[Passage], text: str) -> bool:
    """Do the passages cover the text, but for its layout?"""
    end = 0
    for passage in sorted(passages, key=lambda passage: passage.start):
        if not is_layout(text[end : passage.start]):
            return False
        end = max(end, passage.end)
    return is_layout(text[end:])
