"""Embargoes in words: "Embargoed until 00:01 GMT, Monday 17 March 2025". Pure.

Only a day with its year is a date. A zone whose name has several meanings counts as none: who
reads the date then takes the latest time that it can mean.
"""

from __future__ import annotations

import re

from index.language.calendar.written_days import find_written_days, parse_written_day

# "Embargo on cigars lifted" is no instruction: a date or a sign has to follow.
_MARK = re.compile(
    r"[\s(\[*]{0,10}(?:note[:,]? )?(?:strictly |under |strict )?"
    r"(?:embargo(?:ed)?(?: (?:for release|time|date|advisory|notice))?"
    r"(?= ?(?:until|till|to \d|for \d|[:–—]|- |\d|[)\].!*]{0,5}\Z))"
    r"|(?:not (?:for|to be) (?:publication|publish(?:ed)?|released?|used?|broadcast(?:ing)?)"
    r"|do not (?:publish|release|use|broadcast)|no (?:publication|release|use))"
    r"(?=(?: \w+){0,3} (?:before|until|till|prior to)\b)"
    r"|hold (?:for release|until|till)\b"
    r"|for (?:release|publication|use)"
    r"(?=(?: \w+)? (?:after|from|not before|on \d|at \d|on \w+day)\b))",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"(?: ?(?:until|till|before|after|from|[:–—-]) ?){1,3}", re.IGNORECASE)
_TIME = re.compile(
    r"(?<![\d:.-])(?P<hour>[01]?\d|2[0-3])(?:(?P<colon>[:.])?(?P<minute>[0-5]\d)"
    r"(?(colon)(?::(?P<second>[0-5]\d))?))?(?P<hours>\s*h(?:ou)?rs?\b|h\b)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?:\s*(?P<zone>[A-Z]{1,5}\b|(?<=\s)[+-]\d{2}:?\d{2}))?(?![\d:.-])",
    re.IGNORECASE,
)
_NOON = re.compile(r"\b(?:12\s+)?(?:noon|midday)\b", re.IGNORECASE)
# The beginning or the end of a day: the day as a whole ends later.
_MIDNIGHT = re.compile(r"\b(?:12\s+)?midnight\b", re.IGNORECASE)
_UTC = frozenset(("UTC", "GMT", "UT", "Z"))
_DAY_WORDS = frozenset(
    "embargoed embargo until till to not for publication before release on at from of the and st nd"
    " rd th mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat"
    " saturday sun sunday hrs hours local time strictly under".split()
)


def is_embargo_line(line: str) -> bool:
    """Does a line begin as an instruction to hold does: "EMBARGOED until ..."?"""
    return _MARK.match(" ".join(line.split())) is not None


def strip_embargo_mark(text: str) -> str:
    """The text without the words at its beginning that say that it is an embargo."""
    match = _MARK.match(" ".join(text.split()))
    rest = " ".join(text.split())[match.end() :] if match else text
    until = _UNTIL.match(rest)
    return rest[until.end() :].strip(" )]") if until else rest.strip(" )]")


def parse_embargo(text: str) -> str:
    """The ISO date or date-time of an embargo in words.

    Raises ValueError if it names no day with its year, more than one, or anything else.
    """
    (written,) = set(find_written_days(text))
    day = parse_written_day(written).isoformat()
    rest = _NOON.sub("12:00", text.replace(written, " ", 1))
    is_midnight = _MIDNIGHT.search(rest) is not None
    rest = _MIDNIGHT.sub(" ", rest)
    times = [match for match in _TIME.finditer(rest) if _is_time(match)]
    if not times or is_midnight:
        _check_words(rest)
        return day
    (time,) = times
    _check_words(rest[: time.start()] + " " + rest[time.end() :])
    return f"{day}T{_format_time(time)}"


def _is_time(match: re.Match[str]) -> bool:
    """A number alone is no time: it needs minutes, a half of the day or "hours"."""
    return bool(match["minute"] or match["half"] or match["hours"])


def _check_words(rest: str) -> None:
    """Raise ValueError for a word that may change the meaning: "two hours after the speech"."""
    for word in re.findall(r"[^\W_]+", rest):
        if word.casefold() not in _DAY_WORDS:
            raise ValueError(f"'{word}' in an embargo")


def _format_time(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("no hour of half a day")
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    minute, second = match["minute"] or "00", match["second"] or "00"
    return f"{hour:02}:{minute}:{second}{_read_zone(match['zone'] or '')}"


def _read_zone(zone: str) -> str:
    if zone.upper() in _UTC:
        return "+00:00"
    digits = zone[1:].replace(":", "")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}" if zone[:1] in "+-" and zone else ""
