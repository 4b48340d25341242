"""Escapes text for Markdown. Pure."""

from __future__ import annotations

import re
from urllib.parse import quote

from index.core.text import one_line

# Marks at any place; many readers take "$" for the start of a formula.
_MARKS = re.compile(r"[\\`*_\[\]<>&|~#$!^{}]")
# Marks of a list, a heading or a rule at the start of a line, and what readers turn into links.
_PLACED = re.compile(r"^[-+=]|(?<=^\d)[.)]|(?<=\w):(?=//)|(?<=www)\.|(?<=\w)@(?=\w)")
# "12." begins a list as "1." does.
_NUMBERED = re.compile(r"^(\d{2,9})([.)])")
# Marks that change the direction of writing.
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What an address may have besides letters and digits.
_ADDRESS_MARKS = "%:/?#@!$&'*+,;=~()[]"


def escape_markdown(text: str) -> str:
    """Escape a text, so that Markdown shows it as it is, on one line."""
    escaped = _MARKS.sub(r"\\\g<0>", strip_direction_marks(text))
    return _PLACED.sub(r"\\\g<0>", _NUMBERED.sub(r"\1\\\2", escaped))


def render_link(label: str, url: str) -> str:
    """Render a label as a link, or as text if the address is not one of the web."""
    text = escape_markdown(label)
    is_web = url.startswith(("https://", "http://"))
    return f"[{text}](<{quote(url, safe=_ADDRESS_MARKS)}>)" if is_web else text


def strip_direction_marks(text: str) -> str:
    """Remove line breaks, and the marks that change the direction of writing."""
    return one_line(_DIRECTION_MARKS.sub("", text))
