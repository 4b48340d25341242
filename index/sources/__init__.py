"""Where articles come from: files and folders of several formats, read as a stream.

The table `READERS` chooses a reader by the file's ending. A reader yields an `Incoming` for every
article and a `Problem` for whatever it could not use, and goes on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from index.article import DatelineError
from index.sources import jsonl, markdown, plain
from index.sources.incoming import Incoming, Problem, Read, path_text

__all__ = ["READERS", "Incoming", "Problem", "Read", "find_files", "read_files", "total_bytes"]

READERS: dict[str, Callable[[Path], Iterator[Read]]] = {
    ".txt": plain.read,
    ".md": markdown.read,
    ".jsonl": jsonl.read,
}


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
        elif path.suffix.lower() not in READERS:
            reason = f"'{path.suffix}' files cannot be read (only {', '.join(READERS)})"
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
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in READERS:
                yield _checked(Path(place, name))
    yield from problems


def read_files(found: Iterable[Path | Problem]) -> Iterator[Read]:
    """Everything that the files hold, one article in memory at a time."""
    for item in found:
        if isinstance(item, Problem):
            yield item
            continue
        try:
            yield from READERS[item.suffix.lower()](item)
        except DatelineError as error:
            yield Problem(path_text(item), str(error))
        except OSError as error:
            yield Problem(path_text(item), error.strerror or "it cannot be read")


def total_bytes(found: Iterable[Path | Problem]) -> int:
    """Size of all found files together, for a progress bar."""
    return sum(item.stat().st_size for item in found if isinstance(item, Path) and item.exists())
