"""The page: what stands above, and a tab for each thing to do."""

from __future__ import annotations

import gradio as gr

from assistant.dates import readable
from assistant.markup.answer import READER
from assistant.rest.service import Service
from assistant.ui.chat import chat
from assistant.ui.library import archive
from assistant.ui.search import search
from index.library import Library


def build(service: Service) -> gr.Blocks:
    """The screen of a server's library."""
    screen: gr.Blocks = gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True)
    with screen:
        gr.HTML(_masthead(service.library), elem_id="masthead")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Ask", id="ask"):
                _ask(service)
            with gr.Tab("Search", id="search"):
                search(service)
            with gr.Tab("Library", id="library") as tab:
                archive(service, tab)
    return screen


def _ask(service: Service) -> None:
    with gr.Row(equal_height=False, elem_id="ask-row"):
        with gr.Column(scale=3, min_width=340, elem_id="ask"):
            chat(service.library, service.assistant)
        with gr.Column(scale=2, min_width=340, elem_id="evidence-column"):
            gr.HTML(f'<iframe name="{READER}" src="/reader" title="Article"></iframe>')


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
