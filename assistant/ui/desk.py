"""Below the conversation: a new chat, the past chats of this browser, and the export.

Past chats stay in the browser; chats.js keeps them there. No file is written for an export: the
page gets the text and saves it.
"""

from __future__ import annotations

import json
import time
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.chat.chat_json import Chat
from assistant.present.export.markdown import chat_markdown
from assistant.present.export.page import render_chat_page
from assistant.present.html.environment import render


def desk() -> gr.HTML:
    """Put the tools where one is now building; their value is what chats.js is to do."""
    script = files("assistant.ui.static").joinpath("chats.js").read_text("utf-8")
    return gr.HTML(
        "",
        html_template=render("desk.html"),
        js_on_load=script,
        elem_id="desk",
        apply_default_css=False,
    )


def exporting(tools: gr.HTML, chat: gr.State) -> None:
    """Let the chat be saved as a file."""

    def export(chat: Chat, event: gr.EventData, request: gr.Request) -> Any:
        data = event._data if isinstance(event._data, dict) else {}
        if not chat.turns:
            skipped: dict[str, Any] = gr.skip()
            return skipped
        server = str(request.request.base_url) if request.request else ""
        written = render_chat_page if data.get("form") == "html" else chat_markdown
        kind = "html" if written is render_chat_page else "markdown"
        file = {
            "name": f"dateline-chat.{'html' if kind == 'html' else 'md'}",
            "type": f"text/{kind};charset=utf-8",
            "text": written(chat.turns, server),
        }
        # The same file once more is another value, too.
        return json.dumps({"save": file, "at": time.time_ns()})

    tools.download(export, [chat], [tools], show_progress="hidden", api_visibility="private")
