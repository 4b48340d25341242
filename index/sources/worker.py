"""The process that reads files for `guard`: whatever happens to it, the program goes on.

Started with the numbers of a connection and of a lifeline, and the bytes of memory it may have. It
sends True once it is ready; then, for each path that comes, what `read_path` yields and whether it
can take another file.
"""

from __future__ import annotations

import fcntl
import os
import resource
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from index.sources.entry import path_text
from index.sources.files import read_path
from index.sources.incoming import Problem


def main(arguments: list[str]) -> None:
    """Read files until the other end of the connection is closed."""
    connection, lifeline, memory = Connection(int(arguments[0])), *map(int, arguments[1:])
    _end_with(lifeline)
    _limit(memory)
    connection.send(True)
    # The other process may go at any time.
    with suppress(EOFError, OSError):
        while True:
            connection.send(_serve(connection, Path(connection.recv())))


def _serve(connection: Connection, path: Path) -> bool:
    """Send all that the file holds. False where the process should read no other file."""
    try:
        for read in read_path(path):
            connection.send(read)
    except ConnectionError:
        raise
    except MemoryError:
        reason = "it needs too much memory to read"
    # The one place where all is caught: one file must not end the reading of the others.
    except Exception as error:  # noqa: BLE001
        reason = f"it cannot be read ({type(error).__name__})"
    else:
        return True
    connection.send(Problem(path_text(path), reason))
    return False


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
