"""Whether the first line of a text is a heading without marks. Pure.

Copy that has lost its dateline begins with a short line, too; then the next line goes on with it.
"""

from __future__ import annotations

import re

from index.language.en.line_words import RARELY_LAST, SENTENCE_WORDS, UNFINISHED
from index.language.en.publishing.boilerplate import is_credit

_SMALL_WORD = re.compile(r"(?<![^\W\d_])[a-zà-ž][^\W\d_]{3,}")
_SENTENCE_END = re.compile(r"[.?!][\"'”’)]*\s")
# Words are compared by so many letters, so that "closes" is "closed".
_STEM = 5
# The lead says again what the headline said; a sentence seldom says a word twice.
_MANY_AGAIN = 2
# Where a dateline is missing, seldom less than this share of the width is left (in 16 of 100 first
# lines of Reuters-21578), and that mostly has a name or a word that headlines leave out.
_SHORT = 0.45


def is_heading(line: str, lead: str, width: int) -> bool:
    """Is the line a heading, a byline or a date, and not the beginning of the lead after it?"""
    if is_credit(line):
        return True
    if line == line.upper() and lead != lead.upper():
        return True
    if len(line) < _SHORT * width and _has_plain_words(line) and not lead[0].isdigit():
        return True
    end = _SENTENCE_END.search(lead)
    sentence = lead[: end.start()] if end else lead
    return len(_collect_stems(line) & _collect_stems(sentence)) >= _MANY_AGAIN


def _has_plain_words(line: str) -> bool:
    """Does it have no name after its first word, and no word that headlines leave out or do not
    end in?"""
    words = line.split()[1:]
    if not words or words[-1] in RARELY_LAST:
        return False
    return all(word.islower() and word not in SENTENCE_WORDS for word in words)


def _collect_stems(text: str) -> set[str]:
    words = _SMALL_WORD.findall(text)
    return {word[:_STEM] for word in words if word not in UNFINISHED and word not in RARELY_LAST}
