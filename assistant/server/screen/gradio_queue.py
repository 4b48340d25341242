"""Gradio's queue: the one module that touches what Gradio keeps to itself.

`tests/assistant/test_screen_queue.py` fails where another version of Gradio has it otherwise. Knows
nothing of who asks, and decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from gradio import Blocks


class ScreenQueue:
    """What the page has asked for, and what it was answered and has not fetched yet.

    To be used in the event loop that serves the page.
    """

    def __init__(self, screen: Blocks) -> None:
        self._screen = screen

    @property
    def _queue(self) -> Any:
        return self._screen._queue

    @property
    def waiting(self) -> int:
        """How many events wait until they are begun."""
        return len(self._queue)

    @property
    def states(self) -> int:
        """How many sessions there are of which the values of components are kept."""
        return len(self._screen.state_holder.session_data)

    def has_function(self, number: int) -> bool:
        """Is there a function of the page with this number?"""
        return number in self._screen.fns

    def has(self, session: str) -> bool:
        """Is there anything that the session can fetch, or wait for?"""
        return session in self._queue.pending_messages_per_session

    def unfinished(self, session: str) -> int:
        """How many events of a session have not been answered, or were not fetched to their end."""
        return len(self._queue.pending_event_ids_session.get(session, ()))

    def size(self, session: str) -> int:
        """Characters of what a session has not fetched."""
        messages = self._queue.pending_messages_per_session.get(session)
        # asyncio's queue of messages can be read otherwise only by emptying it.
        return 0 if messages is None else sum(_size(message) for message in messages._queue)

    async def drop(self, session: str, *, state: bool) -> None:
        """Forget what a session asked and was answered, and with `state` what it last showed."""
        await self._queue.clean_events(session_hash=session)
        self._queue.pending_messages_per_session.pop(session, None)
        self._queue.pending_event_ids_session.pop(session, None)
        if state:
            holder = self._screen.state_holder
            with holder.lock:
                holder.session_data.pop(session, None)
                holder.time_last_used.pop(session, None)


def _size(value: Any) -> int:
    """Characters of all texts in a value."""
    total, waiting = 0, [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            total += len(part)
        elif isinstance(part, dict):
            waiting += part.values()
        elif isinstance(part, (list, tuple)):
            waiting += part
        elif isinstance(part, BaseModel):
            waiting += vars(part).values()
    return total
