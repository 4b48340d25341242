"""The page: what stands above, and a tab for each thing to do."""

from __future__ import annotations

import gradio as gr

from assistant.present.html.archive import render_masthead
from assistant.server.rest.service import Service
from assistant.ui.chat import chat
from assistant.ui.library import archive
from assistant.ui.search import search


def build(service: Service) -> gr.Blocks:
    """The screen of a server's library."""
    screen: gr.Blocks = gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True)
    with screen:
        masthead = gr.HTML(
            render_masthead(service.library.stats()), elem_id="masthead", apply_default_css=False
        )
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Ask", id="ask"):
                chat(service, screen)
            with gr.Tab("Search", id="search") as tab:
                search(service, tab)
            with gr.Tab("Library", id="library") as tab:
                archive(service, tab, masthead)
        screen.load(
            lambda: render_masthead(service.library.stats()),
            outputs=masthead,
            show_progress="hidden",
            api_visibility="private",
        )
    return screen
