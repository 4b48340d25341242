"""Write and read the two indexes of a home, by vector and by word, as one.

They hold nothing that the catalog does not, and do not know it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import numpy as np

from index.core.article import source_key
from index.storage.catalog_types import StoredPassage
from index.storage.lexical.lexical_index import LexicalIndex, LexicalRow
from index.storage.scratch_copy import ScratchCopy, is_unwritable
from index.storage.vectors.vector_store import VectorStore

VECTORS_FOLDER = "chroma"
LEXICAL_FOLDER = "tantivy"
_DISCARDED = ".discarded-"


class Indexes:
    """The indexes in a home's folder, created if they are missing.

    Without `write`, they can also be read in a folder that cannot be written.
    """

    def __init__(self, folder: Path, *, write: bool = True) -> None:
        self._folder = folder
        self._write = write
        self._open()

    def _open(self) -> None:
        place = self._folder
        self._replica = None
        if self._needs_copy():
            self._replica = ScratchCopy(place, (VECTORS_FOLDER, LEXICAL_FOLDER))
            place = self._replica.folder
        with ExitStack() as undo:
            if self._replica is not None:
                undo.callback(self._replica.close)
            self.vectors = VectorStore(place / VECTORS_FOLDER)
            undo.callback(self.vectors.close)
            # Created last: a home that has it is complete.
            self.lexical = LexicalIndex(place / LEXICAL_FOLDER)
            undo.pop_all()

    def _needs_copy(self) -> bool:
        return not self._write and self.exist(self._folder) and is_unwritable(self._folder)

    @property
    def is_original(self) -> bool:
        """Are these the home's own files, rather than a scratch copy of them?"""
        return self._replica is None

    @staticmethod
    def exist(folder: Path) -> bool:
        """Do both exist?"""
        return (folder / VECTORS_FOLDER).exists() and (
            folder / LEXICAL_FOLDER / "meta.json"
        ).exists()

    def close(self) -> None:
        """Close the files."""
        self.vectors.close()
        self.lexical.close()
        if self._replica is not None:
            self._replica.close()

    def refresh(self) -> None:
        """See what another process has written since."""
        if self._replica is not None or self._needs_copy():
            self.close()
            self._open()
            return
        self.vectors.refresh()
        self.lexical.refresh()

    def flush(self) -> None:
        """Write what is pending, so that the next opening is quick."""
        self.vectors.flush()

    def clear(self) -> None:
        """Remove every passage."""
        self.vectors.clear()
        self.lexical.clear()

    def ids(self) -> tuple[set[str], set[str]]:
        """Ids of the passages by vector, and of those by word."""
        return self.vectors.ids(), self.lexical.ids()

    def counts(self) -> tuple[int, int]:
        """Number of passages by vector, and by word."""
        return self.vectors.count(), self.lexical.count()

    def put(self, passages: Sequence[StoredPassage]) -> None:
        """Put passages into both, replacing those with the same ids."""
        if not passages:
            return
        self.vectors.upsert(
            [stored.passage.id for stored in passages],
            np.stack([stored.vectors[0] for stored in passages]),
            [filter_fields(stored) for stored in passages],
        )
        self.lexical.write(map(_make_lexical_row, passages))

    def erase_words(self, passages: Iterable[StoredPassage]) -> None:
        """Leave no words in the files but those of the passages, which are all that there are."""
        self.lexical.rewrite(map(_make_lexical_row, passages))
        self.vectors.erase_unused()

    def drop(self, passage_ids: Sequence[str]) -> None:
        """Remove passages from both; unknown ids are passed over."""
        if passage_ids:
            self.vectors.delete(passage_ids)
            self.lexical.write((), passage_ids)


def _make_lexical_row(stored: StoredPassage) -> LexicalRow:
    return LexicalRow(
        stored.passage, stored.title, source_key(stored.source), stored.published_second
    )


def discard(folder: Path, names: Sequence[str] = (VECTORS_FOLDER, LEXICAL_FOLDER)) -> None:
    """Delete indexes. Each is renamed first: half an index could pass for a whole one."""
    for leftover in folder.glob(f"{_DISCARDED}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    for name in names:
        place = folder / f"{_DISCARDED}{name}"
        with suppress(FileNotFoundError):
            (folder / name).rename(place)
        shutil.rmtree(place, ignore_errors=True)


def filter_fields(stored: StoredPassage) -> dict[str, Any]:
    """The fields of a passage that the vector store's filters need."""
    field: dict[str, Any] = {"source": source_key(stored.source)}
    if stored.published_second is not None:
        field["published"] = stored.published_second
    return field
