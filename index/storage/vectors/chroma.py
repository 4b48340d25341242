"""Call Chroma: explain its errors, and retry while its database is locked.

Does not know what is called.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from index.core.errors import DatelineError

# In seconds; the connections of a closed client end in a fraction of this.
_PATIENCE, _PAUSE = 5.0, 0.01
_REMEDY = "Check the disk's free space, then: dateline doctor --repair"
_LOCKED = "Another process has them and does not go on: let it go on, or end it"

# The process that has first used Chroma in this memory; a forked one has a copy of the number.
_process = 0

T = TypeVar("T")


def check_process() -> None:
    """Raise DatelineError in a process that was forked from one that has used Chroma.

    The threads of Chroma's Rust code are not copied: its first call would wait for them for ever.
    """
    global _process
    _process = _process or os.getpid()
    if _process != os.getpid():
        raise DatelineError(
            f"This process was forked from one (pid {_process}) that had an archive open",
            'Start it with multiprocessing.get_context("spawn"), or fork before opening an archive',
        )


def retry_while_locked(call: Callable[[], T]) -> T:
    """Call, and call again for a while if Chroma's own database is locked.

    The connections of a closed client end a little later, in other threads, and the last one locks
    the file. A client that goes on in the meantime gets the error at once.
    """
    from chromadb.errors import InternalError

    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return call()
        except InternalError as error:
            if "database is locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)


@contextmanager
def wrap_errors(what: str) -> Iterator[None]:
    """Turn any error of Chroma into a DatelineError with this message."""
    from chromadb.errors import ChromaError

    try:
        yield
    except TimeoutError as error:
        raise DatelineError(what, _LOCKED) from error
    except (ChromaError, OSError, ValueError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise DatelineError(what, f"{_REMEDY} ({reason})") from error
    except BaseException as error:
        # Damaged files make Chroma's Rust code panic; its exception is not an Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise DatelineError(what, _REMEDY) from error
