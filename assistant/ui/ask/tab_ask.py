"""The Ask tab: its components, and the action that each event starts.

The actions are in `ask_actions`, what the tab shows meanwhile in `ask_frames`.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.chat.chat_json import Chat, dump_chat
from assistant.server.http.problems import Refusal
from assistant.server.http.workers import Workers
from assistant.server.rest.service import Service
from assistant.ui.address_bar import OPEN_ADDRESS, describe_step
from assistant.ui.ask.ask_actions import Action, AskActions, make_error_frame
from assistant.ui.ask.ask_frames import Frame, make_empty_frame
from assistant.ui.ask.chat_tools import build_chat_tools, connect_export
from assistant.ui.ask.evidence_panel import build_evidence_panel
from assistant.ui.ask.question_box import (
    QuestionBox,
    build_question_box,
    list_collections,
    list_outlets,
    list_speakers,
    parse_filters,
)
from assistant.ui.ask.sample_button import connect_sample_button
from assistant.ui.ask.timeline_panel import TimelinePanel, build_timeline_panel, render_timeline
from assistant.ui.permission import may_write
from index.core.article import Filters
from index.core.errors import DatelineError

Values = tuple[Any, ...]
MakeFrames = Callable[[Action], Iterator[Frame]]


@dataclass(frozen=True)
class AskTab:
    """The components that show a frame."""

    tools: gr.HTML
    conversation: gr.HTML
    question_box: QuestionBox
    evidence: gr.HTML
    timeline: TimelinePanel
    chat: gr.State
    address_bar: gr.HTML

    @property
    def outputs(self) -> list[Any]:
        """The components, in the order of `make_values`, after the text of the box."""
        return [
            self.question_box.question,
            self.conversation,
            self.chat,
            self.tools,
            self.address_bar,
            self.evidence,
            *self.question_box.filters,
            *self.timeline.outputs,
        ]

    def make_values(self, frame: Frame, before: Chat) -> Values:
        """Make the values of all outputs but the first, which is the box.

        A chat that has changed also goes to the browser, which saves it.
        """
        saved_chat = dump_chat(frame.chat) if frame.chat != before else {}
        filters = frame.filters
        return (
            frame.html,
            frame.chat,
            json.dumps({"keep": saved_chat}) if saved_chat.get("exchanges") else gr.skip(),
            describe_step(frame.step) if frame.step else gr.skip(),
            gr.skip() if frame.evidence is None else frame.evidence,
            *(
                _list_filter_values(filters)
                if filters
                else _keep_values(len(self.question_box.filters))
            ),
            *(
                _keep_values(len(self.timeline.outputs))
                if frame.hits is None
                else render_timeline(frame.hits)
            ),
        )


def build_ask_tab(
    service: Service, screen: gr.Blocks, masthead: gr.HTML, address_bar: gr.HTML
) -> None:
    """Add the conversation, the timeline and the evidence to the current Gradio context."""
    clicks = files("assistant.ui.static").joinpath("clicks.js").read_text("utf-8")
    with gr.Row(equal_height=False, elem_id="ask-row"):
        with gr.Column(scale=3, min_width=320, elem_id="ask"):
            conversation = gr.HTML(
                make_empty_frame(service.library).html,
                elem_id="chat",
                js_on_load=clicks,
                apply_default_css=False,
            )
            with gr.Column(elem_id="composer"):
                question_box = build_question_box(service.library)
                tools = build_chat_tools()
        with gr.Column(scale=2, min_width=320, elem_id="evidence-column"):
            timeline = build_timeline_panel(question_box.after, question_box.before)
            evidence = build_evidence_panel()
    components = AskTab(
        tools, conversation, question_box, evidence, timeline, gr.State(Chat()), address_bar
    )
    _connect_events(components, AskActions(service), service.workers)
    connect_export(tools, components.chat, service.library)
    connect_sample_button(service, conversation, masthead, _PRIVATE)
    _connect_loading(service, screen, components)


def _connect_loading(service: Service, screen: gr.Blocks, components: AskTab) -> None:
    """Connect the load of the page: the archive grows while the server runs."""
    library, box = service.library, components.question_box

    def begin(request: gr.Request) -> Values:
        frame = make_empty_frame(library, may_write=may_write(request))
        choices = (list_outlets(library), list_speakers(library), list_collections(library))
        return frame.html, *(gr.update(choices=each) for each in choices)

    outputs = [components.conversation, box.outlets, box.speaker, box.collections]
    loaded = screen.load(begin, None, outputs, **_PRIVATE)
    # Not before: what the address asks for takes the place of the welcome.
    loaded.then(None, js=OPEN_ADDRESS, **_PRIVATE)


_PRIVATE: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def _connect_events(components: AskTab, actions: AskActions, workers: Workers) -> None:
    box, conversation = components.question_box, components.conversation
    listeners: list[tuple[Any, MakeFrames]] = [
        (box.question.submit, actions.ask),
        (conversation.example_select, actions.ask_example),
        (conversation.undo, actions.ask_as_typed),
        (conversation.option_select, actions.widen_filters),
        (conversation.like, actions.judge_answer),
        (conversation.keep, actions.keep_question),
        (components.timeline.dates_changed.then, actions.ask_with_new_filters),
        (components.tools.clear, actions.start_chat),
        (components.tools.select, actions.open_chat),
        (components.address_bar.submit, actions.ask_address),
        (components.address_bar.select, actions.restore_chat),
    ]
    for event, make_frames in listeners:
        event(
            _make_listener(components, make_frames, workers, clears=make_frames == actions.ask),
            inputs=[box.question, components.chat, *box.filters],
            outputs=components.outputs,
            concurrency_id="ask",
            # The workers limit how many run or wait, for all interfaces together.
            concurrency_limit=None,
            **_PRIVATE,
        )


def _make_listener(
    components: AskTab, make_frames: MakeFrames, workers: Workers, *, clears: bool
) -> Callable[..., AsyncIterator[Values]]:
    """Make the listener of an event; `clears` empties the box when the action starts."""

    async def run(
        message: str | None,
        chat: Chat,
        after: str | None,
        before: str | None,
        outlets: list[str] | None,
        as_of: str | None,
        speaker: str | None,
        collections: list[str] | None,
        event: gr.EventData,
        request: gr.Request,
    ) -> AsyncIterator[Values]:
        data = event._data if isinstance(event._data, dict) else {}
        action = Action(message or "", chat, Filters(), data, may_write=may_write(request))
        # Only once: the user may type the next question while the answer streams.
        box = "" if clears else gr.skip()
        try:
            filters = parse_filters(after, before, outlets, as_of, speaker, collections)
            action = replace(action, filters=filters)
            async with aclosing(workers.stream(lambda: make_frames(action))) as frames:
                async for frame in frames:
                    yield (box, *components.make_values(frame, chat))
                    box = gr.skip()
        except DatelineError as error:
            yield (box, *components.make_values(make_error_frame(action, error), chat))
        except Refusal as refusal:
            # The question stays in the box, so that the user can ask it again.
            yield (gr.skip(), *components.make_values(make_error_frame(action, refusal), chat))

    return run


def _list_filter_values(filters: Filters) -> list[Any]:
    """The values of the components of the filters, in their order."""
    return [
        filters.after or "",
        filters.before or "",
        list(filters.sources),
        filters.as_of or "",
        filters.speaker_name,
        list(filters.collections),
    ]


def _keep_values(count: int) -> list[Any]:
    return [gr.skip()] * count
