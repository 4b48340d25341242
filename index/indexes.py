"""The two indexes of a home, by vector and by word, written and read as one.

They hold nothing that the catalog could not give again, and know nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.article import source_key
from index.lexical import LexicalIndex, LexicalRow
from index.stored import StoredPassage
from index.vectors import VectorStore

VECTORS_FOLDER = "chroma"
LEXICAL_FOLDER = "tantivy"


class Indexes:
    """The indexes in a home's folder, made where there are none."""

    def __init__(self, folder: Path) -> None:
        self.vectors = VectorStore(folder / VECTORS_FOLDER)
        try:
            # Made last: a home that has it is whole.
            self.lexical = LexicalIndex(folder / LEXICAL_FOLDER)
        except BaseException:
            self.vectors.close()
            raise

    @staticmethod
    def exist(folder: Path) -> bool:
        """Are both there?"""
        return (folder / VECTORS_FOLDER).exists() and (
            folder / LEXICAL_FOLDER / "meta.json"
        ).exists()

    def close(self) -> None:
        """Let go of the files."""
        self.vectors.close()
        self.lexical.close()

    def refresh(self) -> None:
        """See what another process has written since."""
        self.vectors.refresh()
        self.lexical.refresh()

    def clear(self) -> None:
        """Remove every passage."""
        self.vectors.clear()
        self.lexical.clear()

    def ids(self) -> tuple[set[str], set[str]]:
        """Ids of the passages in the one and in the other."""
        return self.vectors.ids(), self.lexical.ids()

    def counts(self) -> tuple[int, int]:
        """Number of passages in the one and in the other."""
        return self.vectors.count(), self.lexical.count()

    def put(self, passages: Sequence[StoredPassage]) -> None:
        """Put passages into both, replacing what has their ids."""
        if not passages:
            return
        self.vectors.upsert(
            [stored.passage.id for stored in passages],
            np.stack([stored.vectors[0] for stored in passages]),
            [filter_fields(stored) for stored in passages],
        )
        self.lexical.write(
            LexicalRow(
                stored.passage, stored.title, source_key(stored.source), stored.published_second
            )
            for stored in passages
        )

    def drop(self, passage_ids: Sequence[str]) -> None:
        """Remove passages from both; unknown ids are passed over."""
        if passage_ids:
            self.vectors.delete(passage_ids)
            self.lexical.write((), passage_ids)


def filter_fields(stored: StoredPassage) -> dict[str, Any]:
    """What the filters of the vector store need to know of a passage."""
    field: dict[str, Any] = {"source": source_key(stored.source)}
    if stored.published_second is not None:
        field["published"] = stored.published_second
    return field
