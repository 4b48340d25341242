"""Workers for requests: a bounded number of threads, and a bounded number of places to wait.

Answering is synchronous and takes the processor, so it must not run in the event loop. Work whose
client has gone is dropped where it waits, and stops at its next event where it runs; a client that
reads slowly holds no thread, since what it has not read yet is kept for it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from assistant.server.http.problems import Refusal

T = TypeVar("T")

_RETRY_SECONDS = 1


class Workers:
    """`working` threads, `waiting` places before them, and `limit` seconds for a piece of work."""

    def __init__(self, working: int, waiting: int, limit: float) -> None:
        self.limit = limit
        self._room = working + waiting
        self._lock = threading.Lock()
        self._active_count = 0
        self._pool = ThreadPoolExecutor(working, thread_name_prefix="request")

    @property
    def active_count(self) -> int:
        """How many pieces of work wait or run now."""
        return self._active_count

    @property
    def room(self) -> int:
        """How many can wait or run."""
        return self._room

    async def run(self, work: Callable[[], T]) -> T:
        """Return what the work returns. Raises Refusal if there is no room or it takes too long."""
        future = self._submit(work)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self.limit)
        except TimeoutError as error:
            raise _refuse_too_long(self.limit) from error

    async def stream(self, work: Callable[[], Iterator[T]]) -> AsyncGenerator[T, None]:
        """Yield what the work yields, as it comes. Raises Refusal as `run`, for lack of room before
        anything is yielded. A caller that stops early must close it."""
        loop = asyncio.get_running_loop()
        queue: asyncio.Queue[T | _StreamEnd] = asyncio.Queue()
        closed = threading.Event()

        def put(item: T | _StreamEnd) -> None:
            # If the loop is closed, no client waits.
            if not loop.is_closed():
                loop.call_soon_threadsafe(queue.put_nowait, item)

        def end(future: Future[None]) -> None:
            put(_StreamEnd(_refuse_stopping() if future.cancelled() else future.exception()))

        future = self._submit(lambda: _drain(work(), put, closed))
        future.add_done_callback(end)
        deadline = loop.time() + self.limit
        try:
            while not isinstance(item := await _get_next(queue, deadline), _StreamEnd):
                yield item
            if item.error is not None:
                raise item.error
        except TimeoutError as error:
            raise _refuse_too_long(self.limit) from error
        finally:
            closed.set()
            future.cancel()

    def close(self) -> None:
        """Take nothing more, and drop what waits."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _submit(self, work: Callable[[], T]) -> Future[T]:
        with self._lock:
            if self._active_count >= self._room:
                raise refuse_too_many()
            self._active_count += 1
        try:
            future = self._pool.submit(work)
        except RuntimeError as error:
            self._leave()
            raise _refuse_stopping() from error
        future.add_done_callback(self._leave)
        return future

    def _leave(self, _: object = None) -> None:
        with self._lock:
            self._active_count -= 1


async def wait_for_end(future: Future[Any], seconds: float) -> bool:
    """Wait so many seconds at most. Returns whether the work ended; it goes on in any case."""
    waited = asyncio.wrap_future(future)
    # The caller asks `future` for an error. Nobody asks this copy, and the log would tell so.
    waited.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
    done, _ = await asyncio.wait({waited}, timeout=seconds)
    return bool(done)


class _StreamEnd:
    """The work has ended, with this error or well."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def _drain(items: Iterator[T], put: Callable[[T], None], closed: threading.Event) -> None:
    """Hand over the items until there are no more, or no client to take them."""
    for item in items:
        if closed.is_set():
            return
        put(item)


async def _get_next(queue: asyncio.Queue[T], deadline: float) -> T:
    """Get the next item. One that is there already is never late, however slow the client is."""
    if not queue.empty():
        return queue.get_nowait()
    async with asyncio.timeout_at(deadline):
        return await queue.get()


def refuse_too_many() -> Refusal:
    """Refuse a request for lack of room."""
    return Refusal(
        429,
        "Too many requests are waiting",
        "Ask again in a moment",
        retry_after=_RETRY_SECONDS,
    )


def _refuse_stopping() -> Refusal:
    return Refusal(503, "The server is stopping", retry_after=_RETRY_SECONDS)


def _refuse_too_long(limit: float) -> Refusal:
    return Refusal(
        503,
        f"It took longer than {limit:g} seconds",
        "Ask again in a moment",
        retry_after=_RETRY_SECONDS,
    )
