"""The evidence panel as a component of the screen: passages, and articles opened in their place.

What happens at a click is in evidence.js.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.present.html.evidence import render_idle, render_reader


def evidence_panel() -> gr.HTML:
    """Put the panel where one is now building; its value is to be `render_evidence` of an answer.

    Elements of the class `show-evidence` open it where it is not beside the answer.
    """
    plain: dict[str, Any] = {"js_on_load": None, "apply_default_css": False}
    with gr.Column(elem_id="evidence-side"):
        gr.HTML(render_reader(), elem_id="reader-tools", **plain)
        return gr.HTML(render_idle(), elem_id="evidence", **plain)
