"""The break between two lines: what the words beside it say about it. Pure.

The weights are added up: over zero, the words say that a sentence goes on over the break. They were
set on rewrapped articles of Reuters-21578 (`python -m eval.sentences`). The width and the
indentation of lines are weighed in `paragraphs`.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from index.language.en.abbreviations import Stop, classify_stop, ends_sentence
from index.language.en.line_words import (
    CLIPPED_NAMES,
    MONTH_NAMES,
    MONTHS,
    NAME_ENDS,
    OPENERS,
    RARELY_LAST,
    UNFINISHED,
)
from index.splitting.lines import Line

# No sentence ends here, however the lines are laid out.
CERTAIN = 5.0
LIKELY = 3.0
_SMALL_LETTER = 4.0
_HINT = 1.0
_BEGINNING = -3.0
_COLON = -1.5
# "He said:" before a quotation, whose first word has a capital.
_SPEECH = 5.0

_REACH = 40
_FIRST_WORDS = {**dict.fromkeys(MONTH_NAMES, LIKELY), **dict.fromkeys(NAME_ENDS, CERTAIN)}
_CLOSING = "\"'”’»)]"
_OPENING = "\"“‘'"
_END_MARKS = ".?!…。？！"
_BRACKETS = "\"'“‘([<"
_LAST_WORDS = {
    **dict.fromkeys(CLIPPED_NAMES, 2 * _HINT),
    **dict.fromkeys(RARELY_LAST, LIKELY),
    **dict.fromkeys(UNFINISHED, CERTAIN),
}
_FIRST_WORD = re.compile(r"([\"'“‘(<]{0,2}|[-–—]{1,2} )([^\W\d_]{1,24})")
# "LONDON, March 3 -", "LONDON (Wire) —": a story begins.
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'/]{2,40}(?:[A-Z][a-z.]{2,9} \d{1,2},? ?)?(?:\([A-Za-z]{2,20}\) ?)?[-–—]{1,2} "
)


# "source: Bay Post": a record, one field a line.
_FIELD = re.compile(r"[\w-]{2,24}: *\S")


class Ending(Enum):
    """How a line ends: without an end mark, with one, or with an abbreviation."""

    OPEN = "open"
    ABBREVIATION = "abbreviation"
    END = "end"


_ENDINGS = {
    Stop.WORD: Ending.END,
    Stop.DOUBTFUL: Ending.ABBREVIATION,
    Stop.NEVER: Ending.OPEN,
}


class LineBreak(NamedTuple):
    """The break between two lines that are not blank, with `blanks` blank lines between them.

    `words` is the sum of the weights of the words beside it; `needed` the columns that the line
    before would have with the first word after it.
    """

    before: Line
    after: Line
    blanks: int
    ending: Ending
    words: float
    needed: int

    @property
    def begins_quotation(self) -> bool:
        """Does a quotation begin after the break?"""
        text = self.after.text
        return text[0] in _OPENING and text[1:2].isupper()


def read_break(before: Line, after: Line, blanks: int) -> LineBreak:
    """Weigh the words beside a break."""
    ending = read_ending(before.text)
    words = 0.0 if ending is Ending.END else _weigh(before.text, after.text, ending)
    first_end = after.text.find(" ")
    needed = before.length + 1 + (first_end if first_end >= 0 else len(after.text))
    return LineBreak(before, after, blanks, ending, words, needed)


def read_ending(line: str) -> Ending:
    """How a line ends. A title such as "Gen." leaves it open."""
    end = line[-_REACH:].rstrip(_CLOSING)
    if not end or end[-1] not in _END_MARKS:
        return Ending.OPEN
    stop = classify_stop(end) if end[-1] == "." else Stop.WORD
    return _ENDINGS[stop]


def _weigh(before: str, after: str, ending: Ending) -> float:
    if ": " in after and _FIELD.match(before) and _FIELD.match(after):
        return _BEGINNING
    start = _weigh_start(before, after)
    if ending is Ending.ABBREVIATION:
        if ends_sentence(before, after) is not False:
            return start
        return LIKELY + _HINT if after[0].isdigit() else max(start, _HINT)
    if before[-1] == ".":
        return CERTAIN
    if before[-1] in ":;" and after[0] in _OPENING:
        return _SPEECH
    return _weigh_end(before, after) + start


def _weigh_end(line: str, next_line: str) -> float:
    last = line[-1]
    if not last.isalpha():
        if last in ",&/([{<“‘" or (last in "-–—" and line[-2:-1].strip()):
            return CERTAIN
        return {";": _HINT, ":": _COLON}.get(last, 0.0)
    word = line[line.rfind(" ") + 1 :].lstrip(_BRACKETS).lower()
    if word in MONTHS:
        return CERTAIN if next_line[0].isdigit() else 0.0
    return _LAST_WORDS.get(word, 0.0)


def _weigh_start(line: str, next_line: str) -> float:
    first = next_line[0]
    if first.islower():
        return _SMALL_LETTER
    if first in ")]}%,;.":
        return CERTAIN
    if first.isdigit() or first in "$£€¥":
        return _HINT
    match = _FIRST_WORD.match(next_line)
    if match is None:
        return 0.0
    mark, word = match[1], match[2]
    if word[0].islower():
        return _SMALL_LETTER
    known = _FIRST_WORDS.get(word.lower())
    if known is not None:
        return known
    if mark in ("(", "<"):
        return _HINT
    begins = word.lower() in OPENERS or _DATELINE.match(next_line) is not None
    # In capitals, every word could begin a sentence.
    return _BEGINNING if begins and not (line.isupper() and next_line.isupper()) else 0.0
