"""Where a question is written: the box, and the filters on dates and outlets."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from index.core.article import Filters
from index.library import Library

# A list that is longer helps nobody; other names can be typed.
_MOST_OUTLETS = 300


@dataclass(frozen=True)
class Composer:
    """The components, and how to read the filters from their values."""

    question: gr.Textbox
    after: gr.Textbox
    before: gr.Textbox
    outlets: gr.Dropdown

    @property
    def filters(self) -> list[gr.components.Component]:
        """The filters as inputs and outputs of an event."""
        return [self.after, self.before, self.outlets]


def composer(library: Library) -> Composer:
    """Put a box for questions and its filters where one is now building."""
    question = gr.Textbox(
        label="Question",
        show_label=False,
        placeholder="What did … say about …?",
        submit_btn="Ask",
        autofocus=True,
        max_lines=4,
        elem_id="question",
    )
    with gr.Accordion("Dates and outlets", open=False, elem_id="filters"), gr.Row():
        after = gr.Textbox(label="Published from", placeholder="2024-02", min_width=110)
        before = gr.Textbox(label="to", placeholder="2025", min_width=110)
        outlets = gr.Dropdown(
            choices=outlet_names(library),
            label="Outlets",
            multiselect=True,
            allow_custom_value=True,
            min_width=200,
        )
    return Composer(question, after, before, outlets)


def outlet_names(library: Library) -> list[str]:
    """The largest outlets."""
    return [name for name, _ in library.sources()[:_MOST_OUTLETS]]


def filters_of(after: str | None, before: str | None, outlets: list[str] | None) -> Filters:
    """The filters as they are set."""
    return Filters(_given(after), _given(before), tuple(outlets or ()))


def _given(text: str | None) -> str | None:
    return (text or "").strip() or None
