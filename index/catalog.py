"""The truth of a home: articles, passages and their vectors in SQLite (WAL).

Everything else in the home can be made again from here. Offsets count code points, as SQLite's
`substr` does, so passages are cut out of their article and never stored twice.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.article import Article, DatelineError, Passage, Span, source_key
from index.dates import earliest
from index.stored import Known, PreparedArticle, StoredPassage

SCHEMA_VERSION = "1"
# Half precision moves a cosine by less than 0.001 and halves what is by far the largest table.
_STORED = np.float16

_ARTICLE = "articles.id, title, text, source, published, url"
_PASSAGE = (
    "passages.id, articles.id, first, after, substr(text, first + 1, after - first), sentences,"
    " vectors, title, source, published, url"
)
# SQLite's own limit on bound variables was 999 for long.
_MAX_VARIABLES = 900


class Catalog:
    """One SQLite file. Any number of threads may use it; each call is one transaction."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        try:
            self._connection = sqlite3.connect(path, check_same_thread=False, timeout=30)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=FULL")
            self._connection.execute("PRAGMA foreign_keys=ON")
            if not self.fact("schema"):
                self._connection.executescript(_schema())
        except sqlite3.Error as error:
            raise DatelineError(
                f"The catalog {path} cannot be opened: {error}",
                "Check that the folder is writable and the file undamaged",
            ) from error

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                with self._connection:
                    yield self._connection
            except sqlite3.Error as error:
                raise DatelineError(f"The catalog could not be written: {error}") from error

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._connection.execute(query, values).fetchall()
            except UnicodeEncodeError:
                return []  # nothing that is stored has a lone surrogate
            except sqlite3.Error as error:
                raise DatelineError(f"The catalog could not be read: {error}") from error

    def _one(self, query: str, values: Sequence[Any] = ()) -> Any:
        """First column of the first row, None if there is none."""
        rows = self._rows(query, values)
        return rows[0][0] if rows else None

    # -- facts about the home itself

    def fact(self, name: str) -> str:
        """A remembered fact, "" where there is none."""
        if not self._one("SELECT 1 FROM sqlite_master WHERE name = 'facts'"):
            return ""
        return self._one("SELECT value FROM facts WHERE name = ?", (name,)) or ""

    def remember(self, **facts: str) -> None:
        """Set facts, in one transaction."""
        with self._transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())

    # -- writing

    def write(self, articles: Iterable[PreparedArticle]) -> None:
        """Insert or replace whole articles, all of them or none."""
        with self._transaction() as connection:
            for prepared in articles:
                connection.execute("DELETE FROM articles WHERE id = ?", (prepared.article.id,))
                number = connection.execute(
                    "INSERT INTO articles VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    _article_row(prepared.article, prepared.origin),
                ).lastrowid
                connection.executemany(
                    "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
                    [
                        (p.id, number, p.start, p.end, _packed(p.sentences), _stored(vectors))
                        for p, vectors in zip(prepared.passages, prepared.vectors, strict=True)
                    ],
                )

    def delete(self, article_ids: Sequence[str]) -> None:
        """Remove articles with their passages, all of them or none."""
        with self._transaction() as connection:
            connection.executemany(
                "DELETE FROM articles WHERE id = ?", [(article_id,) for article_id in article_ids]
            )

    # -- reading

    def article(self, article_id: str) -> Article | None:
        """An article by id, or None where the archive has none of that id."""
        rows = self._rows(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", (article_id,))
        return Article(*rows[0]) if rows else None

    def known(self, column: str, value: str) -> Known | None:
        """What is remembered of the article with this `id` or `origin`."""
        assert column in ("id", "origin")
        rows = self._rows(
            f"SELECT id, content_hash, origin FROM articles WHERE {column} = ?", (value,)
        )
        return Known(*rows[0]) if rows else None

    def articles(self, limit: int | None = None) -> Iterator[Article]:
        """Articles, newest first and undated ones last, a page in memory at a time."""
        order = "published_second IS NULL, published_second DESC, id"
        ids = self._rows(
            f"SELECT id FROM articles ORDER BY {order} LIMIT ?", (-1 if limit is None else limit,)
        )
        for (article_id,) in ids:
            if (article := self.article(article_id)) is not None:
                yield article

    def sources(self) -> list[tuple[str, int]]:
        """Outlets with their number of articles, largest first; "" is left out."""
        return [
            (source, count)
            for source, count in self._rows(
                "SELECT source, count(*) FROM articles WHERE source != '' GROUP BY source_key"
                " ORDER BY count(*) DESC, source"
            )
        ]

    def date_range(self) -> tuple[str | None, str | None]:
        """The oldest and the newest publication date, as stated by their articles."""
        dated = "SELECT published FROM articles WHERE published IS NOT NULL ORDER BY"
        return (
            self._one(f"{dated} published_second LIMIT 1"),
            self._one(f"{dated} published_second DESC LIMIT 1"),
        )

    def count(self, table: str) -> int:
        """Number of rows of `articles` or `passages`."""
        assert table in ("articles", "passages")
        return int(self._one(f"SELECT count(*) FROM {table}"))

    def passage_ids(self, article_ids: Sequence[str] | None = None) -> list[str]:
        """Ids of the passages of some articles, or of all."""
        if article_ids is None:
            return [row[0] for row in self._rows("SELECT id FROM passages")]
        query = (
            "SELECT passages.id FROM passages JOIN articles ON number = article"
            " WHERE articles.id IN ({})"
        )
        return [row[0] for row in self._in_parts(query, article_ids)]

    def passages(self, passage_ids: Sequence[str]) -> dict[str, StoredPassage]:
        """Stored passages by id; unknown ids are left out."""
        query = (
            f"SELECT {_PASSAGE} FROM passages JOIN articles ON number = article"
            " WHERE passages.id IN ({})"
        )
        return {row[0]: _stored_passage(row) for row in self._in_parts(query, passage_ids)}

    def _in_parts(self, query: str, values: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(values), _MAX_VARIABLES):
            part = values[start : start + _MAX_VARIABLES]
            yield from self._rows(query.format(",".join("?" * len(part))), part)


def _schema() -> str:
    return files("index").joinpath("schema.sql").read_text("utf-8")


def _article_row(article: Article, origin: str) -> tuple[Any, ...]:
    return (
        article.id,
        article.title,
        article.text,
        article.source,
        source_key(article.source),
        article.published,
        None if article.published is None else earliest(article.published),
        article.url,
        article.content_hash,
        origin,
    )


def _packed(sentences: Sequence[Span]) -> str:
    return json.dumps([offset for span in sentences for offset in span])


def _stored(vectors: NDArray[np.float32]) -> bytes:
    return vectors.astype(_STORED).tobytes()


def _stored_passage(row: tuple[Any, ...]) -> StoredPassage:
    passage_id, article_id, start, end, text, packed, blob, title, source, published, url = row
    offsets = json.loads(packed)
    sentences = tuple(map(Span, offsets[::2], offsets[1::2]))
    vectors = np.frombuffer(blob, dtype=_STORED).reshape(1 + len(sentences), -1)
    return StoredPassage(
        Passage(passage_id, article_id, start, end, text, sentences),
        vectors.astype(np.float32),
        title,
        source,
        published,
        url,
    )
