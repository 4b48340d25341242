"""Open a connection to a SQLite file. Does not know the tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.storage.sqlite.word_match import has_words


def open_connection(address: str, *settings: str) -> sqlite3.Connection:
    """Connect, apply settings, and check that the file can be read."""
    connection = sqlite3.connect(
        address, uri=True, check_same_thread=False, timeout=30, isolation_level=None
    )
    try:
        for statement in (*settings, "SELECT count(*) FROM sqlite_master"):
            connection.execute(statement).fetchone()
        connection.create_function("has_words", 3, has_words, deterministic=True)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def read_size(path: Path) -> int:
    """Bytes of a file, 0 if there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
