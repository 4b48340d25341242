"""Whether the first line of a text is a heading without marks. Pure.

Copy that has lost its dateline begins with a short line, too; then the next line goes on with it.
"""

from __future__ import annotations

import re

from index.language.en.boilerplate import is_credit
from index.language.en.line_words import RARELY_LAST, SENTENCE_WORDS, UNFINISHED

_SMALL_WORD = re.compile(r"(?<![^\W\d_])[a-zà-ž][^\W\d_]{3,}")
_SENTENCE_END = re.compile(r"[.?!][\"'”’)]*\s")
# Words are compared by so many letters, so that "closes" is "closed".
_STEM = 5
# The lead says again what the headline said; a sentence seldom says a word twice.
_MANY_AGAIN = 2
# A dateline takes less than half of a line (Reuters-21578: of 92 first lines in 100); what is left
# of the first sentence mostly has a name or one of these words.
_SHORT = 0.45


def is_heading(line: str, lead: str, width: int) -> bool:
    """Is the line a heading, a byline or a date, and not the beginning of the lead after it?"""
    if is_credit(line):
        return True
    if line == line.upper() and lead != lead.upper():
        return True
    if len(line) < _SHORT * width and _has_plain_words(line):
        return True
    end = _SENTENCE_END.search(lead)
    sentence = lead[: end.start()] if end else lead
    return len(_collect_stems(line) & _collect_stems(sentence)) >= _MANY_AGAIN


def _has_plain_words(line: str) -> bool:
    """Does it have neither a name after its first word nor a word that headlines leave out?"""
    words = line.split()[1:]
    return bool(words) and all(word.islower() and word not in SENTENCE_WORDS for word in words)


def _collect_stems(text: str) -> set[str]:
    words = _SMALL_WORD.findall(text)
    return {word[:_STEM] for word in words if word not in UNFINISHED and word not in RARELY_LAST}
