"""Renders the notice of a success or a failure. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.present.html.environment import render


def render_notice(text: str, undo: Sequence[str] = ()) -> str:
    """Render the notice of a success, with a button that brings back the articles of these ids."""
    return render("notice.html", text=text, failed=False, undo=list(undo))


def render_failure(text: str) -> str:
    """Render the reason of a failure."""
    return render("notice.html", text=text, failed=True, undo=[])
