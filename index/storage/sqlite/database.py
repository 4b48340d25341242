"""One SQLite file (WAL): a connection that threads share, transactions, cached surveys.

Does not know the tables.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from index.core.errors import DatelineError
from index.storage.sqlite.connection import open_connection, read_size
from index.storage.sqlite.file_identity import FileIdentity

# Older versions of SQLite allow 999 bound variables.
_MAX_VARIABLES = 900
# Pages that a growing archive reads and writes repeatedly stay in memory: 32 MB (with SQLite's
# default of 2 MB, adding is a tenth slower), and 16 MB of log before they are merged.
_CACHE_SETTINGS = ("PRAGMA cache_size=-32768", "PRAGMA wal_autocheckpoint=4000")
_NOT_WRITTEN = "The catalog could not be written"
# The most rows of all cached surveys together: some ten megabytes.
_MAX_CACHED_ROWS = 50_000


class Database:
    """Safe to use from any number of threads; each read is a statement, each write a transaction.

    A file that cannot be written (a read-only medium, another user's folder, a full disk) can
    still be read: then `read_only` is set.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._open_transactions = 0
        self.path = path
        self.read_only = path.exists() and not os.access(path.parent, os.W_OK)
        self._read_only_reason = "its folder is read-only" if self.read_only else ""
        # The rows of surveys, and the state of the file in which they were read.
        self._cache: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
        self._cached_state: tuple[int, ...] = ()
        # The state of the file when it was opened as immutable; None if it was not.
        self._immutable_state: tuple[int, ...] | None = None
        try:
            self._connection = self._connect()
            self._file = FileIdentity(path)
        except sqlite3.Error as error:
            raise DatelineError(
                f"The catalog {path} cannot be opened: {error}",
                "Check that the folder is writable and its disk not full; if the file is damaged,"
                " restore a backup",
            ) from error

    def _connect(self) -> sqlite3.Connection:
        if self.read_only:
            return self._open_readable()
        try:
            return self._open_writable()
        except sqlite3.OperationalError as error:
            if not self.path.exists() or self.path.stat().st_size == 0:
                raise
            connection = self._open_readable()
            self.read_only, self._read_only_reason = True, str(error)
            return connection

    def _open_writable(self) -> sqlite3.Connection:
        return open_connection(
            self.path.absolute().as_uri(),
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "PRAGMA foreign_keys=ON",
            *_CACHE_SETTINGS,
        )

    def _open_readable(self) -> sqlite3.Connection:
        address = f"{self.path.absolute().as_uri()}?mode=ro"
        unmerged = read_size(Path(f"{self.path}-wal"))
        if Path(f"{self.path}-shm").exists():
            # Another process has it open, or did not close it: the log counts.
            self._immutable_state = None
            try:
                return open_connection(address)
            except sqlite3.OperationalError:
                if unmerged:
                    raise
        elif unmerged:
            raise sqlite3.OperationalError("it was not closed, and cannot be written")
        # A file that no process has open can be read without the files that coordinate processes.
        self._immutable_state = self._file_state()
        return open_connection(f"{address}&immutable=1")

    def _file_state(self) -> tuple[int, ...]:
        status = self.path.stat()
        log = read_size(Path(f"{self.path}-wal"))
        return status.st_mtime_ns, status.st_size, status.st_ino, log

    def _refresh(self) -> None:
        """Reopen an immutable file if it has changed."""
        if self._immutable_state is None:
            self._file.check()
        elif self._immutable_state != self._file_state():
            connection = self._open_readable()
            self._connection.close()
            self._connection = connection
            self._file = FileIdentity(self.path)
            self._cache.clear()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run the statements of the body all or not at all. A nested one joins the outer one."""
        with self._lock:
            if self._open_transactions:
                yield self._connection
                return
            if self.read_only:
                raise DatelineError(f"{_NOT_WRITTEN}: {self._read_only_reason}", self._remedy())
            self._file.check()
            self._open_transactions += 1
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                raise DatelineError(f"{_NOT_WRITTEN}: {error}", self._remedy()) from error
            finally:
                self._open_transactions -= 1
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                    self._cache.clear()  # SQLite still counts the undone changes

    def _remedy(self) -> str:
        return f"Check the disk of {self.path.parent}: is there free space, and may it be written?"

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self._lock:
            try:
                self._refresh()
                return self._connection.execute(query, values).fetchall()
            except UnicodeEncodeError:
                return []  # nothing stored has a lone surrogate
            except (sqlite3.Error, OSError) as error:
                raise DatelineError(
                    f"The catalog could not be read: {error}", "See: dateline doctor"
                ) from error

    def one(self, query: str, values: Sequence[Any] = ()) -> Any:
        """The first column of the first row, None if there is none."""
        rows = self.rows(query, values)
        return rows[0][0] if rows else None

    def survey(self, query: str, values: Sequence[Any] = ()) -> Sequence[tuple[Any, ...]]:
        """All rows of a query that scans much of the file. They are cached until this or another
        process writes."""
        key = (query, *values)
        with self._lock:
            self._forget_if_changed()
            result = self._cache.get(key)
            if result is None:
                result = self._cache[key] = self.rows(query, values)
                while sum(1 + len(rows) for rows in self._cache.values()) > _MAX_CACHED_ROWS:
                    del self._cache[next(iter(self._cache))]
            return result

    def _forget_if_changed(self) -> None:
        """Other processes' writes raise the one number, our own the other."""
        ((others,),) = self.rows("PRAGMA data_version")
        state = (others, self._connection.total_changes)
        if state != self._cached_state:
            self._cache.clear()
            self._cached_state = state

    def select_in_parts(
        self, query: str, values: Sequence[Any], before: Sequence[Any] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of a query with `{}` for the question marks of any number of values.

        The question marks of the few values `before` come first.
        """
        most = max(100, _MAX_VARIABLES - len(before))
        for start in range(0, len(values), most):
            part = values[start : start + most]
            yield from self.rows(query.format(",".join("?" * len(part))), [*before, *part])

    def checkpoint(self) -> None:
        """Merge the log into the file, as far as readers allow it."""
        with self._lock, suppress(sqlite3.Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def erase_deleted(self) -> None:
        """Write the file and its log anew, without what was deleted.

        Takes as long as copying the file, and its size on the disk once more. Raises DatelineError
        if there is no room, or a reader does not let go of the log.
        """
        with self._lock:
            self._file.check()
            try:
                self._connection.execute("VACUUM")
                busy, *_ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.Error as error:
                raise DatelineError(f"{_NOT_WRITTEN}: {error}", self._remedy()) from error
        if busy:
            raise DatelineError(
                "Another process reads an earlier state of the catalog", "Try again"
            )

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy while others read or write. Raises OSError if the disk of the
        copy is full."""
        self._file.check()
        try:
            with closing(sqlite3.connect(path)) as copy, self._lock:
                self._connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from error
            raise DatelineError(f"The catalog could not be copied: {error}") from error

    def find_faults(self) -> list[str]:
        """The faults that SQLite finds in the file; none if it is sound."""
        try:
            lines = [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check(10)")]
            lost = self._connection.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.Error as error:
            return [str(error)]
        return [line for line in lines if line != "ok"] + [f"lost reference {row}" for row in lost]
