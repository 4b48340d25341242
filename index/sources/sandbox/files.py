"""Files and folders on disk: finding them, and reading those that have changed."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from index.core.article import digest
from index.core.paths import CATALOG_FILE
from index.sources.code_version import code_version
from index.sources.entry import Entry, file_entry, path_text
from index.sources.formats.registry import (
    ALL_MEMBERS,
    ENDINGS,
    PICTURES,
    MemberWalk,
    is_known,
    may_be_scanned,
    read_entry,
    reader_modules,
)
from index.sources.ocr.tesseract import describe_tesseract
from index.sources.parsed_article import (
    FinishedSource,
    Problem,
    Progress,
    SourceEvent,
    StampLookup,
    UnchangedSource,
    find_no_stamp,
)

# A file that was written less than this ago may change again without a new time, since the clocks
# of file systems are coarse.
_SETTLED_SECONDS = 2.0
_OUTSIDE = "it is a link to a file outside the folder. To add that file, name it"


def find_files(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """Find files in a stable order: each named file, and the files of a known kind in each folder.

    Folders are searched without hidden files and folders. A named file that is missing or of an
    unknown kind is a Problem; files of an unknown kind in a folder are left out. A link in a folder
    to a file outside of it is a Problem, too: whoever may write there chooses what it shows.
    """
    for path in paths:
        checked = _check_path(path)
        if isinstance(checked, Path) and checked.is_dir():
            yield from _walk(checked)
        else:
            yield checked


def _check_path(path: Path) -> Path | Problem:
    """The path if it is a folder or a readable file, else the reason why it is neither."""
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
    real_folder = folder.resolve()

    def note(error: OSError) -> None:
        problems.append(Problem(path_text(error.filename), error.strerror or "it cannot be listed"))

    for place, folders, names in os.walk(folder, onerror=note):
        if CATALOG_FILE in names:
            folders[:] = []  # the archive's own folder, which also holds JSON
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # A browser keeps the pictures of a saved page in such a folder.
        of_page = place.endswith("_files")
        for name in sorted(names):
            if of_page and name.lower().endswith(PICTURES):
                continue
            if not name.startswith(".") and is_known(name):
                yield _check_link(_check_path(Path(place, name)), real_folder)
    yield from problems


def _check_link(found: Path | Problem, folder: Path) -> Path | Problem:
    """What was found, or the reason why it is not read if it leads out of the folder."""
    if isinstance(found, Path) and not found.resolve().is_relative_to(folder):
        return Problem(path_text(found), _OUTSIDE)
    return found


def read_path(path: Path, walk: MemberWalk = ALL_MEMBERS) -> Iterator[SourceEvent]:
    """Read a file, with one article in memory at a time."""
    entry = file_entry(path)
    meter = _Meter(entry)
    for event in read_entry(meter.entry, walk):
        yield replace(event, size=meter.advance())


def read_files(
    paths: Iterable[Path | Problem],
    find_stamp: StampLookup = find_no_stamp,
    reader: Callable[[Path], Iterator[SourceEvent]] = read_path,
) -> Iterator[SourceEvent]:
    """Read files, and yield a FinishedSource after each that was read without a loss.

    A file is not opened if `find_stamp` returns its present stamp; it gives an UnchangedSource.
    """
    for item in paths:
        if isinstance(item, Problem):
            yield item
            continue
        container, stamp, size = _read_state(item)
        if stamp and find_stamp(container) == stamp:
            yield UnchangedSource(container, size=size)
            continue
        is_whole, bytes_read = True, 0
        for event in reader(item):
            if isinstance(event, Progress):
                continue
            is_whole = is_whole and not (isinstance(event, Problem) and event.skipped)
            bytes_read += event.size
            yield event
        if is_whole:
            yield FinishedSource(container, stamp, max(0, size - bytes_read))


def count_bytes(paths: Iterable[Path | Problem]) -> int:
    """The size of all files together, for a progress bar."""
    return sum(_read_state(item)[2] for item in paths if isinstance(item, Path))


def _read_state(path: Path) -> tuple[str, str, int]:
    """The file's permanent name, its stamp ("" if it changed a moment ago), and its size.

    The stamp changes if the file or the code of its reader does, or the program that reads scans.
    """
    container = path_text(path.resolve())
    try:
        status = path.stat()
    except OSError:
        return container, "", 0
    if time.time() - status.st_ctime < _SETTLED_SECONDS:
        return container, "", status.st_size
    version = code_version(*reader_modules(path.name))
    if may_be_scanned(path.name):
        version += digest(describe_tesseract())[:8]
    parts = (version, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return container, ":".join(map(str, parts)), status.st_size


class _Meter:
    """Measures how many bytes of a file its reader has read."""

    def __init__(self, entry: Entry) -> None:
        self._file: BinaryIO | None = None
        self._reported = 0
        self._open = entry.open
        self.entry = replace(entry, open=self._open_file)

    def _open_file(self) -> BinaryIO:
        self._file = self._open()
        return self._file

    def advance(self) -> int:
        """Return the bytes that were read since the last call."""
        file = self._file
        if file is None:
            return 0
        try:
            place = file.tell()
        except (OSError, ValueError, io.UnsupportedOperation):
            return 0
        before, self._reported = self._reported, max(self._reported, place)
        return self._reported - before
