"""Reading what the screen adds: each addition in a thread of its own, written by the one writer.

All is read by a process of its own, as `dateline add` does, and fetched under the same rules. A
file lies on disk, where only its owner can read it, for as long as it is read.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from assistant.config.settings import Settings
from assistant.server.http.problems import Refusal
from assistant.server.jobs.jobs import Batch, stored_id
from assistant.server.jobs.upload import Addition, Announced, Sent, Stored, announced
from assistant.server.jobs.writer import Writer
from index.core.article import replace_surrogates
from index.core.errors import DatelineError, PublicError
from index.core.text import one_line
from index.library import Library
from index.sources.entry import path_text
from index.sources.parsed_article import (
    FinishedSource,
    ParsedArticle,
    Problem,
    SourceEvent,
    UnchangedSource,
    find_no_stamp,
)
from index.sources.sandbox.files import find_files, read_files
from index.sources.sandbox.sandbox import ReaderSandbox

# Additions that may be under way at once, and those that are remembered.
_MOST = 4
_KEPT = 50
# Articles a step of the writer: a second or two, after which others get their turn. More than for
# jobs, since the archive is opened anew for each of these.
_STEP = 48
_RETRY_SECONDS = 1.0
# Seconds without a byte of a file that was announced.
_PATIENCE = 60.0
# What file systems take, in bytes, with room for what is put before it.
_MAX_NAME = 200
_TOO_MANY = 429
ORIGIN = "upload:"

_log = logging.getLogger(__name__)


class Intake:
    """The additions of one server. Each has its own reader process, made by `make_sandbox`, from
    the moment it has something to read until it ends."""

    def __init__(
        self,
        library: Library,
        writer: Writer,
        settings: Settings,
        patience: float = _PATIENCE,
        make_sandbox: Callable[[], ReaderSandbox] = ReaderSandbox,
    ) -> None:
        self._library = library
        self._writer = writer
        self._settings = settings
        self._patience = patience
        self._make_sandbox = make_sandbox
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._additions: OrderedDict[str, Addition] = OrderedDict()

    def files(self, files: Sequence[Announced]) -> Addition:
        """Begin to add files that will be sent. Raises Refusal where too much is going on."""
        return self._begun(announced(files, self._settings.max_request_bytes))

    def address(self, address: str) -> Addition:
        """Begin to add a page or a feed. Raises Refusal as `files`, PublicError for what is no
        address: whoever uses the screen has no business with the server's own files."""
        from index.ingest.source_set import is_address

        if not is_address(address.strip()):
            raise PublicError("That is no address of a page or a feed", "It begins with https://")
        return self._begun(Addition(address=address.strip()))

    def get(self, addition_id: str) -> Addition | None:
        """An addition by id, None where there is none, or no more."""
        with self._lock:
            return self._additions.get(addition_id)

    @property
    def latest(self) -> Addition | None:
        """The latest addition that is still under way."""
        with self._lock:
            under_way = [one for one in self._additions.values() if not one.progress.ended]
        return under_way[-1] if under_way else None

    def close(self) -> None:
        """Take nothing more, and read nothing more."""
        self._stopping.set()

    def _begun(self, addition: Addition) -> Addition:
        with self._lock:
            if self._stopping.is_set():
                raise Refusal(503, "The server is stopping", retry_after=5)
            known = self._additions.values()
            if sum(not one.progress.ended for one in known) >= _MOST:
                raise Refusal(_TOO_MANY, "Other articles are still being added", retry_after=5)
            self._additions[addition.id] = addition
            ended = [one.id for one in known if one.progress.ended]
            for addition_id in ended[: max(0, len(self._additions) - _KEPT)]:
                del self._additions[addition_id]
        # A daemon, as the writer: a stopping server waits for no site.
        threading.Thread(target=self._run, args=[addition], daemon=True, name="intake").start()
        return addition

    def _run(self, addition: Addition) -> None:
        try:
            with closing(self._reads(addition)) as reads:
                self._add(addition, reads)
        except Refusal as refusal:
            addition.end(f"{refusal.details.detail}. {refusal.details.remedy}".rstrip(". "))
        except DatelineError as error:
            addition.end(str(error))
        except Exception:  # noqa: BLE001 - whoever waits has to hear of it
            _log.exception("Articles could not be added")
            addition.end("Something went wrong that should not have")
        else:
            addition.end()

    def _reads(self, addition: Addition) -> Generator[SourceEvent, None, None]:
        return self._from_address(addition.address) if addition.address else self._sent(addition)

    def _from_address(self, address: str) -> Generator[SourceEvent, None, None]:
        from index.sources.web.fetch import Fetcher
        from index.sources.web.robots import PoliteFetcher
        from index.sources.web.web_reader import read_url

        fetcher = Fetcher(
            allow_private=self._settings.allow_private_addresses,
            user_agent=self._settings.user_agent,
        )
        polite, remembered = PoliteFetcher(fetcher), self._library.find_stamp
        with self._make_sandbox() as sandbox:
            yield from read_url(address, polite, sandbox.read_document, remembered)

    def _sent(self, addition: Addition) -> Generator[SourceEvent, None, None]:
        """What the files hold, as they come."""
        with self._make_sandbox() as sandbox, TemporaryDirectory(prefix="dateline-") as folder:
            while not (addition.is_complete or self._stopping.is_set()):
                sent = addition.next(self._patience)
                if sent is None:
                    return
                place = Path(folder).resolve() / file_name(sent.name)
                place.write_bytes(sent.content)
                try:
                    yield from _named(
                        read_files(find_files([place]), find_no_stamp, sandbox.read), sent, place
                    )
                finally:
                    place.unlink(missing_ok=True)
                addition.finished_file()

    def _add(self, addition: Addition, reads: Iterator[SourceEvent]) -> None:
        part: list[SourceEvent] = []
        for read in reads:
            if self._stopping.is_set():
                raise Refusal(503, "The server is stopping")
            addition.took(read)
            if isinstance(read, ParsedArticle | UnchangedSource) or (
                isinstance(read, FinishedSource) and read.stamp
            ):
                part.append(read)
            if len(part) >= _STEP:
                self._write(addition, part)
                part = []
        if part:
            self._write(addition, part)

    def _write(self, addition: Addition, part: list[SourceEvent]) -> None:
        """Have a part written, when the writer has room for it. Raises Refusal where it cannot."""
        batch = Batch(part)
        while True:
            try:
                self._writer.begin(batch)
                break
            except Refusal as refusal:
                if refusal.details.status != _TOO_MANY or self._stopping.wait(_RETRY_SECONDS):
                    raise
        report = batch.ended.result()
        stored = [self._stored(read) for read in part if isinstance(read, ParsedArticle)]
        addition.wrote(report, stored)

    def _stored(self, incoming: ParsedArticle) -> Stored:
        article = incoming.article
        return Stored(stored_id(self._library, incoming), article.title or article.id)


