"""How the screen looks: theme, styles and script. All of it is served from here."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import gradio as gr

_STYLES = ("screen.css", "tabs.css")


def look() -> dict[str, Any]:
    """Theme, styles and script, for whoever mounts the screen."""
    sans = ["system-ui", "sans-serif"]
    theme = gr.themes.Base(
        primary_hue="sky", neutral_hue="stone", font=sans, font_mono=["ui-monospace", "monospace"]
    )
    folder = files("assistant.ui")
    css = "".join(folder.joinpath(name).read_text("utf-8") for name in _STYLES)
    script = folder.joinpath("screen.js").read_text("utf-8")
    return {"theme": theme, "css": css, "head": f"<script>{script}</script>", "footer_links": []}
