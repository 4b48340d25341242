"""The evidence panel as a component of the screen: passages, and the article opened from them.

Clicks are handled in evidence.js.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.present.html.evidence_view import render_idle, render_reader


def build_evidence_panel() -> gr.HTML:
    """Add the panel to the current Gradio context; its values come from `render_evidence`.

    On narrow screens, elements of the class `show-evidence` open it.
    """
    plain: dict[str, Any] = {"js_on_load": None, "apply_default_css": False}
    with gr.Column(elem_id="evidence-side"):
        gr.HTML(render_reader(), elem_id="reader-tools", **plain)
        return gr.HTML(render_idle(), elem_id="evidence", **plain)
