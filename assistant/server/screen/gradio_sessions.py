"""Tracks the sessions of the screen: which pages are open, and which fetch their results.

It drops results that no page fetches: after a while, or earlier if there are too many or they are
too large.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assistant.server.http.workers import refuse_too_many
from assistant.server.screen.gradio_queue import GradioQueue

# Seconds until unfetched results are dropped; a page fetches its results at once.
UNFETCHED_SECONDS = 60.0
# Sessions that fetch nothing, and the characters of all their results. Each session takes 120 kB
# besides.
MAX_UNFETCHED = 200
MAX_CHARACTERS = 32_000_000
# Unfinished or unfetched events of a session; a page sends three when it opens.
MAX_EVENTS = 20
_SWEEP_SECONDS = 1.0


class GradioSessions:
    """The sessions of one screen. `clock` is in seconds."""

    def __init__(self, queue: GradioQueue, clock: Callable[[], float] = time.monotonic) -> None:
        self._queue = queue
        self._clock = clock
        # The time of each session's last event or fetch, the oldest first.
        self._active: OrderedDict[str, float] = OrderedDict()
        self._fetching: Counter[str] = Counter()
        self._open: Counter[str] = Counter()
        self._closed: set[str] = set()
        self._sweeping: asyncio.Task[None] | None = None

    async def join(self, session: str) -> None:
        """Register an event of a session. Raises Refusal if the session has too many unfinished."""
        if self._queue.count_unfinished(session) >= MAX_EVENTS:
            raise refuse_too_many()
        self._note_activity(session)
        if self._sweeping is None:
            self._sweeping = asyncio.create_task(self._sweep_until_empty())
        unfetched = self._list_unfetched()
        for oldest in unfetched[: max(0, len(unfetched) - MAX_UNFETCHED)]:
            await self._drop(oldest)

    @contextmanager
    def fetch(self, session: str) -> Iterator[None]:
        """Mark the session as fetching its results while the context lasts."""
        self._fetching[session] += 1
        try:
            yield
        finally:
            self._fetching[session] -= 1
            if not self._fetching[session]:
                del self._fetching[session]
            if session in self._active:
                self._note_activity(session)

    @contextmanager
    def open(self, session: str) -> Iterator[None]:
        """Mark the session as an open page while the context lasts.

        Gradio itself drops the values of a page, one hour after it closes.
        """
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
        """Drop sessions that are too old; then, the oldest first, those that exceed the limit."""
        now = self._clock()
        unfetched = self._list_unfetched()
        sizes = {session: self._queue.count_characters(session) for session in unfetched}
        total = sum(sizes.values())
        for session in unfetched:
            if now - self._active[session] > UNFETCHED_SECONDS or total > MAX_CHARACTERS:
                total -= sizes[session]
                await self._drop(session)

    def _list_unfetched(self) -> list[str]:
        return [session for session in self._active if session not in self._fetching]

    def _note_activity(self, session: str) -> None:
        self._active[session] = self._clock()
        self._active.move_to_end(session)

    async def _drop(self, session: str) -> None:
        self._active.pop(session, None)
        is_page = session in self._open or session in self._closed
        self._closed.discard(session)
        await self._queue.drop(session, state=not is_page)

    async def _sweep_until_empty(self) -> None:
        """Sweep until there is no session left."""
        try:
            while self._active:
                await asyncio.sleep(_SWEEP_SECONDS)
                await self.sweep()
        finally:
            self._sweeping = None
