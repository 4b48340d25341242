"""The page: what stands above, and a tab for each thing to do."""

from __future__ import annotations

import gradio as gr

from assistant.dates import readable
from assistant.rest.service import Service
from assistant.ui.chat import chat
from index.library import Library


def build(service: Service) -> gr.Blocks:
    """The screen of a server's library."""
    screen: gr.Blocks = gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True)
    with screen:
        gr.HTML(_masthead(service.library), elem_id="masthead", apply_default_css=False)
        with gr.Tabs(elem_id="tabs"), gr.Tab("Ask", id="ask"):
            chat(service, screen)
    return screen


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
