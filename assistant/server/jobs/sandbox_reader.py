"""Reads what people add, files and addresses, in a reader process with limits, as `dateline add`.

Pages and feeds are fetched under the same rules. A file lies on disk, readable only by its owner,
while it is being read.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING

from assistant.server.http.problems import Refusal
from assistant.server.jobs.upload import Sent, Upload
from index.core.article import replace_surrogates
from index.core.text import one_line
from index.sources.entry import path_text
from index.sources.parsed_article import (
    FinishedSource,
    ParsedArticle,
    Problem,
    PublisherNotice,
    SourceEvent,
    StampLookup,
    find_no_stamp,
)
from index.sources.sandbox.files import find_files, read_files
from index.sources.sandbox.sandbox import ReaderSandbox, refuse_temporary_file

if TYPE_CHECKING:
    from index.sources.web.fetch import Fetcher

# Seconds to wait for a file that was announced.
_PATIENCE = 60.0
# What file systems take, in bytes, with room for a prefix.
_MAX_NAME = 200
_MAX_SUFFIX = 20
ORIGIN = "upload:"

Events = Generator[SourceEvent, None, None]


class SandboxReader:
    """Reads for the jobs of a server; each reading has a reader process of `make_sandbox`."""

    def __init__(
        self,
        fetcher: Fetcher,
        make_sandbox: Callable[[], ReaderSandbox] = ReaderSandbox,
        patience: float = _PATIENCE,
    ) -> None:
        self._fetcher = fetcher
        self._make_guard = make_sandbox
        self._patience = patience

    def read_address(self, address: str, remembered: StampLookup) -> Events:
        """Read a page or a feed."""
        from index.sources.web.robots import PoliteFetcher
        from index.sources.web.web_reader import read_url

        polite = PoliteFetcher(self._fetcher)
        with self._make_guard() as sandbox:
            yield from read_url(address, polite, sandbox.read_document, remembered)

    def read_files(self, upload: Upload, stopping: Event) -> Events:
        """Read files as they come, until all are read or one does not come in time.

        Raises Refusal if the server is `stopping`.
        """
        with self._make_guard() as sandbox, _open_folder() as folder:
            while not upload.is_complete:
                if stopping.is_set():
                    raise Refusal(503, "The server is stopping")
                file = upload.take(self._patience)
                if file is None:
                    return
                yield from _read_file(file, Path(folder).resolve(), sandbox)
                upload.finished += 1


def _open_folder() -> TemporaryDirectory[str]:
    """A folder for files. Raises PublicError if none can be made."""
    try:
        return TemporaryDirectory(prefix="dateline-")
    except OSError as error:
        raise refuse_temporary_file(error) from error


def _read_file(file: Sent, folder: Path, sandbox: ReaderSandbox) -> Events:
    """Read a file, which lies in the folder meanwhile."""
    place = folder / choose_file_name(file.name)
    try:
        try:
            place.write_bytes(file.content)
        except OSError as error:
            # The disk is full. The next file may be smaller, or find more room.
            yield Problem(place.name, refuse_temporary_file(error).message)
            return
        events = read_files(find_files([place]), find_no_stamp, sandbox.read)
        yield from _rename(events, file, place)
    finally:
        place.unlink(missing_ok=True)


def choose_file_name(name: str) -> str:
    """Choose a safe name for a file: the last part of its path, printable, not hidden, not too
    long, never one that leads to another folder."""
    path = PurePosixPath(
        one_line(replace_surrogates(name)).replace("\\", "/").rsplit("/", 1)[-1].lstrip(".")
    )
    stem = path.stem.encode("utf-8")[: _MAX_NAME - len(path.suffix.encode("utf-8")[:_MAX_SUFFIX])]
    suffix = path.suffix if len(path.suffix.encode("utf-8")) <= _MAX_SUFFIX else ""
    return (stem.decode("utf-8", "ignore").strip() or "unnamed") + suffix


def _rename(events: Iterator[SourceEvent], file: Sent, place: Path) -> Events:
    """Replace the temporary place in what was read by the file's own name.

    The origin has a hash of the content: two files of one name are two sources unless they are the
    same, so a second article.pdf replaces nothing.
    """
    folder = f"{path_text(place.parent)}/"
    origin = f"{ORIGIN}{place.name}@{sha256(file.content).hexdigest()[:12]}"
    for event in events:
        match event:
            case ParsedArticle():
                inner = event.origin.removeprefix(event.container)
                scan = event.scan and event.scan.without_files()
                yield replace(event, origin=origin + inner, container=origin, stamp="", scan=scan)
            case PublisherNotice():
                place_name = event.place.removeprefix(folder)
                yield replace(event, place=place_name, container=origin)
            case Problem():
                yield replace(event, place=event.place.removeprefix(folder))
            case _:
                # Without a stamp: there is no file that could be read again.
                yield FinishedSource(origin, size=event.size)
