"""Says in English what character recognition has to do with a quotation. Pure."""

from __future__ import annotations

from collections.abc import Sequence

_MAX_PAGES = 3


def format_recognition(pages: Sequence[int]) -> str:
    """Say that words were recognised on pages of a scan: "read by OCR, page 3"."""
    if not pages:
        return "read by OCR"
    numbers = ", ".join(map(str, pages[:_MAX_PAGES])) + (", …" if len(pages) > _MAX_PAGES else "")
    return f"read by OCR, {'page' if len(pages) == 1 else 'pages'} {numbers}"


def format_doubt(confidence: float) -> str:
    """Say how sure the recognition of a word was, from 0 to 1."""
    return f"OCR was {100 * confidence:.0f}% sure of this word"
