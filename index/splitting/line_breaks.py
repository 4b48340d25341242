"""The break between two lines: what the words beside it say about it. Pure.

The weights are added up: over zero, the words say that a sentence goes on over the break. They were
set on rewrapped articles of Reuters-21578 (`python -m eval.sentences`). The width and the
indentation of lines are weighed in `paragraphs`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

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
_CLOSING = "\"'”’»)]"
_OPENING = "\"“‘'"
_END_MARKS = ".?!…。？！"
_LAST_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,24}$")
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


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The break between two lines that are not blank, with `blanks` blank lines between them.

    `words` is the sum of the weights of the words beside it.
    """

    before: Line
    after: Line
    blanks: int
    ending: Ending
    words: float

    @property
    def begins_quotation(self) -> bool:
        """Does a quotation begin after the break?"""
        text = self.after.text
        return text[0] in _OPENING and text[1:2].isupper()

    @property
    def next_length(self) -> int:
        """The length of the first word after the break."""
        return len(self.after.text.split(maxsplit=1)[0])


def read_break(before: Line, after: Line, blanks: int) -> LineBreak:
    """Weigh the words beside a break."""
    ending = read_ending(before.text)
    words = 0.0
    if before.text.endswith(".") and ending is Ending.OPEN:
        return LineBreak(before, after, blanks, ending, CERTAIN)
    if ending is not Ending.END:
        is_in_capitals = not (_has_small_letter(before.text) or _has_small_letter(after.text))
        words = _weigh_end(before.text, after.text) + _weigh_start(after.text, is_in_capitals)
        if ending is Ending.ABBREVIATION and ends_sentence(before.text, after.text) is False:
            words = LIKELY + _HINT if after.text[0].isdigit() else max(words, _HINT)
        if _FIELD.match(before.text) and _FIELD.match(after.text):
            words = _BEGINNING
        elif before.text[-1] in ":;" and after.text[0] in _OPENING:
            words += _SPEECH
    return LineBreak(before, after, blanks, ending, words)


def read_ending(line: str) -> Ending:
    """How a line ends. A title such as "Gen." leaves it open."""
    end = line[-_REACH:].rstrip(_CLOSING)
    if not end or end[-1] not in _END_MARKS:
        return Ending.OPEN
    stop = classify_stop(end) if end[-1] == "." else Stop.WORD
    return _ENDINGS[stop]


def _has_small_letter(line: str) -> bool:
    return line.upper() != line


def _weigh_end(line: str, next_line: str) -> float:
    if line[-1] in ",&/([{<“‘" or (line[-1] in "-–—" and line[-2:-1].strip()):
        return CERTAIN
    match = _LAST_WORD.search(line[-_REACH:])
    word = match[0].lower() if match else ""
    if word in UNFINISHED:
        return CERTAIN
    if word in RARELY_LAST:
        return LIKELY
    if word in MONTHS and next_line[0].isdigit():
        return LIKELY
    if word in CLIPPED_NAMES:
        return 2 * _HINT
    return {";": _HINT, ":": _COLON}.get(line[-1], 0.0)


def _weigh_start(line: str, is_in_capitals: bool) -> float:
    if line[0] in ")]}%,;.":
        return CERTAIN
    if line[0].isdigit() or line[0] in "$£€¥":
        return _HINT
    match = _FIRST_WORD.match(line)
    if match is None:
        return 0.0
    if match[2][0].islower():
        return _SMALL_LETTER
    word = match[2].lower()
    if word in NAME_ENDS:
        return CERTAIN
    if word in MONTH_NAMES:
        return LIKELY
    if match[1] in ("(", "<"):
        return _HINT
    if not is_in_capitals and (word in OPENERS or _DATELINE.match(line)):
        return _BEGINNING
    return 0.0
