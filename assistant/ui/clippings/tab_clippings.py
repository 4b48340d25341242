"""The Clippings tab: what was kept of articles, with notes.

The panel's script asks the server for the list, and `clippings.js` for each change; neither goes
through Gradio's queue.
"""

from __future__ import annotations

from importlib.resources import files

import gradio as gr

from assistant.present.clippings.clippings_view import render_panel


def build_clippings_tab() -> None:
    """Add the list to the tab that is being built."""
    script = files("assistant.ui.static").joinpath("clippings/list.js").read_text("utf-8")
    gr.HTML(render_panel(), js_on_load=script, elem_id="clippings", apply_default_css=False)
