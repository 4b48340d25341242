"""Whether the first line of a text is a heading without marks. Pure.

Copy that has lost its dateline begins with a short line, too; then the next line goes on with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.language.en.boilerplate import is_credit
from index.language.en.line_words import RARELY_LAST, UNFINISHED

_WORD = re.compile(r"[^\W\d_]{4,}")
# Words are compared by so many letters, so that "closes" is "closed".
_STEM = 5
# The lead says again what the headline said; a sentence seldom says a word twice.
_MANY_AGAIN = 2


def is_heading(line: str, lead: Iterable[str]) -> bool:
    """Is the line a heading, a byline or a date, and not the beginning of the lead after it?"""
    lines = list(lead)
    if is_credit(line):
        return True
    if line == line.upper() and any(each != each.upper() for each in lines):
        return True
    again = _collect_stems([line]) & _collect_stems(lines)
    return len(again) >= _MANY_AGAIN


def _collect_stems(lines: Iterable[str]) -> set[str]:
    words = {word.lower() for line in lines for word in _WORD.findall(line)}
    return {word[:_STEM] for word in words if word not in UNFINISHED and word not in RARELY_LAST}
