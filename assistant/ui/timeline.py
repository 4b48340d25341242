"""The timeline as a component of the screen: hits over time, and a click that narrows the dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from index.article import Hit


@dataclass(frozen=True)
class TimelinePanel:
    """The components of a timeline.

    `outputs` take what `timeline_of` gives. `narrowed` is the event after which the date filters
    have other values, because a bar was clicked or that was undone: chain a search with `.then`.
    """

    outputs: tuple[Any, ...]
    narrowed: Any


def timeline_panel(
    after: gr.Textbox, before: gr.Textbox, *, expanded: bool = False
) -> TimelinePanel:
    """Put a timeline where one is now building. A click on a bar writes into the date filters."""
    with gr.Accordion("Timeline", open=expanded, elem_classes=["timeline"]):
        told = gr.HTML("")
    click = told.click(
        lambda *dates: dates, [after, before], [after, before], api_visibility="private"
    )
    return TimelinePanel((told,), click)


def timeline_of(hits: Sequence[Hit]) -> tuple[Any, ...]:
    """The values of a timeline's outputs for the hits of an answer or of a search."""
    return (f"{len(hits)} passages",)
