"""Which short lines at the head of an English text are no headline: datelines, labels, names. Pure.

Layout is left out: whether a line stands alone is decided where files are read.
"""

from __future__ import annotations

import re

from index.language.calendar.english_names import MONTH

_LABEL = re.compile(
    r"(?:for immediate release|(?:press|news|media) (?:release|statement|advisory|information)"
    r"|breaking(?: news)?|exclusive|urgent|update(?: \d+)?|corrected|correction|editorial|analysis"
    r"|opinion|feature|advisory|under embargo|embargo(?:ed)?\b.{0,60}|not for release\b.{0,60}"
    r"|(?:page|part|document|article|story|no\.?) \d+(?: of \d+)?|contents|end|# ?# ?#|\*{3})\W*",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?i:by|from|reporting by|written by|story by|words by)\s+(?:[A-Z][\w.'’-]*|and|&|,|in|of|the)"
    r"(?:[\s,]+(?:[A-Z][\w.'’-]*|and|&|in|of|the))*"
)
_FIELD = re.compile(
    r"(?:from|to|cc|date|subject|re|by|source|author|published|updated|contact|tel|phone|e-?mail"
    r"|web|copyright|section|keywords|dear)\b\s*(?::|[A-Z].*,\Z).*|©.*|\(c\).*",
    re.IGNORECASE,
)
_DAY = rf"(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+\d{{4}})?"
_PLACE = r"[A-Z][\w.'’-]*+(?:[ /][A-Z][\w.'’-]*+){0,3}"
_CAPITALS = r"[A-Z][A-Z.'’-]++(?:[ /][A-Z][A-Z.'’-]*+){0,3}"
_AGENCY = r"\([^()]{2,40}\)"
_MORE = rf"(?:,\s*{_PLACE}){{0,2}}"
# "KEL, March 5 (Kel Wire) -", "Kel, Norland, 5 March", "KEL (KW)", "KEL —", perhaps with the text
# behind the dash.
_DATELINE = re.compile(
    rf"{_PLACE}{_MORE},?\s*(?i:{_DAY})\s*(?:{_AGENCY})?\s*(?:[-–—:]+(?:\s.*)?)?"
    rf"|{_PLACE}{_MORE}\s*{_AGENCY}\s*[-–—:]+(?:\s.*)?"
    rf"|{_CAPITALS}{_MORE}\s*{_AGENCY}"
    rf"|{_CAPITALS}{_MORE}\s+[-–—]+(?:\s.*)?"
)
_DATELINE_DASH = re.compile(r"[-–—]{1,2}\s+(?=\S)")
_OUTLET_WORDS = frozenset(
    "agency broadcasting bulletin bureau chronicle courier daily dispatch echo examiner"
    " express gazette globe guardian herald independent inquirer journal ledger mail media"
    " mercury messenger mirror monitor network news newspaper newswire observer online post"
    " press radio record register reporter review sentinel service standard star sun telegraph"
    " television times today tribune tv weekly wire world".split()
)
_SMALL_WORDS = frozenset({"the", "of", "and", "&", "a", "for"})
_MAX_OUTLET_WORDS = 5


def is_head_label(line: str) -> bool:
    """Whether a line says what kind of text follows, or who wrote it: a release, a byline."""
    return any(pattern.fullmatch(line) for pattern in (_LABEL, _BYLINE, _FIELD))


def is_dateline(line: str) -> bool:
    """Whether a line is, or begins with, the place and the day or agency of a report."""
    return _DATELINE.fullmatch(line) is not None


def find_dateline(paragraph: str) -> int:
    """The number of characters of the dateline before the report of a paragraph, 0 without one."""
    flat = paragraph.replace("\n", " ")
    dash = _DATELINE_DASH.search(flat)
    return (
        dash.end() if dash and is_dateline(flat) and is_dateline(flat[: dash.end()].strip()) else 0
    )


def is_outlet_name(line: str) -> bool:
    """Whether a line has the form of an outlet's name: "THE KEL GAZETTE", "Kel Wire"."""
    words = line.split()
    if not 1 < len(words) <= _MAX_OUTLET_WORDS or words[-1].lower() not in _OUTLET_WORDS:
        return False
    return all(word.lower() in _SMALL_WORDS or word[0].isupper() for word in words)
