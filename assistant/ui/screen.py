"""Builds the screen: the masthead and one tab a task. The tabs are in the modules `tab_*`."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.present.alerts.view import name_search_tab
from assistant.present.html.archive_view import render_masthead
from assistant.present.html.help_view import render_help
from assistant.server.rest.service import Service
from assistant.ui.address_bar import build_address_bar
from assistant.ui.ask.tab_ask import build_ask_tab
from assistant.ui.clippings.tab_clippings import build_clippings_tab
from assistant.ui.library.tab_library import build_library_tab
from assistant.ui.search.tab_search import build_search_tab


def build_screen(service: Service) -> gr.Blocks:
    """Build the screen of a server's library."""

    def render() -> str:
        return render_masthead(service.library.stats(), service.assistant.notice)

    def name_tab() -> Any:
        return gr.update(label=name_search_tab(service.library.alerts.count_unseen()))

    screen: gr.Blocks = gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True)
    with screen:
        gr.HTML(render_help(), elem_id="help", apply_default_css=False)
        masthead = gr.HTML(render(), elem_id="masthead", apply_default_css=False)
        address_bar = build_address_bar()
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Ask", id="ask"):
                build_ask_tab(service, screen, masthead, address_bar)
            with gr.Tab("Search", id="search") as search_tab:
                build_search_tab(service, search_tab, address_bar)
            with gr.Tab("Library", id="library") as tab:
                build_library_tab(service, tab, masthead)
            with gr.Tab("Clippings", id="clippings"):
                build_clippings_tab()
        for load, output in ((render, masthead), (name_tab, search_tab)):
            screen.load(load, outputs=output, show_progress="hidden", api_visibility="private")
    return screen
