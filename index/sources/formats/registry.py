"""The reader of each ending: one table for files of articles, one for files that hold files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats import (
    csv,
    docx,
    eml,
    gz,
    json,
    jsonl,
    markdown,
    pdf,
    txt,
    warc,
    wire,
    xml,
    zip,  # noqa: A004
)
from index.sources.html import page
from index.sources.parsed_article import Problem, SourceEvent

# A reader raises DatelineError if the whole entry is useless.
READERS: dict[str, Callable[[Entry], Iterator[SourceEvent]]] = {
    ".txt": txt.read,
    ".tst": wire.read,
    ".anpa": wire.read,
    ".iptc": wire.read,
    ".md": markdown.read,
    ".jsonl": jsonl.read,
    ".json": json.read,
    ".csv": csv.read,
    ".tsv": csv.read,
    ".pdf": pdf.read,
    ".docx": docx.read,
    ".html": page.read,
    ".htm": page.read,
    ".eml": eml.read,
    ".xml": xml.read,
    ".warc": warc.read,
}
CONTAINERS: dict[str, Callable[[Entry], Iterator[Entry | Problem]]] = {
    ".gz": gz.read,
    ".zip": zip.read,
}
ENDINGS = (*READERS, *CONTAINERS)
# Members of an unknown kind are left out here, as in a folder.
_FOLDERS = (".zip",)
# A compressed file in an archive; an archive in an archive is a bomb or a backup.
_MAX_DEPTH = 2


def is_known(name: str) -> bool:
    """Whether a file of that name can be read; for a compressed file, the file in it."""
    path = PurePosixPath(name)
    if path.suffix.lower() == ".gz":
        return PurePosixPath(path.stem).suffix.lower() in READERS
    return path.suffix.lower() in ENDINGS


def reader_modules(name: str) -> tuple[str, ...]:
    """The modules that read a file of that name: of an archive, the readers of all endings."""
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    if suffix in _FOLDERS:
        return (__name__,)
    if suffix in CONTAINERS:
        return (CONTAINERS[suffix].__module__, *reader_modules(path.stem))
    return (READERS[suffix].__module__,) if suffix in READERS else ()


def read_entry(entry: Entry, depth: int = 0) -> Iterator[SourceEvent]:
    """Read an entry; what is useless gives a Problem."""
    try:
        if entry.suffix in CONTAINERS:
            yield from _read_container(entry, depth)
        elif entry.suffix in READERS:
            yield from READERS[entry.suffix](entry)
        else:
            raise DatelineError(
                f"'{entry.suffix}' files cannot be read (only {', '.join(ENDINGS)})"
            )
    except DatelineError as error:
        yield Problem(entry.place, str(error))
    except OSError as error:
        yield Problem(entry.place, error.strerror or "it cannot be read")


def _read_container(entry: Entry, depth: int) -> Iterator[SourceEvent]:
    if depth == _MAX_DEPTH:
        raise DatelineError("it is nested in too many archives")
    for inner in CONTAINERS[entry.suffix](entry):
        if isinstance(inner, Problem):
            yield inner
        elif entry.suffix not in _FOLDERS or is_known(inner.name):
            yield from read_entry(inner, depth + 1)
