"""Renders the links that skip to a part of the screen, and the list of its keys. Pure."""

from __future__ import annotations

from assistant.present.html.environment import render

_KEYS = (
    (("?",), "shows these keys"),
    (("/",), "goes to the box"),
    (("Enter",), "asks; on a mark it goes to the quotation"),
    (("Shift", "Enter"), "starts a new line"),
    (("←", "→"), "go from mark to mark, or from tab to tab while a tab has the focus"),
    (("Tab",), "goes from a mark to what its card offers"),
    (("Esc",), "closes the card, the menu or the article; leaves the box"),
)


def render_help() -> str:
    """Render both."""
    return render("help.html", rows=_KEYS)
