"""The box for a question, and its filters on dates, outlets, a speaker and collections."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import gradio as gr

from index.core.article import MAX_SPEAKER, Filters
from index.core.collection import MAX_COLLECTIONS
from index.core.errors import PublicError
from index.core.text import shorten
from index.library import Library

# A longer list helps nobody; the user can type any other name.
_MOST_OUTLETS = 300
_MOST_SPEAKERS = 1_000
_MOST_COLLECTIONS = 1_000
_MAX_LABEL = 60
_ANYBODY = ("Anybody", "")
Choices = list[tuple[str, str]]
# A filter is taken away by its field's name.
_FIELDS = ("after", "before", "outlets", "as_of", "speaker", "collections")
_CLICKS = """element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-field]");
  if (button) trigger("select", {field: button.dataset.field});
});"""
_PRIVATE: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True)
class QuestionBox:
    """The components of the box and its filters."""

    question: gr.Textbox
    after: gr.Textbox
    before: gr.Textbox
    outlets: gr.Dropdown
    as_of: gr.Textbox
    speaker: gr.Dropdown
    collections: gr.Dropdown

    @property
    def filters(self) -> list[gr.components.Component]:
        """The filters as inputs and outputs of an event."""
        return [
            self.after, self.before, self.outlets, self.as_of, self.speaker, self.collections
        ]  # fmt: skip


def build_question_box(library: Library) -> QuestionBox:
    """Add the box and its filters to the current Gradio context."""
    question = gr.Textbox(
        label="Question",
        show_label=False,
        placeholder="What did … say about …?",
        submit_btn="Ask",
        autofocus=True,
        max_lines=10,
        elem_id="question",
    )
    with gr.Accordion("Dates, outlets and speaker", open=False, elem_id="filters"), gr.Row():
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
        speaker = build_speaker_box(library)
        collections = build_collection_box(library)
    box = QuestionBox(question, after, before, outlets, as_of, speaker, collections)
    _build_chips(box.filters)
    return box


def _build_chips(filters: list[Any]) -> None:
    """Add the chips of the filters, which show what is set while the fields are hidden."""
    chips = gr.HTML("", elem_id="filter-chips", js_on_load=_CLICKS, apply_default_css=False)
    script = files("assistant.ui.static").joinpath("filter_chips.js").read_text("utf-8")
    gr.on(
        [field.change for field in filters], None, inputs=filters, outputs=[chips], js=script,
        **_PRIVATE,
    )  # fmt: skip
    chips.select(_clear_field, outputs=filters, **_PRIVATE)


def _clear_field(event: gr.EventData) -> list[Any]:
    """The values of the filters without the one whose chip was clicked."""
    data = event._data if isinstance(event._data, dict) else {}
    empty: dict[str, Any] = {"outlets": [], "collections": []}
    return [empty.get(each, "") if data.get("field") == each else gr.skip() for each in _FIELDS]


def build_speaker_box(library: Library) -> gr.Dropdown:
    """Add the filter on a speaker to the current Gradio context: a name of the list, or any name or
    office that is typed."""
    return gr.Dropdown(
        choices=list_speakers(library),
        value="",
        label="Speaker",
        allow_custom_value=True,
        min_width=200,
        elem_classes="dl-speaker",
    )


def build_collection_box(library: Library) -> gr.Dropdown:
    """Add the filter on collections to the current Gradio context."""
    return gr.Dropdown(
        choices=list_collections(library),
        label="Collections",
        multiselect=True,
        allow_custom_value=True,
        min_width=200,
        elem_classes="dl-collections",
    )


def list_collections(library: Library) -> Choices:
    """List the names of the first collections with their numbers of articles."""
    found = library.collections.list_all(_MOST_COLLECTIONS)
    return [(f"{shorten(each.name, _MAX_LABEL)} ({each.articles:,})", each.name) for each in found]


def list_outlets(library: Library) -> list[str]:
    """List the largest outlets."""
    return [name for name, _ in library.sources()[:_MOST_OUTLETS]]


def list_speakers(library: Library) -> Choices:
    """List the names of the most frequent speakers with how often they speak, after "Anybody"."""
    counts: Counter[str] = Counter()
    for speaker in library.speakers():
        counts[speaker.name] += speaker.count
    frequent = counts.most_common(_MOST_SPEAKERS)
    return [
        _ANYBODY,
        *((f"{shorten(name, _MAX_LABEL)} ({count:,})", name) for name, count in frequent),
    ]


def parse_filters(
    after: str | None,
    before: str | None,
    outlets: list[str] | None,
    as_of: str | None,
    speaker: str | None,
    collections: list[str] | None,
) -> Filters:
    """Parse the filters from the values of the components. Raises PublicError if the speaker is too
    long, or there are too many collections."""
    name = _strip(speaker)
    if name and len(name) > MAX_SPEAKER:
        raise PublicError(f"A speaker has at most {MAX_SPEAKER} characters")
    if len(collections or ()) > MAX_COLLECTIONS:
        raise PublicError(f"At most {MAX_COLLECTIONS} collections can be chosen")
    sources, chosen = tuple(outlets or ()), tuple(collections or ())
    return Filters(
        _strip(after), _strip(before), sources, _strip(as_of), speaker=name, collections=chosen
    )


def _strip(text: str | None) -> str | None:
    return (text or "").strip() or None
