"""The process that reads for `sandbox`: whatever happens to it, the program goes on.

Started with the numbers of a connection and of a lifeline, and the bytes of memory it may have. It
says True once it is ready; then, for each request that comes, what its reader yields and whether it
can take another one.
"""

from __future__ import annotations

import fcntl
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from index.core.errors import DatelineError
from index.sources.address import display_url
from index.sources.entry import path_text
from index.sources.feeds.feed_items import FeedItems
from index.sources.parsed_article import Problem, SourceEvent
from index.sources.sandbox.files import read_path
from index.sources.sandbox.request import DocumentRequest, FileRequest, Request
from index.sources.sandbox.transfer import encode


def main(arguments: list[str]) -> None:
    """Read until the other end of the connection is closed."""
    connection, lifeline, memory = Connection(int(arguments[0])), *map(int, arguments[1:])
    _end_with(lifeline)
    _limit(memory)
    connection.send_bytes(encode(True))
    # The other process may go at any time.
    with suppress(EOFError, OSError):
        while True:
            connection.send_bytes(encode(_serve(connection, connection.recv())))


def _serve(connection: Connection, request: Request) -> bool:
    """Say all that was asked for. False where the process should read nothing else."""
    try:
        for read in _reads(request):
            connection.send_bytes(encode(read))
    except ConnectionError:
        raise
    except MemoryError:
        reason = "it needs too much memory to read"
    except DatelineError as error:
        reason = str(error)
    # The one place where all is caught: one must not end the reading of the others.
    except Exception as error:  # noqa: BLE001
        reason = f"it cannot be read ({type(error).__name__})"
    else:
        return True
    connection.send_bytes(encode(Problem(_place(request), reason)))
    return False


def _reads(request: Request) -> Iterator[SourceEvent | FeedItems]:
    match request:
        case FileRequest():
            return read_path(Path(request.path))
        case DocumentRequest():
            # Loaded when it is needed: most readers read files.
            from index.sources.sandbox.document import read_document

            response = request.document.response
            response = replace(response, content=Path(request.path).read_bytes())
            return read_document(replace(request.document, response=response))


def _place(request: Request) -> str:
    match request:
        case FileRequest():
            return path_text(request.path)
        case DocumentRequest():
            return display_url(request.document.url)


def _end_with(lifeline: int) -> None:
    """Have the system end this process as soon as the lifeline's other end is gone.

    A signal, not a thread that waits for it: a thread would never run while C code holds the
    interpreter, and a file that hangs would leave an orphan behind. SIGIO ends a process unless it
    is handled.
    """
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)


def _limit(memory: int) -> None:
    """No more than this memory, and no core dump: some systems know neither limit."""
    for limit, size in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):
            hard = resource.getrlimit(limit)[1]
            allowed = size if hard == resource.RLIM_INFINITY else min(size, hard)
            resource.setrlimit(limit, (allowed, hard))


if __name__ == "__main__":
    main(sys.argv[1:])
