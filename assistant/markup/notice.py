"""What has just been done, or could not be, as HTML. Pure."""

from __future__ import annotations

from assistant.markup.text import line


def notice_html(text: str) -> str:
    """What has been done."""
    return f'<p class="dl-notice" role="status">{line(text)}</p>'


def failure_html(text: str) -> str:
    """Why something could not be done."""
    return f'<p class="dl-failure" role="alert">{line(text)}</p>'
