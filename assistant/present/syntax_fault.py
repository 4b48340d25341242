"""Shows on a terminal where a query cannot be understood. Pure."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len

_BEFORE, _AFTER = 40, 30


def point_at(query: str, offset: int) -> str:
    """Two lines: the part of a query around an offset, and a caret below the place."""
    start = max(0, offset - _BEFORE)
    end = min(len(query), offset + _AFTER)
    before = ("…" if start else "") + _make_visible(query[start:offset])
    after = _make_visible(query[offset:end]) + ("…" if end < len(query) else "")
    return f"  {before}{after}\n  {' ' * cell_len(before)}^"


def _make_visible(text: str) -> str:
    """Text with a space for each character that moves others or the terminal's cursor."""
    return "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
