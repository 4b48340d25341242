"""The chat: a question, filters, and answers as they come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.answer import Answer
from assistant.examples import example_questions
from assistant.markup.answer import (
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


def chat(library: Library, assistant: Assistant) -> None:
    """Put the chat where one is now building."""
    conversation = _conversation()
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
        inputs=[question, conversation, *filters],
        outputs=[question, conversation],
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
