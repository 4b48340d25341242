"""One SQLite file (WAL): a connection that threads share, and transactions. Knows no tables."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from index.article import DatelineError

# SQLite's own limit on bound variables was 999 for long.
_MAX_VARIABLES = 900


class Database:
    """Any number of threads may use it; each read is a statement, each write a transaction.

    Where the folder cannot be written (a read-only medium), it can still be read.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._open_transactions = 0
        self.path = path
        self.read_only = path.exists() and not os.access(path.parent, os.W_OK)
        try:
            self._connection = self._connected()
        except sqlite3.Error as error:
            raise DatelineError(
                f"The catalog {path} cannot be opened: {error}",
                "Check that the folder is writable; if the file is damaged, restore a backup",
            ) from error

    def _connected(self) -> sqlite3.Connection:
        if self.read_only:
            # What no one can change may be read without the files that coordinate writers, but
            # then without what was not yet taken over from the log either.
            log = Path(f"{self.path}-wal")
            if log.exists() and log.stat().st_size:
                raise sqlite3.OperationalError("it was not closed, and the folder is read-only")
            address = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(
                address, uri=True, check_same_thread=False, isolation_level=None
            )
        else:
            connection = sqlite3.connect(
                self.path, check_same_thread=False, timeout=30, isolation_level=None
            )
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return connection

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is executed in the body happens, or nothing; one in another is part of it."""
        with self._lock:
            if self._open_transactions:
                yield self._connection
                return
            self._open_transactions += 1
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                raise DatelineError(f"The catalog could not be written: {error}") from error
            finally:
                self._open_transactions -= 1
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self._lock:
            try:
                return self._connection.execute(query, values).fetchall()
            except UnicodeEncodeError:
                return []  # nothing that is stored has a lone surrogate
            except sqlite3.Error as error:
                raise DatelineError(
                    f"The catalog could not be read: {error}", "See: dateline doctor"
                ) from error

    def one(self, query: str, values: Sequence[Any] = ()) -> Any:
        """First column of the first row, None if there is none."""
        rows = self.rows(query, values)
        return rows[0][0] if rows else None

    def in_parts(self, query: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """Rows of a query with `{}` for the question marks of any number of values."""
        for start in range(0, len(values), _MAX_VARIABLES):
            part = values[start : start + _MAX_VARIABLES]
            yield from self.rows(query.format(",".join("?" * len(part))), part)

    def settle(self) -> None:
        """Take over into the file what is in its log, as far as readers let it."""
        with self._lock, suppress(sqlite3.Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy, whoever reads or writes meanwhile."""
        try:
            with closing(sqlite3.connect(path)) as copy, self._lock:
                self._connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error as error:
            raise DatelineError(f"The catalog could not be copied: {error}") from error

    def faults(self) -> list[str]:
        """What SQLite itself finds wrong with the file; nothing where it is sound."""
        try:
            found = [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check(10)")]
            broken = self._connection.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.Error as error:
            return [str(error)]
        return [line for line in found if line != "ok"] + [
            f"lost reference {row}" for row in broken
        ]
