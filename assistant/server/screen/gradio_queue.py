"""Reads and clears Gradio's queue. It is the one module that uses Gradio's private attributes.

Its tests fail if another version of Gradio changes them. Decisions about sessions are in
`gradio_sessions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from gradio import Blocks


class GradioQueue:
    """The events of all pages that wait, and the results that no page has fetched yet.

    Use it in the event loop that serves the page.
    """

    def __init__(self, screen: Blocks) -> None:
        self._screen = screen

    @property
    def _queue(self) -> Any:
        return self._screen._queue

    @property
    def waiting_events(self) -> int:
        """The number of events that have not started."""
        return len(self._queue)

    @property
    def states(self) -> int:
        """The number of sessions whose component values Gradio keeps."""
        return len(self._screen.state_holder.session_data)

    def has_function(self, number: int) -> bool:
        """Does the page have a function with this number?"""
        return number in self._screen.fns

    def has_session(self, session: str) -> bool:
        """Does the session have results to fetch or to wait for?"""
        return session in self._queue.pending_messages_per_session

    def count_unfinished(self, session: str) -> int:
        """Count the events of a session that have no answer yet, or one not fetched to its end."""
        return len(self._queue.pending_event_ids_session.get(session, ()))

    def count_characters(self, session: str) -> int:
        """Count the characters of the results that a session has not fetched."""
        messages = self._queue.pending_messages_per_session.get(session)
        # Without its private attribute, an asyncio queue can only be read by emptying it.
        return (
            0
            if messages is None
            else sum(_count_characters(message) for message in messages._queue)
        )

    async def drop(self, session: str, *, state: bool) -> None:
        """Drop the events and results of a session, and with `state` its component values."""
        await self._queue.clean_events(session_hash=session)
        self._queue.pending_messages_per_session.pop(session, None)
        self._queue.pending_event_ids_session.pop(session, None)
        if state:
            holder = self._screen.state_holder
            with holder.lock:
                holder.session_data.pop(session, None)
                holder.time_last_used.pop(session, None)


def _count_characters(value: Any) -> int:
    """Count the characters of all texts in a value."""
    total, pending = 0, [value]
    while pending:
        part = pending.pop()
        if isinstance(part, str):
            total += len(part)
        elif isinstance(part, dict):
            pending += part.values()
        elif isinstance(part, (list, tuple)):
            pending += part
        elif isinstance(part, BaseModel):
            pending += vars(part).values()
    return total
