"""Reading in a process of its own: what is read cannot hang the program, crash it or fill memory.

Files and what came from addresses alike. Knows nothing of formats: see `worker` for what that
process does. Nothing is fetched here.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from multiprocessing import Pipe
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import Self

from index.core.errors import DatelineError
from index.core.subprocess_module import command, environment
from index.sources.address import display_url
from index.sources.entry import path_text
from index.sources.feeds.feed_items import FeedItems
from index.sources.parsed_article import Problem, SourceEvent
from index.sources.sandbox.request import Document, DocumentRequest, FileRequest, Request
from index.sources.sandbox.transfer import MAX_BYTES, Message, decode

SECONDS = 60.0
MEMORY_BYTES = 4_000_000_000
# Many times what an interpreter needs to start on a busy machine.
_START_SECONDS = 60.0


class ReaderSandbox:
    """Reads one thing after the other in a reader process, started when it is needed.

    A reader that gives nothing for `seconds` is ended; it may take `memory` bytes. Use it as a
    context: leaving it ends the process. For one thread at a time.
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
        """The reader process that waits for a request or reads; None while there is none."""
        return None if self._reader is None else self._reader.pid

    def read(self, path: Path) -> Iterator[SourceEvent]:
        """Everything that a file holds, like `read_path`, one article in memory at a time.

        Raises DatelineError only where no reader process can be started.
        """
        with closing(self._ask(FileRequest(os.fspath(path)), path_text(path))) as reads:
            yield from (read for read in reads if not isinstance(read, FeedItems))

    def read_document(self, document: Document) -> Iterator[SourceEvent | FeedItems]:
        """Everything that a document holds, like the function of that name.

        It lies on disk for so long, where only its owner can read it. Raises DatelineError where it
        cannot be written there, or no reader process can be started.
        """
        content, response = document.response.content, document.response
        document = replace(document, response=replace(response, content=b""))
        with _lying(content) as path:
            request = DocumentRequest(document, os.fspath(path))
            with closing(self._ask(request, display_url(document.url))) as reads:
                yield from reads

    def _ask(self, request: Request, place: str) -> Generator[SourceEvent | FeedItems, None, None]:
        if self._reader is None or not self._reader.is_idle:
            self.close()
            self._reader = _Reader(self._memory)
        reader = self._reader
        try:
            yield from reader.read(request, place, self._seconds)
        finally:
            # Also where the caller wants no more of this one: the rest must not reach the next.
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
        # It carries nothing: the process ends once our end of it is closed, however we end.
        held, lifeline = os.pipe()
        self._lifeline: int | None = lifeline
        self._process: subprocess.Popen[bytes] | None = None
        self._waits = False
        try:
            with theirs, os.fdopen(held, "rb"):
                self._process = _start(theirs.fileno(), held, memory)
            self._waits = self._connection.poll(_START_SECONDS) and self._receive() is True
        except (EOFError, OSError, ValueError) as error:
            self.end()
            raise DatelineError("the process that reads files cannot be started") from error

    @property
    def pid(self) -> int | None:
        """The process, None once it was ended."""
        return None if self._process is None else self._process.pid

    @property
    def is_idle(self) -> bool:
        """Whether it waits for a request."""
        return self._waits and self._process is not None and self._process.poll() is None

    def read(
        self, request: Request, place: str, seconds: float
    ) -> Iterator[SourceEvent | FeedItems]:
        """What the process says of a request; a last Problem where it gives up or breaks down."""
        self._waits = False
        try:
            self._connection.send(request)
            while self._connection.poll(seconds):
                message = self._receive()
                if isinstance(message, bool):
                    self._waits = message
                    return
                yield message
            fault = f"reading it took longer than {seconds:g} s"
        # A reader that says what it cannot say is as good as crashed.
        except (EOFError, OSError, ValueError):
            fault = "its reader crashed"
        yield Problem(place, fault)

    def _receive(self) -> Message:
        return decode(self._connection.recv_bytes(MAX_BYTES))

    def end(self) -> None:
        """End the process, whatever it does. Doing so twice is harmless."""
        self._connection.close()
        if self._lifeline is not None:
            os.close(self._lifeline)
            self._lifeline = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def _lying(content: bytes) -> Iterator[Path]:
    """A file of such content, which only its owner can read, to the end of the block."""
    try:
        with NamedTemporaryFile(prefix="dateline-", delete=False) as file:
            path = Path(file.name)
            file.write(content)
    except OSError as error:
        raise DatelineError(
            f"the folder for temporary files cannot be written ({error.strerror})"
        ) from error
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _start(connection: int, lifeline: int, memory: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command("index.sources.sandbox.worker", str(connection), str(lifeline), str(memory)),
        pass_fds=(connection, lifeline),
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Ctrl-C is for the program: it decides what becomes of its reader.
        start_new_session=True,
    )