def file_name(given: str) -> str:
    """The name under which a file that was sent is read: the last part of its path, without what
    a file system would stumble over, never one that leads elsewhere or hides."""
    path = PurePosixPath(
        one_line(replace_surrogates(given)).replace("\\", "/").rsplit("/", 1)[-1].lstrip(".")
    )
    stem = path.stem.encode("utf-8")[: _MAX_NAME - len(path.suffix.encode("utf-8")[:20])]
    suffix = path.suffix if len(path.suffix.encode("utf-8")) <= 20 else ""
    return (stem.decode("utf-8", "ignore").strip() or "unnamed") + suffix


def _named(reads: Iterator[SourceEvent], sent: Sent, place: Path) -> Iterator[SourceEvent]:
    """The same, under the file's own name instead of the place where it lies for the moment.

    Two files of one name are two files unless they are the same: nobody's article is lost because
    another one was called article.pdf, too.
    """
    folder = f"{path_text(place.parent)}/"
    origin = f"{ORIGIN}{place.name}@{sha256(sent.content).hexdigest()[:12]}"
    for read in reads:
        match read:
            case ParsedArticle():
                inner = read.origin.removeprefix(read.container)
                yield replace(read, origin=origin + inner, container=origin, stamp="")
            case Problem():
                yield replace(read, place=read.place.removeprefix(folder))
            case _:
                # Without a stamp: there is no file that could be read again.
                yield FinishedSource(origin, size=read.size)
