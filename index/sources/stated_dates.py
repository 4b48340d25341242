"""Dates as sources state them, in any spelling that can mean one date only. Pure.

Never guesses: 03/04/2025 is two dates. Dates amid other words are found in `html.page_date`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from index.core.dates import canonicalise, earliest
from index.language.en.written_dates import parse_written_date

_RFC_2822 = re.compile(
    r"(?:[a-z]{3},\s*)?\d{1,2}\s+[a-z]{3}\s+[1-9]\d{3}\s+\d{2}:\d{2}(?::\d{2})?"
    r"(?:\s+(?P<zone>[+-]\d{4}|[a-z]{1,5}))?(?:\s+\([^()]*\))?",
    re.ASCII | re.IGNORECASE,
)
# The zone names that RFC 2822 defines; others, even CET, have several meanings.
_ZONES = frozenset("UT UTC GMT Z EST EDT CST CDT MST MDT PST PDT".split())
# Seconds or milliseconds since the epoch, between 2001 and 2033: 2025031709 is a date and an hour.
_UNIX = re.compile(r"(1\d{9})(\d{3})?(?:\.0+)?", re.ASCII)


def parse_date(text: str) -> str:
    """The date that a text states, in canonical spelling and unchanged zone.

    Reads ISO 8601, RFC 2822 (e-mail and RSS), English month names ("17 March 2025") and seconds or
    milliseconds since the epoch. Raises ValueError for anything else.
    """
    text = text.strip()
    if len(text) > 100:
        raise ValueError("longer than a date")
    if unix := _UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(unix[1]), UTC).isoformat()
    if match := _RFC_2822.fullmatch(text):
        moment = parsedate_to_datetime(text)
        zone = match["zone"] or ""
        # In an unknown zone the hour means nothing, but the day still does.
        named = zone.isalpha() and zone.upper() not in _ZONES
        return moment.date().isoformat() if named else moment.isoformat()
    return parse_written_date(text) or canonicalise(text)


def parse_second(text: str) -> int | None:
    """The first second since the epoch of the date that a text states, None if it states none."""
    with suppress(ValueError, OverflowError):
        return earliest(parse_date(text))
    return None
