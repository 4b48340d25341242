"""Keeps the address of the page: what a tab shows has one, and Back and Forward go between them.

The page holds the addresses (addresses.js); the tabs say here where they are.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from importlib.resources import files

import gradio as gr

# Opens what the address of a page that has loaded asks for.
OPEN_ADDRESS = "() => document.dispatchEvent(new Event('dateline-loaded'))"


@dataclass(frozen=True, slots=True)
class Step:
    """What a tab shows now: its address, and for a question its chat and its number in it, from 0.

    A step `is_new` unless the page itself asked for this address.
    """

    tab: str
    address: str
    chat: str = ""
    turn: int = -1
    is_new: bool = True


def build_address_bar() -> gr.HTML:
    """Add the component to the current Gradio context. It shows nothing; its values come from
    `describe_step`, and its events carry what an address asks for."""
    script = files("assistant.ui.static").joinpath("addresses.js").read_text("utf-8")
    return gr.HTML("", js_on_load=script, elem_id="place", apply_default_css=False)


def describe_step(step: Step) -> str:
    """Describe a step to the page."""
    said = {
        "tab": step.tab,
        "address": step.address,
        "chat": step.chat,
        "turn": step.turn,
        "isNew": step.is_new,
        # The same step again is a new value, so that Gradio sends it.
        "at": time.time_ns(),
    }
    return json.dumps(said)
