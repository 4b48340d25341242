"""Boilerplate: the words that sites put around their articles. Pure.

Covers ends of teasers, credits of feeds and labels of dates. Notices, notes beside the text and
bylines are in `language.sites`, for all languages.
"""

from __future__ import annotations

import re

_TEASER_END = re.compile(
    r"(?:\u2026|\.{3}|\b(?:read|see|learn|show) (?:more|on|the (?:rest|full|whole)\b.{0,80})"
    r"|\b(?:continue|keep) reading\b.{0,80}|\bfull story)\W*\Z",
    re.IGNORECASE,
)
_TEASER_END_CHARACTERS = 200
# WordPress adds this line to every text in a feed.
_FEED_CREDIT = re.compile(r"The post .{1,500} (?:appeared first on|first appeared on) .{1,200}\.?")
# "By Jane Roe and John Doe", "BY JANE ROE"; each word ends at a blank, or many could be one.
_BYLINE = re.compile(
    r"(?:(?:[Ww]ritten |[Rr]eporting )?[Bb]y|BY):? "
    r"(?:(?:[A-ZÀ-Ž][\w.’'-]{0,40}|and|for|in|of|the|&)[,;|]?(?: |$)){1,12}"
)
# "Monday, 3 March 2025, 5 p.m.".
_DATE_LINE = re.compile(
    r"(?:(?:(?:published|updated|posted|last|on|at|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
    r"|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,9}|[ap]\.?m\.?|gmt|utc|est|edt|bst|cet"
    r"|\d[\d.:/-]{0,12}(?:st|nd|rd|th)?)[.,:]?(?: |$)){1,10}",
    re.IGNORECASE,
)
_UPDATE = re.compile(r"(?:last[\s_-]*)?(?:updat|modif|edited|revis)\w*", re.IGNORECASE)


def is_teaser(text: str) -> bool:
    """Does the text end with an ellipsis, "Read more" or the like?"""
    return _TEASER_END.search(text[-_TEASER_END_CHARACTERS:]) is not None


def is_feed_credit(paragraph: str) -> bool:
    """Is it the line that says which site a text in a feed comes from?"""
    return _FEED_CREDIT.fullmatch(paragraph) is not None


def is_credit(line: str) -> bool:
    """Is the line nothing but a byline or a date?"""
    return _BYLINE.fullmatch(line) is not None or _DATE_LINE.fullmatch(line) is not None


def find_update_label(text: str) -> re.Match[str] | None:
    """Find the words that say that the next date is one of an update: "Last updated"."""
    return _UPDATE.search(text)
