"""Words by which an agency takes a message back: "MANDATORY KILL", "Editors: kill ABC0123". Pure.

Only what is surely such a message counts: a film is called Kill Bill, and bills are killed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Retraction = Literal["", "canceled", "withheld"]

_KILL = r"(?:kill(?:ed)?|withdraw(?:n|al)?|withhold|withheld|annul(?:led)?|rescind(?:ed)?)"
_NAMED = r"(?: (?:of |for |story |item |message )?[A-Za-z]{1,4}[ -]?\d{3,4})?"
# A line that says nothing else.
_FLAG = re.compile(
    rf"(?:(?:bulletin|urgent|flash|advisory|mandatory|please|editors|attention|notice|story|item) )"
    rf"{{0,3}}{_KILL}(?: (?:notice|advisory|order|story|mandatory|immediately)){{0,2}}{_NAMED}",
    re.IGNORECASE,
)
_SLUG_MARK = re.compile(r"(?:^|[/-]) ?(?:KILL|WITHDRAWN?|WITHHOLD)(?: NOTICE)? ?(?:$|[/-])")
_TO_EDITORS = r"(?:attention )?(?:editors?|eds|news editors|subscribers|clients)\b"
_ORDER = re.compile(
    rf"{_TO_EDITORS}[^\n]{{0,80}}?\b(?:please |mandatory |must |should )?(?P<verb>kill|withdraw|"
    r"withhold|disregard|annul|rescind|do not (?:use|publish))\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?P<source>[A-Za-z]{1,4})[ -]?(?P<number>\d{4})\b"
    r"|\b(?:number|no\.?|nr\.?|story|item|msg|message|sequence) #?(?P<bare>\d{3,4})\b",
    re.IGNORECASE,
)
# Words before a number of four digits that is a year or an hour.
_NO_SOURCES = frozenset(
    "of in on at by to from and the jan feb mar apr may june july jun jul aug sep sept oct nov dec"
    " gmt utc".split()
)


def find_retraction(lines: Iterable[str], text: str) -> Retraction:
    """Does a message take another one back? `lines` are its keyword, flags and headline."""
    beginning = text.lstrip()[:1_000]
    for line in lines:
        words = " ".join(re.findall(r"[\w-]+", line))
        # "Killed" alone is a headline.
        is_flag = words.isupper() or find_message_numbers(words) or "mandatory" in words.lower()
        if is_flag and _FLAG.fullmatch(words):
            return _name(words)
        if _SLUG_MARK.search(line) and (order := _ORDER.search(beginning)):
            return _name(order["verb"])
    order = _ORDER.match(beginning)
    return _name(order["verb"]) if order and find_message_numbers(beginning) else ""


def _name(words: str) -> Retraction:
    return "withheld" if re.search("withh", words, re.IGNORECASE) else "canceled"


def find_message_numbers(text: str) -> list[tuple[str, str]]:
    """The messages that a text names: source in lower case ("" if it is not named) and number,
    such as ("abc", "0123") of "ABC0123"."""
    found = [
        ((match["source"] or "").lower(), (match["number"] or match["bare"]).zfill(4))
        for match in _NUMBER.finditer(text)
        if (match["source"] or "").lower() not in _NO_SOURCES
    ]
    return list(dict.fromkeys(found))
