"""Loads the look of the screen: theme, styles and scripts. All of it comes from this server."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import gradio as gr

_STYLES = (
    "tokens.css",
    "screen.css",
    "chat.css",
    "evidence.css",
    "timeline.css",
    "tabs.css",
    "clippings/clippings.css",
    "print.css",
)
_SCRIPTS = ("screen.js", "evidence.js", "timeline.js", "clippings/clippings.js")
# As in tokens.css: the browser paints these before the styles arrive.
_PAPER, _PAPER_DARK = "#ffffff", "#171614"
_INK, _INK_DARK = "#1c1b19", "#ece9e2"
# Gradio's names for the colours of tokens.css, the same in light and dark mode.
_SURFACES = {
    "body_text_color_subdued": "var(--dl-quiet)",
    "background_fill_primary": "var(--dl-paper)",
    "background_fill_secondary": "var(--dl-raised)",
    "border_color_primary": "var(--dl-line)",
    "border_color_accent": "var(--dl-accent)",
    "color_accent": "var(--dl-accent)",
    "color_accent_soft": "var(--dl-raised)",
    "link_text_color": "var(--dl-link)",
    "link_text_color_hover": "var(--dl-link)",
    "link_text_color_visited": "var(--dl-link)",
    "link_text_color_active": "var(--dl-link)",
    "block_background_fill": "var(--dl-paper)",
    "block_border_color": "var(--dl-line)",
    "block_label_background_fill": "var(--dl-paper)",
    "block_label_text_color": "var(--dl-quiet)",
    "block_title_text_color": "var(--dl-quiet)",
    "block_info_text_color": "var(--dl-quiet)",
    "panel_background_fill": "var(--dl-raised)",
    "panel_border_color": "var(--dl-line)",
    "input_background_fill": "var(--dl-paper)",
    "input_background_fill_focus": "var(--dl-paper)",
    "input_background_fill_hover": "var(--dl-paper)",
    "input_border_color": "var(--dl-edge)",
    "input_border_color_focus": "var(--dl-accent)",
    "input_border_color_hover": "var(--dl-edge)",
    "input_placeholder_color": "var(--dl-quiet)",
    "loader_color": "var(--dl-accent)",
    "slider_color": "var(--dl-accent)",
    "stat_background_fill": "var(--dl-mark)",
    "table_border_color": "var(--dl-line)",
    "table_even_background_fill": "var(--dl-paper)",
    "table_odd_background_fill": "var(--dl-raised)",
    "button_primary_background_fill": "var(--dl-accent)",
    "button_primary_background_fill_hover": "var(--dl-accent)",
    "button_primary_border_color": "var(--dl-accent)",
    "button_primary_text_color": "var(--dl-on-accent)",
    "button_primary_text_color_hover": "var(--dl-on-accent)",
    "button_secondary_background_fill": "var(--dl-paper)",
    "button_secondary_background_fill_hover": "var(--dl-raised)",
    "button_secondary_border_color": "var(--dl-edge)",
    "button_secondary_text_color": "var(--dl-ink)",
    "button_secondary_text_color_hover": "var(--dl-ink)",
    "checkbox_background_color": "var(--dl-paper)",
    "checkbox_background_color_selected": "var(--dl-accent)",
    "checkbox_border_color": "var(--dl-edge)",
    "checkbox_border_color_selected": "var(--dl-accent)",
    "checkbox_label_background_fill": "var(--dl-paper)",
    "checkbox_label_background_fill_hover": "var(--dl-raised)",
    "checkbox_label_background_fill_selected": "var(--dl-raised)",
    "checkbox_label_text_color": "var(--dl-ink)",
    "checkbox_label_text_color_selected": "var(--dl-ink)",
    "error_background_fill": "var(--dl-raised)",
    "error_text_color": "var(--dl-bad)",
    "error_border_color": "var(--dl-bad)",
    "error_icon_color": "var(--dl-bad)",
}
_SHAPES = {
    "block_border_width": "1px",
    "block_shadow": "none",
    "block_label_shadow": "none",
    "block_radius": "var(--dl-radius)",
    "container_radius": "var(--dl-radius)",
    "input_radius": "var(--dl-radius)",
    "input_border_width": "1px",
    "input_shadow": "none",
    "input_shadow_focus": "none",
    "button_large_radius": "var(--dl-radius)",
    "button_medium_radius": "var(--dl-radius)",
    "button_small_radius": "var(--dl-radius)",
    "button_large_text_weight": "600",
    "button_transition": "none",
    "layout_gap": "var(--dl-gap)",
}


def load_look() -> dict[str, Any]:
    """Load theme, styles and scripts, as arguments for mounting the screen."""
    folder = files("assistant.ui.static")
    css = "".join(folder.joinpath(name).read_text("utf-8") for name in _STYLES)
    scripts = (folder.joinpath(name).read_text("utf-8") for name in _SCRIPTS)
    head = "".join(f"<script>{script}</script>" for script in scripts)
    return {"theme": _make_theme(), "css": css, "head": head, "footer_links": []}


def _make_theme() -> gr.themes.Base:
    theme = gr.themes.Base(
        primary_hue="sky",
        neutral_hue="stone",
        font=["var(--dl-sans)"],
        font_mono=["var(--dl-mono)"],
    )
    return theme.set(
        body_background_fill=_PAPER,
        body_background_fill_dark=_PAPER_DARK,
        body_text_color=_INK,
        body_text_color_dark=_INK_DARK,
        **_SHAPES,
        **_SURFACES,
        **_add_dark_names(_SURFACES),
    )


def _add_dark_names(surfaces: dict[str, str]) -> dict[str, str]:
    """Add the same values under Gradio's names for dark mode, as far as they exist."""
    names = gr.themes.Base().__dict__
    return {f"{n}_dark": value for n, value in surfaces.items() if f"{n}_dark" in names}
