"""The Gradio screen: a chat with cited answers, filters, and a frame to read articles in.

Renders Answers; knows nothing of retrieval. The only gradio import.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.answer import Answer
from assistant.dates import readable
from assistant.examples import example_questions
from assistant.markup import (
    READER,
    answer_html,
    error_html,
    question_html,
    sentences_html,
    waiting_html,
)
from assistant.pipeline import Assistant, HitsFound, SentenceFound
from index.article import DatelineError, Filters
from index.library import Library

Message = dict[str, Any]


def build(library: Library, assistant: Assistant) -> gr.Blocks:
    """The screen of a library."""
    screen: gr.Blocks = gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True)
    with screen:
        gr.HTML(_masthead(library), elem_id="masthead")
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=340):
                _chat(library, assistant)
            with gr.Column(scale=2, min_width=340, elem_id="reader-frame"):
                gr.HTML(f'<iframe name="{READER}" src="/reader" title="Article"></iframe>')
    return screen


def look() -> dict[str, Any]:
    """Theme, style and script, for whoever mounts the screen. All of it is served from here."""
    sans = ["system-ui", "sans-serif"]
    theme = gr.themes.Base(
        primary_hue="sky", neutral_hue="stone", font=sans, font_mono=["ui-monospace", "monospace"]
    )
    css = files("assistant").joinpath("screen.css").read_text("utf-8")
    script = files("assistant").joinpath("screen.js").read_text("utf-8")
    return {"theme": theme, "css": css, "head": f"<script>{script}</script>", "footer_links": []}


def _masthead(library: Library) -> str:
    stats = library.stats()
    told = "The archive is empty: add articles with “dateline add”."
    if stats["articles"]:
        told = f"{stats['articles']:,} articles, {stats['sources']:,} outlets"
        if stats["oldest"]:
            told += f", {readable(_str(stats['oldest']))} to {readable(_str(stats['newest']))}"
    return f"<h1>Dateline</h1><p>{told}</p>"


def _str(value: str | int | None) -> str | None:
    return None if value is None else str(value)


def _chat(library: Library, assistant: Assistant) -> None:
    chat = _conversation()
    question = gr.Textbox(
        label="Question",
        show_label=False,
        placeholder="What did … say about …?",
        submit_btn="Ask",
        autofocus=True,
    )
    filters = _filters(library)
    if examples := example_questions(library.articles()):
        gr.Examples([[example] for example in examples], inputs=[question], label="For example")

    def answer(
        text: str,
        history: list[Message],
        after: str | None,
        before: str | None,
        outlets: list[str] | None,
    ) -> Iterator[tuple[str, list[Message]]]:
        wanted = Filters(_given(after), _given(before), tuple(outlets or ()))
        told = [*history, _message("user", question_html(text))]
        for html in _answering(assistant, text, wanted):
            yield "", [*told, _message("assistant", html)]

    question.submit(
        answer,
        inputs=[question, chat, *filters],
        outputs=[question, chat],
        show_progress="hidden",
        api_visibility="private",
    )


def _conversation() -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="chat",
        label="Answers",
        show_label=False,
        height="60vh",
        layout="panel",
        autoscroll=False,
        buttons=[],
        feedback_options=None,
        latex_delimiters=[],
        placeholder='<p class="placeholder">Ask what the articles say. Every sentence of an answer'
        " is a quotation; its number opens the article there.</p>",
    )


def _filters(library: Library) -> tuple[gr.Textbox, gr.Textbox, gr.Dropdown]:
    """From, to and outlets."""
    with gr.Accordion("Dates and outlets", open=False), gr.Row():
        after = gr.Textbox(label="Published from", placeholder="2024-02", min_width=120)
        before = gr.Textbox(label="to", placeholder="2025", min_width=120)
        outlets = gr.Dropdown(
            choices=[name for name, _ in library.sources()],
            label="Outlets",
            multiselect=True,
            min_width=200,
        )
    return after, before, outlets


def _answering(assistant: Assistant, text: str, filters: Filters) -> Iterator[str]:
    """The message as it grows: what is going on, sentences, the whole answer."""
    yield waiting_html("Searching …")
    sentences: list[SentenceFound] = []
    try:
        for event in assistant.stream(text, filters):
            if isinstance(event, HitsFound):
                yield waiting_html(f"Reading {len(event.hits)} passages …")
            elif isinstance(event, SentenceFound):
                sentences.append(event)
                cited = [citation for found in sentences for citation in found.citations]
                yield sentences_html([found.sentence for found in sentences], cited)
            elif isinstance(event, Answer):
                yield answer_html(event)
    except DatelineError as error:
        yield error_html(str(error))


def _given(text: str | None) -> str | None:
    return (text or "").strip() or None


def _message(role: str, html: str) -> Message:
    # A component, not Markdown text: article text must not be read as Markdown or LaTeX.
    return {"role": role, "content": gr.HTML(html)}
