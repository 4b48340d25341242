"""Renders the notice of a success or a failure. Pure."""

from __future__ import annotations

from assistant.present.html.environment import render


def render_notice(text: str) -> str:
    """Render the notice of a success."""
    return render("notice.html", text=text, failed=False)


def render_failure(text: str) -> str:
    """Render the reason of a failure."""
    return render("notice.html", text=text, failed=True)
