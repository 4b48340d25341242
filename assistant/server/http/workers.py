"""Where requests are worked on: a bounded number of threads, and a bounded number that wait.

Answering is synchronous and takes the processor, so it must not run in the event loop. Work whose
client has gone is dropped where it waits, and stops at its next event where it runs; a client that
reads slowly holds no thread, since what it has not read yet is kept for it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from assistant.server.http.problems import Refusal

T = TypeVar("T")

_RETRY_SECONDS = 1


class Workers:
    """`working` threads, `waiting` places before them, and `limit` seconds for a piece of work."""

    def __init__(self, working: int, waiting: int, limit: float) -> None:
        self.limit = limit
        self._room = working + waiting
        self._lock = threading.Lock()
        self._taken = 0
        self._pool = ThreadPoolExecutor(working, thread_name_prefix="request")

    @property
    def taken(self) -> int:
        """How many pieces of work wait or run now."""
        return self._taken

    @property
    def room(self) -> int:
        """How many can wait or run."""
        return self._room

    async def run(self, work: Callable[[], T]) -> T:
        """What the work returns. Raises Refusal where there is no room or it takes too long."""
        future = self._submit(work)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self.limit)
        except TimeoutError as error:
            raise _too_long(self.limit) from error

    async def stream(self, work: Callable[[], Iterator[T]]) -> AsyncGenerator[T, None]:
        """What the work yields, as it comes. Raises Refusal as `run`, the first before anything
        is yielded. Whoever stops reading must close it."""
        loop = asyncio.get_running_loop()
        queue: asyncio.Queue[T | _End] = asyncio.Queue()
        gone = threading.Event()

        def put(item: T | _End) -> None:
            # A loop that has been closed has nobody left who waits.
            if not loop.is_closed():
                loop.call_soon_threadsafe(queue.put_nowait, item)

        def over(future: Future[None]) -> None:
            put(_End(_stopping() if future.cancelled() else future.exception()))

        future = self._submit(lambda: _drain(work(), put, gone))
        future.add_done_callback(over)
        deadline = loop.time() + self.limit
        try:
            while not isinstance(item := await _next(queue, deadline), _End):
                yield item
            if item.error is not None:
                raise item.error
        except TimeoutError as error:
            raise _too_long(self.limit) from error
        finally:
            gone.set()
            future.cancel()

    def close(self) -> None:
        """Take nothing more; what waits is dropped."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _submit(self, work: Callable[[], T]) -> Future[T]:
        with self._lock:
            if self._taken >= self._room:
                raise too_many()
            self._taken += 1
        try:
            future = self._pool.submit(work)
        except RuntimeError as error:
            self._leave()
            raise _stopping() from error
        future.add_done_callback(self._leave)
        return future

    def _leave(self, _: object = None) -> None:
        with self._lock:
            self._taken -= 1


class _End:
    """The work has ended, with this error or well."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def _drain(items: Iterator[T], put: Callable[[T], None], gone: threading.Event) -> None:
    """Hand over what comes until there is no more, or nobody left to take it."""
    for item in items:
        if gone.is_set():
            return
        put(item)


async def _next(queue: asyncio.Queue[T], deadline: float) -> T:
    """What comes next. What is there already is never too late, however slowly it is read."""
    if not queue.empty():
        return queue.get_nowait()
    async with asyncio.timeout_at(deadline):
        return await queue.get()


def too_many() -> Refusal:
    """The refusal of what there is no room for."""
    return Refusal(
        429,
        "Too many requests are waiting",
        "Ask again in a moment",
        retry_after=_RETRY_SECONDS,
    )


def _stopping() -> Refusal:
    return Refusal(503, "The server is stopping", retry_after=_RETRY_SECONDS)


def _too_long(limit: float) -> Refusal:
    return Refusal(
        503,
        f"It took longer than {limit:g} seconds",
        "Ask again in a moment",
        retry_after=_RETRY_SECONDS,
    )
