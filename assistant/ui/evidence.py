"""The evidence panel as a component of the screen."""

from __future__ import annotations

import gradio as gr

from assistant.markup.evidence import idle_html


def evidence_panel() -> gr.HTML:
    """Put the panel where one is now building; its value is to be `evidence_html` of an answer."""
    return gr.HTML(idle_html(), elem_id="evidence")
