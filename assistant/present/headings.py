"""Parts a passage into its prose and the headings that its text marks with "## ". Pure.

The stored text stays as it is; only what is shown leaves the marks out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+(\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TextPart:
    """Prose, or a heading without its mark; `start` is its offset in the article."""

    text: str
    start: int
    is_heading: bool = False


def split_headings(text: str, start: int = 0) -> list[TextPart]:
    """Split a text that begins at `start` in its article; what is white space alone is left out,
    unless it is the whole text."""
    parts: list[TextPart] = []
    done = 0
    for match in _HEADING.finditer(text):
        heading = match[1].rstrip(" \t#")  # here and not in the pattern, which would be slow
        if heading:
            parts.append(TextPart(text[done : match.start()], start + done))
            parts.append(TextPart(heading, start + match.start(1), is_heading=True))
            done = match.end()
    parts.append(TextPart(text[done:], start + done))
    return [part for part in parts if part.text.strip()] or [TextPart(text, start)]


def join_prose(text: str) -> str:
    """The prose of a text on one line, without its headings; the text itself if it has none."""
    prose = [part.text for part in split_headings(text) if not part.is_heading]
    return " ".join(" ".join(prose).split()) or " ".join(part.text for part in split_headings(text))


def is_heading(text: str) -> bool:
    """Is it a heading and nothing else?"""
    return all(part.is_heading for part in split_headings(text))
