"""The terminal: a console, and text that is safe to show on it."""

from __future__ import annotations

import re

from rich.console import Console

# Escape sequences in an article could rewrite the screen.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class PipeConsole(Console):
    """A console that lets the command decide what happens when its reader has gone."""

    def on_broken_pipe(self) -> None:
        """Raise the BrokenPipeError again; rich calls this where it handles one."""
        raise


def strip_line(text: str) -> str:
    """Put a text on one line, without characters that control a terminal."""
    return " ".join(strip_controls(text).split())


def strip_controls(text: str) -> str:
    """Replace the characters that control a terminal; line ends stay."""
    return _CONTROL.sub("\ufffd", text)
