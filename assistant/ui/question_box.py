"""The box for a question, and its filters on dates and outlets."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from index.core.article import Filters
from index.library import Library

# A longer list helps nobody; the user can type any other name.
_MOST_OUTLETS = 300


@dataclass(frozen=True)
class QuestionBox:
    """The components of the box and its filters."""

    question: gr.Textbox
    after: gr.Textbox
    before: gr.Textbox
    outlets: gr.Dropdown
    as_of: gr.Textbox

    @property
    def filters(self) -> list[gr.components.Component]:
        """The filters as inputs and outputs of an event."""
        return [self.after, self.before, self.outlets, self.as_of]


def build_question_box(library: Library) -> QuestionBox:
    """Add the box and its filters to the current Gradio context."""
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
            choices=list_outlets(library),
            label="Outlets",
            multiselect=True,
            allow_custom_value=True,
            min_width=200,
        )
        as_of = gr.Textbox(label="As of", placeholder="2025-03-20", min_width=110)
    return QuestionBox(question, after, before, outlets, as_of)


def list_outlets(library: Library) -> list[str]:
    """List the largest outlets."""
    return [name for name, _ in library.sources()[:_MOST_OUTLETS]]


def parse_filters(
    after: str | None, before: str | None, outlets: list[str] | None, as_of: str | None
) -> Filters:
    """Parse the filters from the values of the components."""
    return Filters(_strip(after), _strip(before), tuple(outlets or ()), _strip(as_of))


def _strip(text: str | None) -> str | None:
    return (text or "").strip() or None
