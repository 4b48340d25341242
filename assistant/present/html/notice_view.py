"""Renders what has just been done, or could not be. Pure."""

from __future__ import annotations

from assistant.present.html.environment import render


def render_notice(text: str) -> str:
    """What has been done."""
    return render("notice.html", text=text, failed=False)


def render_failure(text: str) -> str:
    """Why something could not be done."""
    return render("notice.html", text=text, failed=True)
