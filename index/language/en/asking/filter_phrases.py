"""Phrases that change the filters of a search: "only in Meridian Wire", "all dates". Pure.

They read messages in lower case. Dates are parsed in `periods`.
"""

from __future__ import annotations

import re
from itertools import product

# The words around dates and outlets: "show me only articles …", "… instead".
_LEAD = re.compile(
    r"(?:(?:and|but|or|ok|okay|so|then|now|no|yes|please|only|just|also|show me|show|search|look"
    r"|limit(?: it| this)? to|narrow(?: it| this)?(?: down)? to|what about|how about|try|those"
    r"|the ones|ones|articles?|stories|reports?|results?|published|what was said|i meant?)\b,? ?)+"
)
_TAIL = re.compile(r",? (?:only|instead|please|then|rather|though|this time|now)$")
_OUTLETS = re.compile(
    r"(?:only |just )?(?:(?P<in>in|from|by|of|at|according to|per) )?(?P<names>.+)"
)
_ONLY = re.compile(r"(?:.*\b)?(?:only|just)\b")
# Words that limit the search, rather than ask about another time.
_LIMIT = re.compile(
    r"\b(?:only|just|limit|narrow|articles?|stories|reports?|results?|published|show|search|look)\b"
)
_BEFORE_DATE = re.compile(
    r"(?:in|on|since|from|before|after|until|till|during|between|last|this)\b"
)
# A match begins where the spaces begin, so that a long run of them is read once.
_BETWEEN_OUTLETS = re.compile(r"(?:(?<!\s)\s++)?(?:,|;|&|\band\b|\bor\b)\s*")


def strip_frame(message: str) -> str:
    """Strip the words around dates and outlets."""
    return _TAIL.sub("", _LEAD.sub("", message, count=1) if _LEAD.match(message) else message)


def find_outlets(phrase: str, message: str) -> str:
    """Find the part of a phrase that may name outlets; "" if neither the phrase has a preposition
    nor the whole message an "only"."""
    match = _OUTLETS.fullmatch(phrase)
    return match["names"] if match and (match["in"] or _ONLY.match(message)) else ""


def split_outlets(names: str) -> list[str]:
    """Split "Meridian Wire and Fieldside" into names."""
    return [part for part in _BETWEEN_OUTLETS.split(names) if part]


def asks_for_limit(message: str) -> bool:
    """Does a message limit the search: "only from March", "articles of 2024"?"""
    return _LIMIT.search(message) is not None


def has_date_preposition(phrase: str) -> bool:
    """Does the phrase begin like a date that belongs to no subject: "in March", "last week"?"""
    return _BEFORE_DATE.match(phrase) is not None


def _join(*choices: tuple[str, ...]) -> frozenset[str]:
    """Join one of each choice to a phrase, in all ways."""
    return frozenset(map("".join, product(*choices)))


_CLEAR = ("clear ", "remove ", "drop ", "without ", "no ", "forget ")
_THE = ("", "the ")
_ALL = ("all ", "any ", "every ", "all the ", "from all ", "in all ", "of all ", "at any ")
# Messages that remove the filters by date, those by outlet, or both.
CLEARING_DATES = (
    _join(_CLEAR, _THE, ("date", "dates", "date filter", "date filters", "dates filter"))
    | _join(_ALL, ("date", "dates", "year", "years", "time", "times", "periods"))
    | {"anytime", "whenever"}
)
CLEARING_OUTLETS = _join(
    _CLEAR, _THE, ("outlet", "outlets", "outlet filter", "sources", "source filter")
) | _join(_ALL, ("outlet", "outlets", "source", "sources", "papers", "newspapers"))
CLEARING_BOTH = _join(_CLEAR, _THE, ("filter", "filters")) | {"all dates and outlets", "everywhere"}
