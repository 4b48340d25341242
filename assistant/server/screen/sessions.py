"""Sessions of the screen: pages that are open, and whether they fetch what they are answered.

Results that nobody fetches are dropped after a while, and before that where they are too many or
too large.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.server.http.workers import refuse_too_many
from assistant.server.screen.queue import ScreenQueue

# Seconds until results that nobody fetches are dropped: a page fetches them at once.
UNFETCHED_SECONDS = 60.0
# Sessions that fetch nothing, and characters of all their results. Each has 120 kB more.
MAX_UNFETCHED = 200
MAX_CHARACTERS = 32_000_000
# Events of a session that are not finished, or not fetched: a page that opens begins with three.
MAX_EVENTS = 20
_SWEEP_SECONDS = 1.0


class Sessions:
    """The sessions of one screen. `clock` is in seconds."""

    def __init__(self, queue: ScreenQueue, clock: Callable[[], float] = time.monotonic) -> None:
        self._queue = queue
        self._clock = clock
        # When each last asked or fetched, the longest ago first.
        self._active: OrderedDict[str, float] = OrderedDict()
        self._fetching: Counter[str] = Counter()
        self._open: Counter[str] = Counter()
        self._closed: set[str] = set()
        self._sweeping: asyncio.Task[None] | None = None

    async def join(self, session: str) -> None:
        """Note that a session asks for something. Raises Refusal where it leaves too much that it
        asked for before."""
        if self._queue.unfinished(session) >= MAX_EVENTS:
            raise refuse_too_many()
        self._touch(session)
        if self._sweeping is None:
            self._sweeping = asyncio.create_task(self._sweep_on())
        unfetched = self._unfetched()
        for oldest in unfetched[: max(0, len(unfetched) - MAX_UNFETCHED)]:
            await self._drop(oldest)

    @contextmanager
    def fetch(self, session: str) -> Iterator[None]:
        """While this lasts, the session fetches what it is answered."""
        self._fetching[session] += 1
        try:
            yield
        finally:
            self._fetching[session] -= 1
            if not self._fetching[session]:
                del self._fetching[session]
            if session in self._active:
                self._touch(session)

    @contextmanager
    def open(self, session: str) -> Iterator[None]:
        """While this lasts, the session is an open page: what it shows is Gradio's to forget, an
        hour after it is closed."""
        self._open[session] += 1
        try:
            yield
        finally:
            self._open[session] -= 1
            if not self._open[session]:
                del self._open[session]
            if session in self._active:
                self._closed.add(session)

    async def sweep(self) -> None:
        """Drop what is too old; then, oldest first, what is too much."""
        now = self._clock()
        unfetched = self._unfetched()
        sizes = {session: self._queue.size(session) for session in unfetched}
        total = sum(sizes.values())
        for session in unfetched:
            if now - self._active[session] > UNFETCHED_SECONDS or total > MAX_CHARACTERS:
                total -= sizes[session]
                await self._drop(session)

    def _unfetched(self) -> list[str]:
        return [session for session in self._active if session not in self._fetching]

    def _touch(self, session: str) -> None:
        self._active[session] = self._clock()
        self._active.move_to_end(session)

    async def _drop(self, session: str) -> None:
        self._active.pop(session, None)
        is_page = session in self._open or session in self._closed
        self._closed.discard(session)
        await self._queue.drop(session, state=not is_page)

    async def _sweep_on(self) -> None:
        """Sweep as long as there are sessions."""
        try:
            while self._active:
                await asyncio.sleep(_SWEEP_SECONDS)
                await self.sweep()
        finally:
            self._sweeping = None
