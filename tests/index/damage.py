"""Small homes, and what can go wrong with them."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np

from index.core.paths import CATALOG_FILE
from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from index.storage.indexes import LEXICAL_FOLDER, VECTORS_FOLDER
from index.storage.vectors.vector_store import VectorStore
from tests.index.stories import add, story
from tests.index.wires import make_text

LONG = make_text(1, 40)


def make_home(folder: Path, embedder: Embedder) -> Path:
    """Three articles: `long` of several passages, `volcano` and its copy `wire`."""
    news = folder.parent / "news"
    story(news / "long.md", LONG, title="Harbour", source="Post", published="2025-03-17")
    for name in ("volcano", "wire"):
        story(news / f"{name}.md", "A volcano erupted. It snowed ash.", source=name)
    with Library(Home(folder, write=True), embedder) as library:
        add(library, news)
    return folder


def hash_tree(folder: Path) -> dict[str, str]:
    """Digests of all files but those of Chroma, which writes whenever it is opened."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent.name != "chroma" and not path.name.endswith(".lock")
    }


def execute(folder: Path, *statements: str) -> None:
    """Change the catalog by hand."""
    with closing(sqlite3.connect(folder / CATALOG_FILE)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def scribble(folder: Path) -> None:
    """Overwrite every file below a folder with junk of the same length."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            path.write_bytes(b"junk" * (1 + path.stat().st_size // 4))


def _with_vectors(change: Callable[[VectorStore, str], None]) -> Callable[[Path], None]:
    """Damage done to the vector store, to the row of `volcano`."""

    def damage(folder: Path) -> None:
        home = Home(folder, write=True)
        (row,) = home.catalog.passage_ids(["volcano"])
        change(home.indexes.vectors, row)
        home.close()

    return damage


def _another_vector(store: VectorStore, row: str) -> None:
    vector, fields = store.rows([row])[row]
    store.upsert([row], np.roll(vector, 1)[np.newaxis], [fields])


def _another_field(store: VectorStore, row: str) -> None:
    vector, _ = store.rows([row])[row]
    store.upsert([row], vector[np.newaxis], [{"source": "somebody else"}])


def _swap_for_stranger(store: VectorStore, row: str) -> None:
    """As many rows as before: counting alone would not tell."""
    vector, fields = store.rows([row])[row]
    store.upsert(["stranger"], vector[np.newaxis], [fields])
    store.delete([row])


def _without_lexical_row(folder: Path) -> None:
    home = Home(folder, write=True)
    home.indexes.lexical.write((), home.catalog.passage_ids(["volcano"]))
    home.close()


def _catalog(*statements: str) -> Callable[[Path], None]:
    return lambda folder: execute(folder, *statements)


def _partly_deleted(folder: Path) -> None:
    for path in (folder / LEXICAL_FOLDER).iterdir():
        if path.suffix not in (".json", ".lock"):
            path.unlink()


_VOLCANO = "article = (SELECT number FROM articles WHERE id = 'volcano')"
_MIDDLE = (
    "id = (SELECT passages.id FROM passages JOIN articles ON number = article"
    " WHERE articles.id = 'long' ORDER BY first LIMIT 1 OFFSET 1)"
)

# What does not touch the texts: nothing has to be embedded for it.
INDEXES: dict[str, Callable[[Path], None]] = {
    "no row in chroma": _with_vectors(lambda store, row: store.delete([row])),
    "a stranger in chroma": _with_vectors(_swap_for_stranger),
    "another vector in chroma": _with_vectors(_another_vector),
    "another field in chroma": _with_vectors(_another_field),
    "no row in tantivy": _without_lexical_row,
    "no chroma": lambda folder: shutil.rmtree(folder / VECTORS_FOLDER),
    "junk in chroma": lambda folder: scribble(folder / VECTORS_FOLDER),
    "no tantivy": lambda folder: shutil.rmtree(folder / LEXICAL_FOLDER),
    "junk in tantivy": lambda folder: scribble(folder / LEXICAL_FOLDER),
    "half a tantivy": _partly_deleted,
    "a write under way": _catalog("UPDATE facts SET value = 'yes' WHERE name = 'dirty'"),
    "no sketch": _catalog(f"DELETE FROM sketches WHERE {_VOLCANO}"),
}
# What costs an article its passages or vectors; of `volcano` three texts are embedded again.
PASSAGES: dict[str, Callable[[Path], None]] = {
    "no passage": _catalog(f"DELETE FROM passages WHERE {_VOLCANO}"),
    "vectors cut": _catalog(
        f"UPDATE passages SET vectors = substr(vectors, 1, 100) WHERE {_VOLCANO}"
    ),
    "vectors cut in half": _catalog(
        f"UPDATE passages SET vectors = substr(vectors, 1, length(vectors) / 2) WHERE {_VOLCANO}"
    ),
    "no vectors": _catalog(f"UPDATE passages SET vectors = x'' WHERE {_VOLCANO}"),
    "vectors of nought": _catalog(
        f"UPDATE passages SET vectors = zeroblob(length(vectors)) WHERE {_VOLCANO}"
    ),
    "vectors that are no numbers": _catalog(
        f"UPDATE passages SET vectors = x'{'007e' * 3 * 384}' WHERE {_VOLCANO}"
    ),
    "sentences that are no list": _catalog(
        f"UPDATE passages SET sentences = '[0, 12' WHERE {_VOLCANO}"
    ),
    "sentences of another passage": _catalog(
        f"UPDATE passages SET sentences = '[500, 512, 513, 520]' WHERE {_VOLCANO}"
    ),
    "sentences that are a word": _catalog(
        f"UPDATE passages SET sentences = '\"ab\"' WHERE {_VOLCANO}"
    ),
    "another place": _catalog(f"UPDATE passages SET first = first + 1 WHERE {_VOLCANO}"),
    "no middle": _catalog(f"DELETE FROM passages WHERE {_MIDDLE}"),
}
