"""The sandbox: a separate process reads, so that no content can hang, crash or fill the program.

It reads files and documents from addresses. Formats are left to the process (see `worker`), and
fetching to `web`.
"""

from __future__ import annotations

import base64
import os
import subprocess
import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from multiprocessing import Pipe
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import Self

from index.core.errors import DatelineError, PublicError
from index.core.subprocess_module import build_command, build_environment
from index.sources.address import display_url
from index.sources.entry import path_text
from index.sources.feeds.feed_items import FeedItems
from index.sources.parsed_article import Problem, Progress, SourceEvent
from index.sources.sandbox.crop import PageCrop
from index.sources.sandbox.request import (
    CropRequest,
    Document,
    DocumentRequest,
    FileRequest,
    Request,
    StartedMember,
)
from index.sources.sandbox.transfer import MAX_BYTES, Message, decode

Event = SourceEvent | FeedItems | PageCrop

SECONDS = 60.0
# A reader that reports progress may take as long for one article: of 200 scanned pages, say.
_LONGEST_SECONDS = 3_600.0
MEMORY_BYTES = 4_000_000_000
# Many times what an interpreter needs to start on a busy machine.
_START_SECONDS = 60.0
# Members of an archive that may each end a reader process before the rest is given up.
MAX_LOST_MEMBERS = 10


class ReaderSandbox:
    """Reads files and documents, one after the other, in a reader process that starts on demand.

    The process ends if it yields nothing for `seconds`; it may use `memory` bytes. Use the sandbox
    as a context: leaving it ends the process. Only one thread at a time may use it.
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY_BYTES) -> None:
        self._seconds = seconds
        self._memory = memory
        self._reader: _Reader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The id of the reader process, None if there is none."""
        return None if self._reader is None else self._reader.pid

    def read(self, path: Path) -> Iterator[SourceEvent]:
        """Read a file as `read_path` does, with one article in memory at a time.

        If a member of an archive ends the reader process, another one reads the members behind it.
        Raises DatelineError only if no reader process can be started.
        """
        place, first = path_text(path), 0
        for _ in range(MAX_LOST_MEMBERS):
            with closing(self._ask(FileRequest(os.fspath(path), first), place)) as events:
                yield from (one for one in events if not isinstance(one, FeedItems | PageCrop))
            lost = self._reader.lost_member if self._reader else None
            if lost is None:
                return
            first = lost + 1
        reason = f"{MAX_LOST_MEMBERS} of its files cannot be read, so the rest was not read"
        yield Problem(place, reason)

    def read_document(self, document: Document) -> Iterator[SourceEvent | FeedItems]:
        """Read a document as the function of that name does.

        Meanwhile its content lies in a file that only its owner can read. Raises DatelineError if
        that file cannot be written or no reader process can be started.
        """
        content, response = document.response.content, document.response
        document = replace(document, response=replace(response, content=b""))
        with _write_temporary_file(content) as path:
            request = DocumentRequest(document, os.fspath(path))
            with closing(self._ask(request, display_url(document.url))) as events:
                yield from (event for event in events if not isinstance(event, PageCrop))

    def cut_out(self, request: CropRequest) -> bytes:
        """Cut lines out of a scan, as PNG. Raises DatelineError if they cannot be shown."""
        for event in self._ask(request, request.image.path):
            if isinstance(event, PageCrop):
                return base64.b64decode(event.content)
            if isinstance(event, Problem):
                raise DatelineError(event.reason)
        raise DatelineError("the page cannot be shown")

    def _ask(self, request: Request, place: str) -> Generator[Event, None, None]:
        if self._reader is None or not self._reader.is_idle:
            self.close()
            self._reader = _Reader(self._memory)
        reader = self._reader
        try:
            yield from reader.read(request, place, self._seconds)
        finally:
            # If the caller stops early, the remaining events must not reach the next request.
            if not reader.is_idle:
                reader.end()

    def close(self) -> None:
        """End the reader process, if there is one."""
        if self._reader is not None:
            self._reader.end()
        self._reader = None


class _Reader:
    """One reader process and the connection to it."""

    def __init__(self, memory: int) -> None:
        self._connection, theirs = Pipe()
        # It carries no data. The process ends once our end closes, however this program ends.
        their_lifeline, lifeline = os.pipe()
        self._lifeline: int | None = lifeline
        self._process: subprocess.Popen[bytes] | None = None
        self._waits = False
        self._member: int | None = None
        try:
            with theirs, os.fdopen(their_lifeline, "rb"):
                self._process = _start(theirs.fileno(), their_lifeline, memory)
            self._waits = self._connection.poll(_START_SECONDS) and self._receive() is True
        except (EOFError, OSError, ValueError) as error:
            self.end()
            raise DatelineError("the process that reads files cannot be started") from error

    @property
    def pid(self) -> int | None:
        """The id of the process, None after its end."""
        return None if self._process is None else self._process.pid

    @property
    def is_idle(self) -> bool:
        """Whether the process waits for a request."""
        return self._waits and self._process is not None and self._process.poll() is None

    @property
    def lost_member(self) -> int | None:
        """The number of the member in which the process came to its end, None if it did not, or
        if it read something else than an archive."""
        return None if self.is_idle else self._member

    def read(self, request: Request, place: str, seconds: float) -> Iterator[Event]:
        """Yield the events of a request, and a last Problem if the process hangs or crashes."""
        self._waits, self._member = False, None
        end = time.monotonic() + _LONGEST_SECONDS
        try:
            self._connection.send(request)
            while self._connection.poll(seconds) and time.monotonic() < end:
                message = self._receive()
                if isinstance(message, bool):
                    self._waits = message
                    return
                if isinstance(message, StartedMember):
                    self._member, place = message.number, message.place
                elif not isinstance(message, Progress):
                    end = time.monotonic() + _LONGEST_SECONDS
                    yield message
            fault = f"reading it took longer than {seconds:g} s"
        # An invalid message counts as a crash.
        except (EOFError, OSError, ValueError):
            fault = "its reader crashed"
        yield Problem(place, fault)

    def _receive(self) -> Message:
        return decode(self._connection.recv_bytes(MAX_BYTES))

    def end(self) -> None:
        """End the process at once. Calling this twice is harmless."""
        self._connection.close()
        if self._lifeline is not None:
            os.close(self._lifeline)
            self._lifeline = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def _write_temporary_file(content: bytes) -> Iterator[Path]:
    """A temporary file that only its owner can read. It is deleted after the block."""
    try:
        with NamedTemporaryFile(prefix="dateline-", delete=False) as file:
            path = Path(file.name)
            file.write(content)
    except OSError as error:
        raise refuse_temporary_file(error) from error
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def refuse_temporary_file(error: OSError) -> PublicError:
    """Why a temporary file cannot be written, without the name of its folder."""
    return PublicError(f"the folder for temporary files cannot be written ({error.strerror})")


def _start(connection: int, lifeline: int, memory: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        build_command("index.sources.sandbox.worker", str(connection), str(lifeline), str(memory)),
        pass_fds=(connection, lifeline),
        env=build_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Ctrl-C reaches only the program, which then ends its reader.
        start_new_session=True,
    )
