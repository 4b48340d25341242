"""A home as version 1 of the catalog kept it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.core.article import source_key
from index.core.dates import earliest
from index.core.paths import CATALOG_FILE
from index.embedding.embedder import Embedder
from index.ingest.preparation import Preparation
from index.sources.parsed_article import ParsedArticle
from index.sources.sandbox.files import find_files, read_files
from index.splitting.passages import SPLITTER_VERSION
from index.storage.catalog_types import PreparedArticle

_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    source_key TEXT NOT NULL,
    published TEXT,
    published_second INTEGER,
    url TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    origin TEXT NOT NULL
);
CREATE INDEX articles_by_origin ON articles (origin);
CREATE INDEX articles_by_date ON articles (published_second);
CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    first INTEGER NOT NULL,
    after INTEGER NOT NULL,
    sentences TEXT NOT NULL,
    vectors BLOB NOT NULL
);
CREATE INDEX passages_by_article ON passages (article);
"""


def make_home(folder: Path, sources: Sequence[Path], embedder: Embedder) -> None:
    """A home of version 1 with these articles; its indexes are made when it is opened."""
    incoming = [r for r in read_files(find_files(sources)) if isinstance(r, ParsedArticle)]
    prepared = Preparation(None, embedder).prepare([(item.article, None) for item in incoming])
    folder.mkdir()
    with closing(sqlite3.connect(folder / CATALOG_FILE)) as connection, connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(_SCHEMA)
        facts = {
            "schema": "1",
            "generation": "3",
            "dirty": "",
            "model": embedder.name,
            "model_sha256": embedder.files.sha256,
            "splitter": SPLITTER_VERSION,
        }
        connection.executemany("INSERT INTO facts VALUES (?, ?)", facts.items())
        for item, whole in zip(incoming, prepared, strict=True):
            _insert(connection, whole, item.origin)


def _insert(connection: sqlite3.Connection, prepared: PreparedArticle, origin: str) -> None:
    article = prepared.article
    row = (
        *(article.id, article.title, article.text, article.source, source_key(article.source)),
        *(article.published, article.published and earliest(article.published), article.url),
        *(article.content_hash, origin),
    )
    number = connection.execute(
        "INSERT INTO articles VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row
    ).lastrowid
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                *(passage.id, number, passage.start, passage.end),
                json.dumps([offset for span in passage.sentences for offset in span]),
                vectors.astype(np.float16).tobytes(),
            )
            for passage, vectors in zip(prepared.passages, prepared.vectors, strict=True)
        ],
    )
