"""What this program knows of Gradio's queue is still so, and what nobody fetches is dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import gradio as gr
import pytest
from gradio.data_classes import PredictBodyInternal
from gradio.server_messages import ProcessCompletedMessage

from assistant.server.http.problems import Refusal
from assistant.server.screen.gradio_queue import GradioQueue
from assistant.server.screen.gradio_sessions import (
    MAX_CHARACTERS,
    MAX_EVENTS,
    MAX_UNFETCHED,
    GradioSessions,
)
from assistant.server.screen.gradio_sessions import UNFETCHED_SECONDS as LONG


def make_blocks() -> gr.Blocks:
    """A page with one function."""
    blocks = gr.Blocks(analytics_enabled=False)
    with blocks:
        box = gr.Textbox()
        box.submit(lambda text: text, box, box)
    blocks.queue()
    return blocks


class Screen:
    """A page whose queue begins nothing, its sessions, and a clock that is set by hand."""

    def __init__(self) -> None:
        self.blocks = make_blocks()
        self.queue = GradioQueue(self.blocks)
        self.now = 0.0
        self.sessions = GradioSessions(self.queue, lambda: self.now)

    async def ask(self, session: str, text: str = "") -> None:
        """A page asks, and is answered with a text."""
        await self.sessions.join(session)
        body = PredictBodyInternal(data=[text], fn_index=0, session_hash=session)
        queue = self.blocks._queue
        pushed, event_id, _ = await queue.push(body, None, None)  # type: ignore[arg-type]
        assert pushed
        message = ProcessCompletedMessage(output={"data": [text]}, success=True)
        queue.send_message(queue.event_ids_to_events[str(event_id)], message)


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


def test_the_queue_tells_what_waits_and_what_was_not_fetched() -> None:
    async def work() -> None:
        screen = Screen()
        queue = screen.queue
        assert (queue.waiting_events, queue.states, queue.has_session("a")) == (0, 0, False)
        assert queue.has_function(0)
        assert not queue.has_function(1)
        await screen.ask("a", "x" * 1_000)
        assert (queue.waiting_events, queue.states, queue.has_session("a")) == (1, 1, True)
        assert (queue.count_unfinished("a"), queue.count_unfinished("b")) == (1, 0)
        assert 1_000 <= queue.count_characters("a") < 2_000
        assert queue.count_characters("b") == 0

    run(work())


def test_what_is_dropped_is_gone_from_all_that_gradio_keeps_by_session() -> None:
    async def work() -> None:
        screen = Screen()
        await screen.ask("secret-name")
        await screen.queue.drop("secret-name", state=False)
        assert (screen.queue.waiting_events, screen.queue.states) == (0, 1)
        assert not screen.queue.has_session("secret-name")
        await screen.queue.drop("secret-name", state=True)
        assert screen.queue.states == 0
        # Its figures, of which the server keeps one, name the session; nothing else does.
        kept = dict(vars(screen.blocks._queue))
        kept.pop("event_analytics")
        assert "secret-name" not in str(kept)

    run(work())


def test_results_are_dropped_once_nobody_has_fetched_them_for_a_minute() -> None:
    async def work() -> None:
        screen = Screen()
        await screen.ask("early")
        screen.now = LONG
        await screen.ask("late")
        await screen.sessions.sweep()
        assert screen.queue.has_session("early")
        screen.now = LONG + 1
        await screen.sessions.sweep()
        assert not screen.queue.has_session("early")
        assert screen.queue.has_session("late")

    run(work())


def test_results_that_are_being_fetched_stay() -> None:
    async def work() -> None:
        screen = Screen()
        await screen.ask("a")
        with screen.sessions.fetch("a"):
            screen.now = 2 * LONG
            await screen.sessions.sweep()
            assert screen.queue.has_session("a")
        await screen.sessions.sweep()
        assert screen.queue.has_session("a")
        screen.now = 4 * LONG
        await screen.sessions.sweep()
        assert not screen.queue.has_session("a")

    run(work())


def test_an_open_page_keeps_what_it_shows() -> None:
    async def work() -> None:
        screen = Screen()
        await screen.ask("page")
        await screen.ask("program")
        with screen.sessions.open("page"):
            screen.now = 2 * LONG
            await screen.sessions.sweep()
        assert not screen.queue.has_session("page")
        assert screen.queue.states == 1

    run(work())


def test_the_oldest_of_too_many_sessions_is_dropped() -> None:
    async def work() -> None:
        screen = Screen()
        for number in range(MAX_UNFETCHED + 2):
            await screen.ask(f"s{number}")
        assert [screen.queue.has_session(f"s{n}") for n in range(3)] == [False, False, True]
        assert screen.queue.states == MAX_UNFETCHED

    run(work())


def test_the_oldest_of_too_large_results_is_dropped() -> None:
    async def work() -> None:
        screen = Screen()
        for name in "abc":
            await screen.ask(name, "x" * (MAX_CHARACTERS // 2 - 10_000))
        await screen.sessions.sweep()
        assert [screen.queue.has_session(name) for name in "abc"] == [False, True, True]

    run(work())


def test_a_session_that_fetches_nothing_may_not_go_on() -> None:
    async def work() -> None:
        screen = Screen()
        for _ in range(MAX_EVENTS):
            await screen.ask("a")
        with pytest.raises(Refusal, match="Too many requests are waiting"):
            await screen.ask("a")
        await screen.ask("b")

    run(work())
