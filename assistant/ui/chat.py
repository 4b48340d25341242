"""The Ask tab: a conversation, what its answers rest on beside it, and which event leads where."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.chat.chat_json import Chat, dump_chat
from assistant.server.http.problems import Refusal
from assistant.server.http.workers import Workers
from assistant.server.rest.service import Service
from assistant.ui.desk import desk, exporting
from assistant.ui.evidence import evidence_panel
from assistant.ui.frames import Frame, empty
from assistant.ui.moves import Asking, Move, refused
from assistant.ui.permission import may_write
from assistant.ui.question_box import Composer, composer, filters_of, outlet_names
from assistant.ui.timeline import TimelinePanel, timeline_of, timeline_panel
from index.core.errors import DatelineError

Values = tuple[Any, ...]
Moved = Callable[[Move], Iterator[Frame]]
# A click in the conversation reaches Python as the event that its button names.
_CLICKS = """element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-event]");
  if (button) trigger(button.dataset.event, {...button.dataset});
});"""


@dataclass(frozen=True)
class Places:
    """The components that frames are shown in."""

    desk: gr.HTML
    conversation: gr.HTML
    composer: Composer
    evidence: gr.HTML
    timeline: TimelinePanel
    chat: gr.State

    @property
    def outputs(self) -> list[Any]:
        """In the order of `values`."""
        return [
            self.composer.question,
            self.conversation,
            self.chat,
            self.desk,
            self.evidence,
            *self.composer.filters,
            *self.timeline.outputs,
        ]

    def values(self, frame: Frame, before: Chat) -> Values:
        """A frame as values of the outputs after the first, which is the box; a chat that has
        changed goes to the browser, too."""
        kept = dump_chat(frame.chat) if frame.chat != before else {}
        found = frame.filters
        return (
            frame.html,
            frame.chat,
            json.dumps({"keep": kept}) if kept.get("exchanges") else gr.skip(),
            gr.skip() if frame.evidence is None else frame.evidence,
            *([found.after or "", found.before or "", list(found.sources)] if found else _same(3)),
            *(_same(len(self.timeline.outputs)) if frame.hits is None else timeline_of(frame.hits)),
        )


def chat(service: Service, screen: gr.Blocks) -> None:
    """Put the conversation and what stands beside it where one is now building."""
    with gr.Row(equal_height=False, elem_id="ask-row"):
        with gr.Column(scale=3, min_width=320, elem_id="ask"):
            conversation = gr.HTML(
                empty(service.library).html,
                elem_id="chat",
                js_on_load=_CLICKS,
                apply_default_css=False,
            )
            with gr.Column(elem_id="composer"):
                box = composer(service.library)
                tools = desk()
        with gr.Column(scale=2, min_width=320, elem_id="evidence-column"):
            timeline = timeline_panel(box.after, box.before)
            evidence = evidence_panel()
    places = Places(tools, conversation, box, evidence, timeline, gr.State(Chat()))
    _connect(places, Asking(service), service.workers)
    exporting(tools, places.chat)

    def begin() -> Values:
        frame = empty(service.library)
        return frame.html, gr.update(choices=outlet_names(service.library))

    # With every opening of the page: the archive grows while the server runs.
    screen.load(begin, None, [conversation, box.outlets], **_PRIVATE)


_PRIVATE: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def _connect(places: Places, asking: Asking, workers: Workers) -> None:
    box, conversation = places.composer, places.conversation
    moves: list[tuple[Any, Moved]] = [
        (box.question.submit, asking.typed),
        (conversation.example_select, asking.example),
        (conversation.undo, asking.undone),
        (conversation.option_select, asking.widened),
        (conversation.like, asking.judged),
        (places.timeline.narrowed.then, asking.narrowed),
        (places.desk.clear, asking.fresh),
        (places.desk.select, asking.opened),
    ]
    for event, moved in moves:
        event(
            _shown(places, moved, workers, clears=moved == asking.typed),
            inputs=[box.question, places.chat, *box.filters],
            outputs=places.outputs,
            concurrency_id="ask",
            # How many are worked on, or wait, is the workers' to say, as for all interfaces.
            concurrency_limit=None,
            **_PRIVATE,
        )


def _shown(
    places: Places, moved: Moved, workers: Workers, *, clears: bool
) -> Callable[..., AsyncIterator[Values]]:
    """What Gradio calls when something was done; `clears` the box once it is begun."""

    async def run(
        message: str | None,
        chat: Chat,
        after: str | None,
        before: str | None,
        outlets: list[str] | None,
        event: gr.EventData,
        request: gr.Request,
    ) -> AsyncIterator[Values]:
        data = event._data if isinstance(event._data, dict) else {}
        filters = filters_of(after, before, outlets)
        move = Move(message or "", chat, filters, data, may_write=may_write(request))
        # Once: the next question may be in the box before the answer is there.
        box = "" if clears else gr.skip()
        try:
            async with aclosing(workers.stream(lambda: moved(move))) as frames:
                async for frame in frames:
                    yield (box, *places.values(frame, chat))
                    box = gr.skip()
        except DatelineError as error:
            yield (box, *places.values(refused(move, error), chat))
        except Refusal as refusal:
            # What was typed stays in the box, to be asked again.
            yield (gr.skip(), *places.values(refused(move, refusal), chat))

    return run


def _same(count: int) -> list[Any]:
    return [gr.skip()] * count
