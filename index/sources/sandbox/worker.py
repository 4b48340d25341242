"""The reader process of the sandbox. Whatever happens to it, the program continues.

Its arguments are the file descriptors of a connection and of a lifeline, and a limit of memory in
bytes. It sends True once it is ready. For each request it sends the events of the reader, then True
if it can take another request, else False.
"""

from __future__ import annotations

import fcntl
import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from index.core.errors import DatelineError
from index.sources.address import display_url
from index.sources.entry import path_text
from index.sources.feeds.feed_items import FeedItems
from index.sources.formats.registry import MemberWalk
from index.sources.parsed_article import Problem, SourceEvent
from index.sources.sandbox.crop import PageCrop, cut_out
from index.sources.sandbox.files import read_path
from index.sources.sandbox.request import (
    CropRequest,
    DocumentRequest,
    FileRequest,
    Request,
    StartedMember,
)
from index.sources.sandbox.transfer import encode


def main(arguments: list[str]) -> None:
    """Serve requests until the other end of the connection closes."""
    connection, lifeline, memory = Connection(int(arguments[0])), *map(int, arguments[1:])
    _end_with(lifeline)
    _limit(memory)
    connection.send_bytes(encode(True))
    # The program may end at any time.
    with suppress(EOFError, OSError):
        while True:
            connection.send_bytes(encode(_serve(connection, connection.recv())))


def _serve(connection: Connection, request: Request) -> bool:
    """Send all events of a request. Return whether the process can read another one."""
    place = _name_request(request)

    def start_member(number: int, member: str) -> None:
        nonlocal place
        place = member
        connection.send_bytes(encode(StartedMember(number, member)))

    try:
        for event in _read_request(request, start_member):
            connection.send_bytes(encode(event))
    except ConnectionError:
        raise
    except MemoryError:
        reason = "it needs too much memory to read"
    except DatelineError as error:
        reason = str(error)
    # Everything is caught here: one bad file must not prevent reading the others.
    except Exception as error:  # noqa: BLE001
        reason = f"it cannot be read ({type(error).__name__})"
    else:
        return True
    connection.send_bytes(encode(Problem(place, reason)))
    return False


def _read_request(
    request: Request, start_member: Callable[[int, str], None]
) -> Iterator[SourceEvent | FeedItems | PageCrop]:
    match request:
        case FileRequest():
            return read_path(Path(request.path), MemberWalk(request.first_member, start_member))
        case CropRequest():
            return iter([cut_out(request.image, request.turn, request.boxes)])
        case DocumentRequest():
            # Imported on demand: most reader processes read files only.
            from index.sources.sandbox.document import read_document

            response = request.document.response
            response = replace(response, content=Path(request.path).read_bytes())
            return read_document(replace(request.document, response=response))


def _name_request(request: Request) -> str:
    match request:
        case FileRequest():
            return path_text(request.path)
        case CropRequest():
            return request.image.path
        case DocumentRequest():
            return display_url(request.document.url)


def _end_with(lifeline: int) -> None:
    """Make the system end this process as soon as the lifeline's other end closes.

    By a signal, not by a thread: no thread runs while C code holds the interpreter, and a file that
    hangs would leave an orphan. SIGIO ends a process that does not handle it.
    """
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)


def _limit(memory: int) -> None:
    """Limit the memory and forbid core dumps, on systems that support these limits."""
    for limit, size in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):
            hard = resource.getrlimit(limit)[1]
            allowed = size if hard == resource.RLIM_INFINITY else min(size, hard)
            resource.setrlimit(limit, (allowed, hard))


if __name__ == "__main__":
    main(sys.argv[1:])
