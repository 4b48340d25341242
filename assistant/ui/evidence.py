"""The evidence panel as a component of the screen: passages, and articles opened in their place.

What happens at a click is in evidence.js.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.markup.evidence import idle_html

# The frame is empty until an article is opened in it.
_READER = """
<div class="reader-bar">
  <button type="button" id="reader-back" class="dl-button">← Evidence</button>
  <span class="walk" id="reader-walk">
    <button type="button" id="reader-previous" class="dl-button" aria-label="Previous quote">
      ‹</button>
    <button type="button" id="reader-next" class="dl-button" aria-label="Next quote">›</button>
    <span role="status">
      <span class="visually-hidden">Quote</span> <span id="reader-where"></span></span>
  </span>
  <a id="reader-page" target="_blank" rel="noopener" href="/">Own page ↗</a>
</div>
<div id="reader" hidden><iframe name="reader" title="Article"></iframe></div>
"""


def evidence_panel() -> gr.HTML:
    """Put the panel where one is now building; its value is to be `evidence_html` of an answer.

    Elements of the class `show-evidence` open it where it is not beside the answer.
    """
    plain: dict[str, Any] = {"js_on_load": None, "apply_default_css": False}
    with gr.Column(elem_id="evidence-side"):
        gr.HTML(_READER, elem_id="reader-tools", **plain)
        return gr.HTML(idle_html(), elem_id="evidence", **plain)
