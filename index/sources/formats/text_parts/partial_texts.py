"""Texts of which an API gives a part only, and its own words in place of a text. Pure.

What an API adds is not text: "[+1234 chars]", "ONLY AVAILABLE IN PAID PLANS".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from index.core.errors import DatelineError
from index.sources.metadata import SUMMARIES

# NewsAPI and GNews, at the end of 200 or so characters.
_CUT = re.compile(
    r"(?<!\s)\s*+(?:(?:…|\.{3})\s*+)?+\[\+?\s?\d[\d,.]*+ (?:chars|characters)\]\s*+\Z"
)
_WITHHELD = re.compile(r"\W*only available in [\w ,/]{1,60} plans?\W*", re.IGNORECASE)
# The end of a sentence: its mark, and the quotation mark or bracket behind it.
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][\"”’»)]*(?=\s|\Z)"
)


def read_partial_text(text: str) -> tuple[str, str]:
    """The text without an API's mark of a cut, and a note on the cut, "" if there is none.

    A sentence that breaks off at the cut is left out if another one is whole. Raises DatelineError
    for a text that the API withholds.
    """
    if _WITHHELD.fullmatch(text[:200]):
        raise DatelineError(f"its provider withholds its text ('{text.strip()[:60]}')")
    match = _CUT.search(text, max(0, len(text) - 60))
    if match is None:
        return text, ""
    part = text[: match.start()]
    ends = [end.end() for end in _SENTENCE_END.finditer(part)]
    part = part[: ends[-1]] if ends else part
    return part, "its provider gives only the beginning of its text"


def explain_missing_text(record: Mapping[str, Any], url: str) -> str:
    """Why a record has no text, if it has something else."""
    names = {str(name).strip().lower() for name, value in record.items() if value}
    summary = next((name for name in SUMMARIES if name in names), "")
    if summary:
        return f"it has no text, only a summary (under '{summary}')"
    if url:
        return "it has no text, only the address of its page: add that address to read it"
    return "it has no text"
