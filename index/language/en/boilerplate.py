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
_UPDATE = re.compile(r"(?:last[\s_-]*)?(?:updat|modif|edited|revis)\w*", re.IGNORECASE)


def is_teaser(text: str) -> bool:
    """Does the text end with an ellipsis, "Read more" or the like?"""
    return _TEASER_END.search(text[-_TEASER_END_CHARACTERS:]) is not None


def is_feed_credit(paragraph: str) -> bool:
    """Is it the line that says which site a text in a feed comes from?"""
    return _FEED_CREDIT.fullmatch(paragraph) is not None


def find_update_label(text: str) -> re.Match[str] | None:
    """Find the words that say that the next date is one of an update: "Last updated"."""
    return _UPDATE.search(text)
