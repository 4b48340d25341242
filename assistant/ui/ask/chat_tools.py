"""The tools below the conversation: a new chat, the past chats of this browser, the export.

Past chats stay in the browser, where chats.js keeps them. An export writes no file on the server:
the page gets the text and saves it.
"""

from __future__ import annotations

import json
import time
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.chat.chat_json import Chat
from assistant.chat.reopening import reopen_chat
from assistant.present.export.chat_markdown import render_chat_markdown
from assistant.present.export.chat_page import render_chat_page
from assistant.present.export.server_links import make_web_link
from assistant.present.html.environment import render
from index.library import Library

# Characters of the server's address, as the reader has it.
_MAX_SERVER = 300


def build_chat_tools() -> gr.HTML:
    """Add the tools to the current Gradio context; their value tells chats.js what to do."""
    script = files("assistant.ui.static").joinpath("chats.js").read_text("utf-8")
    return gr.HTML(
        "",
        html_template=render("desk.html"),
        js_on_load=script,
        elem_id="desk",
        apply_default_css=False,
    )


def connect_export(tools: gr.HTML, chat: gr.State, library: Library) -> None:
    """Connect the download buttons: they save the chat, as far as the archive still shows it."""

    def export(chat: Chat, event: gr.EventData) -> Any:
        data = event._data if isinstance(event._data, dict) else {}
        if not chat.turns:
            skipped: dict[str, Any] = gr.skip()
            return skipped
        server = make_web_link(str(data.get("server", ""))[:_MAX_SERVER])
        render_chat = render_chat_page if data.get("form") == "html" else render_chat_markdown
        kind = "html" if render_chat is render_chat_page else "markdown"
        file = {
            "name": f"dateline-chat.{'html' if kind == 'html' else 'md'}",
            "type": f"text/{kind};charset=utf-8",
            "text": render_chat(reopen_chat(chat, library).turns, server),
        }
        # The time makes a repeated export a new value, so that Gradio sends it.
        return json.dumps({"save": file, "at": time.time_ns()})

    tools.download(export, [chat], [tools], show_progress="hidden", api_visibility="private")
