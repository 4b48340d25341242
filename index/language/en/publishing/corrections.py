"""Notes of correction in articles: "Correction: ...", "(This story corrects ...)". Pure.

A note is a paragraph at the beginning or the end of the text, or a mark in the headline. A note
that only says that the article was updated, and an editor's note on anything else, is none. So is
a column of corrections, which are about other articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.language.calendar.written_days import find_written_days, parse_written_day

# Notes stand in the first or the last paragraphs.
_FIRST, _LAST = 4, 8
_MAX_NOTE = 2_000
# The patterns read one line, with single spaces.
_PIECE = r"(?:article|story|version|report|piece|post|item|page|column|dispatch|headline|text|copy)"
_DAY = r"(?:[\w.]{3,9} \d{1,2}(?:,? \d{4})?|\d{1,2} [\w.]{3,9}(?: \d{4})?)"
_EARLIER = r"(?:earlier|previous|prior|original|initial|first|print|online)"
_DONE = r"(?:corrected|amended|clarified|revised)"
_BULLET = r"[ (\[*•–—_-]{0,10}"
_NOTE = re.compile(
    rf"{_BULLET}"
    # "Correction:", "CORRECTION —", "Correction (4 March 2025):", "Corrections & Clarifications:"
    r"(?:(?:editor(?:['’]s|s['’])? )?(?:correction|clarification|corrigendum|erratum|retraction)s?"
    r"(?: (?:and|&) clarifications?)?(?: (?:appended|made))?"
    rf"[ ,(\[]{{0,3}}(?:on )?(?:{_DAY})?[ )\]]{{0,3}}(?:[:–—]|- |\. )"
    # "An earlier version of this article misstated ..."
    r"|(?:(?:because of|due to|owing to)(?: \w+){1,5},? |in )?(?:an|the) "
    rf"{_EARLIER} (?:version|edition|headline)s? (?:of|on|for) th(?:is|e) {_PIECE}\b"
    # "This article was amended on ...", "(This March 3 story corrects ...)"
    rf"|this (?:{_DAY} )?{_PIECE} (?:(?:has|have) been|was|is|has since been) "
    rf"(?:{_DONE}|updated (?:on {_DAY},? )?to (?:correct|clarify|fix))\b"
    rf"|this (?:{_DAY} )?{_PIECE} (?:corrects|clarifies)\b"
    # "(Corrects paragraph 3 to say ...)", "(Corrected to read ...)"
    r"|(?<=[(\[]) ?(?:eds?: ?)?(?:corrects?|clarifies|corrected|corrections?)\b(?! officers?)"
    r"|(?:corrects|clarifies) (?:paragraph|para|headline|spelling|date|name|day|title|figure|lead"
    r"|byline|dateline|to )"
    r"|we (?:have )?(?:corrected|amended) (?:this|the|an?)\b)",
    re.IGNORECASE,
)
_EDITORS_NOTE = re.compile(
    rf"{_BULLET}(?:editor(?:['’]s|s['’])?|eds?|publisher['’]s) ?(?:note)?s? ?[:–—-]",
    re.IGNORECASE,
)
_SPEAKS_OF_CORRECTION = re.compile(
    rf"\b(?:corrects?|correcting|corrections?|clarif(?:y|ies|ication)|{_DONE}|misstated|misspelled"
    rf"|misidentified|misattributed|misquoted|incorrectly|in\s+error|{_EARLIER}\s+version)\b",
    re.IGNORECASE,
)
_TITLE_MARK = re.compile(
    r"(?:(?:UPDATE|REFILE|BRIEF|EXCLUSIVE|WRAPUP|RPT|URGENT)\s*+\d*+\s*+[-–—:]\s*+)*+"
    r"((?:CORRECT(?:ED|ION)|CLARIFICATION)(?:\s+\([^()]{0,60}\))?)(?:\s+UPDATE\s+\d+)?\s*+"
    r"[-–—:]\s*\w"
)
_TITLE_END = re.compile(r"[(\[](correct(?:ed|ion)|clarification)[)\]]\Z", re.IGNORECASE)
_COLUMN = re.compile(
    r"(?:\w{1,20} ){0,3}corrections?(?: ?(?:and|&|,) ?clarifications?)?[ :,–—-]{0,4}"
    rf"(?:for )?(?:\w{{2,6}}day)?,? ?(?:{_DAY})?",
    re.IGNORECASE,
)
# Where a note states its own date: "amended on 5 March 2025", "Correction (5 March 2025):".
_DATED = re.compile(
    rf"\b(?:correction|clarification|{_DONE}|updated)s?[ ,:(\[–—-]{{0,4}}(?:on )?"
    r"(?:\w{2,6}day,? )?"
    r"(?P<day>\w{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th)? (?:of )?"
    r"\w{3,9}\.?,? \d{4}|\d{4}-\d{2}-\d{2})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """A note of correction in the words of the article, and its ISO date, "" if it states none."""

    text: str
    date: str = ""


def find_correction(title: str, text: str) -> CorrectionNote | None:
    """Find the note of correction of an article; None if there is none."""
    title = " ".join(title.split())
    if _COLUMN.fullmatch(title):
        return None
    paragraphs = list(_split_paragraphs(text))
    for note in paragraphs[:_FIRST] + paragraphs[max(_FIRST, len(paragraphs) - _LAST) :]:
        if is_correction_note(note):
            return CorrectionNote(_strip_brackets(note), find_correction_date(note))
    mark = _TITLE_MARK.match(title) or _TITLE_END.search(title)
    return CorrectionNote(mark[1]) if mark else None


def _split_paragraphs(text: str) -> Iterator[str]:
    """The beginning of each paragraph on one line. In a text without blank lines, each line is one;
    in others, a bracket at the start of a line begins one."""
    is_spaced = "\n\n" in text.strip()
    lines: list[str] = []
    for line in text.split("\n"):
        words = " ".join(line.split())
        if lines and (not words or not is_spaced or words.startswith(("(", "["))):
            yield " ".join(lines)[:_MAX_NOTE]
            lines = []
        if words:
            lines.append(words)
    if lines:
        yield " ".join(lines)[:_MAX_NOTE]


def is_correction_note(note: str) -> bool:
    """Is one line a note that says what was corrected in its article?"""
    if _NOTE.match(note):
        return True
    return bool(_EDITORS_NOTE.match(note) and _SPEAKS_OF_CORRECTION.search(note))


def speaks_of_correction(note: str) -> bool:
    """Does a note of an editor to editors speak of a correction?"""
    return _SPEAKS_OF_CORRECTION.search(note) is not None


def find_correction_date(note: str) -> str:
    """The ISO date that a note states for itself, "" if it states none."""
    match = _DATED.search(note[:_MAX_NOTE])
    if match is None:
        return ""
    for written in find_written_days(match["day"]):
        try:
            return parse_written_day(written).isoformat()
        except ValueError:
            return ""
    return ""


def _strip_brackets(note: str) -> str:
    """The note without the brackets or bullets around it."""
    note = note.strip("•*–—_ ")
    for opening, closing in ("()", "[]"):
        if note.startswith(opening) and note.endswith(closing):
            return note[1:-1].strip()
    return note
