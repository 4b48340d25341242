"""Calls of Chroma: what goes wrong is explained, what passes by itself is waited for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from index.core.errors import DatelineError

# In seconds: many times what a closed client's connections take to end.
_PATIENCE, _PAUSE = 5.0, 0.01
_REMEDY = "Check the disk's free space, then: dateline doctor --repair"
_LOCKED = "Another process has them and does not go on: let it go on, or end it"

T = TypeVar("T")


def retry_while_locked(call: Callable[[], T]) -> T:
    """What the call returns; it is made again for a while where Chroma's own database is locked.

    The connections of a client that was closed end a little later, in threads of their own; the
    last one of them locks the file. One that goes on in the meantime is told so at once.
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
    """Whatever goes wrong in Chroma, as a DatelineError that says what could not be done."""
    from chromadb.errors import ChromaError

    try:
        yield
    except TimeoutError as error:
        raise DatelineError(what, _LOCKED) from error
    except (ChromaError, OSError, ValueError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise DatelineError(what, f"{_REMEDY} ({reason})") from error
    except BaseException as error:
        # Damaged files make Chroma's own language panic, and its exception is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise DatelineError(what, _REMEDY) from error
