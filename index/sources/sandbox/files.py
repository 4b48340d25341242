"""Files and folders on disk: which are there, and what they hold."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from index.core.paths import CATALOG_FILE
from index.sources.code_version import code_version
from index.sources.entry import Entry, file_entry, path_text
from index.sources.formats.registry import ENDINGS, is_known, read_entry, reader_modules
from index.sources.parsed_article import (
    FinishedSource,
    Problem,
    SourceEvent,
    StampLookup,
    UnchangedSource,
    find_no_stamp,
)

# A file written this short ago may be written again without a new time: clocks of file systems
# are coarse.
_SETTLED_SECONDS = 2.0


def find_files(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """Files to read, in a stable order: each named file, and each folder's files of a known kind.

    Hidden files and folders are passed over in folders; what is missing or of no known kind is a
    Problem where it was named, and silently passed over where it merely lies in a folder.
    """
    for path in paths:
        checked = _checked(path)
        if isinstance(checked, Path) and checked.is_dir():
            yield from _walk(checked)
        else:
            yield checked


def _checked(path: Path) -> Path | Problem:
    """The path, if it is a folder or a file that can be read; else why it is neither."""
    try:
        if path.is_dir():
            return path
        if not path.exists():
            reason = "there is no such file or folder"
        elif not path.is_file():
            reason = "it is not a regular file"
        elif path.suffix.lower() not in ENDINGS:
            reason = f"'{path.suffix}' files cannot be read (only {', '.join(ENDINGS)})"
        else:
            return path
    except OSError as error:
        reason = error.strerror or "it cannot be read"
    return Problem(path_text(path), reason)


def _walk(folder: Path) -> Iterator[Path | Problem]:
    problems: list[Problem] = []

    def note(error: OSError) -> None:
        problems.append(Problem(path_text(error.filename), error.strerror or "it cannot be listed"))

    for place, folders, names in os.walk(folder, onerror=note):
        if CATALOG_FILE in names:
            folders[:] = []  # an archive's own folder holds JSON, too
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and is_known(name):
                yield _checked(Path(place, name))
    yield from problems


def read_path(path: Path) -> Iterator[SourceEvent]:
    """Everything that a file holds, one article in memory at a time."""
    entry = file_entry(path)
    meter = _Meter(entry)
    for read in read_entry(meter.entry):
        yield replace(read, size=meter.advance())


def read_files(
    found: Iterable[Path | Problem],
    remembered: StampLookup = find_no_stamp,
    reader: Callable[[Path], Iterator[SourceEvent]] = read_path,
) -> Iterator[SourceEvent]:
    """Everything that the files hold, and a Finished after each that was read without a loss.

    `remembered` gives the stamp that was kept for a file; one whose stamp is the same still is
    Unchanged, and not opened.
    """
    for item in found:
        if isinstance(item, Problem):
            yield item
            continue
        container, stamp, size = _state(item)
        if stamp and remembered(container) == stamp:
            yield UnchangedSource(container, size=size)
            continue
        whole, taken = True, 0
        for read in reader(item):
            whole = whole and not (isinstance(read, Problem) and read.skipped)
            taken += read.size
            yield read
        if whole:
            yield FinishedSource(container, stamp, max(0, size - taken))


def count_bytes(found: Iterable[Path | Problem]) -> int:
    """Size of all found files together, for a progress bar."""
    return sum(_state(item)[2] for item in found if isinstance(item, Path))


def _state(path: Path) -> tuple[str, str, int]:
    """The file's name for good, a stamp that changes when it does ("" if none can), its size."""
    container = path_text(path.resolve())
    try:
        status = path.stat()
    except OSError:
        return container, "", 0
    if time.time() - status.st_ctime < _SETTLED_SECONDS:
        return container, "", status.st_size
    version = code_version(*reader_modules(path.name))
    parts = (version, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return container, ":".join(map(str, parts)), status.st_size


class _Meter:
    """How far into a file its reader has come, in bytes."""

    def __init__(self, entry: Entry) -> None:
        self._file: BinaryIO | None = None
        self._told = 0
        self._open = entry.open
        self.entry = replace(entry, open=self._opened)

    def _opened(self) -> BinaryIO:
        self._file = self._open()
        return self._file

    def advance(self) -> int:
        """Bytes since the last call; all the rest once the reader has closed the file."""
        file = self._file
        if file is None:
            return 0
        try:
            place = file.tell()
        except (OSError, ValueError, io.UnsupportedOperation):
            return 0
        before, self._told = self._told, max(self._told, place)
        return self._told - before
