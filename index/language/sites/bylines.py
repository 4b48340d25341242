"""The names in a byline: without the words that lead to them, offices, outlets and addresses.

Pure. Names of agencies stay, since they are who wrote the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from index.language.site_phrases import compile_phrases
from index.language.sites.languages import gather_phrases
from index.language.sites.outlets import is_outlet

_MAX_NAME = 100
_MOST_NAME_WORDS = 6
# "von", "della" and the like.
_LONGEST_PARTICLE = 5
# Addresses of pages, accounts and mail, and what stands in brackets: a place, or an account.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)@\w+|\([^()]{0,100}\)"
    r"|[<\[]?(?:mailto:)?[^\s@<>()\[\]]{1,64}+@[^\s@<>()\[\]]{1,255}\.[^\s@<>()\[\]]+[>\]]?"
)
_LEAD = compile_phrases(gather_phrases("lead"), r"\s*(?:{})(?:\s*:\s*|\s+)")
_AND = compile_phrases(gather_phrases("ands"), r"\s{{1,9}}(?:{}|&|\+)\s{{1,9}}")
_OFFICE = compile_phrases(gather_phrases("offices"), r"(?:the\s+)?(?:{})")
_DEGREE = r"(?!(?:jr|sr|i{2,3}|iv|m\.?d|ph\.?d|mdb|mep)\b)"
# A match starts at the first of several blanks, so that a long run is scanned once.
_PARTS = re.compile(
    r"(?:(?<!\s)\s++)?[;|•·\n]\s*|(?<=\s)/\s|(?:(?<!\s)\s++)?,\s+"
    + _DEGREE
    + r"(?:(?:and|und|et|y|e|en)\s+)?",
    re.IGNORECASE,
)
_DESK = re.compile(r"\b(?:desk|team|department|board)\b", re.IGNORECASE)
_DESK_AT_END = re.compile(
    r"\b(?:desk|team|department|board|staff|bureau|newsroom|agencies)\W*\Z", re.IGNORECASE
)
_AGENCY = re.compile(
    r"(?-i:[A-ZÀ-Þ]{2,9})|dpa|afp|ap|sid|epd|kna|apa|efe|ansa|pap|ntb|ritzau|belga|reuters|bloomberg|xinhua"
    r"|tass|kyodo|yonhap|interfax",
    re.IGNORECASE,
)
_WHERE = re.compile(r" in [A-ZÀ-Þ].*")
# Two words or more with capitals, up to a day or a clock.
_NAMES = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:[a-z]{2,3}\s+){0,2}[A-ZÀ-Þ][\w'’.-]*){1,3}(?=\W|$)")
_BEFORE_DATE = re.compile(
    r"(?:(?!\s{1,9}(?:on|at|am|um|le|el|il|op|em)\s{1,9}\S{0,9}\d|\s{1,9}\d).)+"
)
_NO_NAME = re.compile(r"\b(?:19|20)\d\d\b|\d[:.h]\d\d|\d\W*$")


def split_byline(text: str, outlets: Collection[str] = ()) -> list[str]:
    """The names of people and agencies in a byline, in order.

    "By Ann Bo, Chief Reporter, and Carl Di" gives two names; "Health and Safety Desk" is one. The
    names of the `outlets` are none.
    """
    if len(text) > _MAX_NAME * 20:
        return []
    parts = _PARTS.split(_ADDRESS.sub(" ", text))
    names: list[str] = []
    for part in _split_surnames(parts):
        for name in _split_pair(_strip_lead(" ".join(part.split()))):
            name = _WHERE.sub("", _strip_lead(name)).strip(" ,|-–—()[]<>")
            if _is_name(name) and not is_outlet(name, outlets) and name not in names:
                names.append(name)
    return _join_reversed(names, text)


def is_desk(name: str) -> bool:
    """Is it an office and no person: "Health and Safety Desk", "Editorial Board"?"""
    return _DESK_AT_END.search(name) is not None


def drop_desk(text: str) -> str:
    """A byline without the office that shares it: "Ann Bo and agencies"."""
    *_, last = [None, *_AND.finditer(text)]
    if last is None or not is_desk(text[last.end() :]) or " " not in text[: last.start()].strip():
        return text
    return text[: last.start()]


def find_byline(text: str) -> str:
    """The names in a short text that leads to them ("By Ann Bo on 4 June"), "" if it does not."""
    match = _LEAD.match(text)
    if match is None or len(text) > _MAX_NAME * 2:
        return ""
    names = _BEFORE_DATE.match(text, match.end())
    return names[0] if names and _NAMES.match(names[0]) else ""


def is_like_name(text: str) -> bool:
    """Is it as short as a name, and written like one, in scripts that have capitals?"""
    words = text.split()
    return len(words) <= _MOST_NAME_WORDS and not any(
        word[:1].islower() and len(word) > _LONGEST_PARTICLE for word in words
    )


def _split_surnames(parts: list[str]) -> list[str]:
    """Split "Bo, Di and Fo", a list of single words, at its "and", too."""
    *first, last = parts
    words = _AND.split(last.strip())
    is_list = first and len(words) > 1 and all(len(one.split()) == 1 for one in (*first, *words))
    return [*first, *words] if is_list else parts


def _split_pair(text: str) -> list[str]:
    """Split at "and" where both sides can be whole names, or where an agency stands alone."""
    if _DESK.search(text):
        return [text]
    parts = _AND.split(text)
    if len(parts) > 1 and all(_can_stand_alone(part) for part in parts):
        return parts
    return [text]


def _can_stand_alone(part: str) -> bool:
    return len(part.split()) > 1 or _AGENCY.fullmatch(part.strip()) is not None


def _join_reversed(names: list[str], text: str) -> list[str]:
    """One name of a last and a first one ("Bo, Ann").

    A single word beside whole names is a place, unless it is an agency.
    """
    if any(" " in name for name in names):
        return [name for name in names if _can_stand_alone(name)]
    whole = ", ".join(names)
    is_agency = any(map(_AGENCY.fullmatch, names))
    return (
        [whole]
        if len(names) == 2 and whole.isascii() and whole in text and not is_agency
        else names
    )


def _strip_lead(text: str) -> str:
    match = _LEAD.match(text)
    if match is None:
        return text
    rest = text[match.end() :].strip()
    # "Di Wu" and "Von Anh" are names: a single word is left of them.
    english = match[0].strip().casefold() == "by"
    return rest if english or ":" in match[0] or len(rest.split()) > 1 else text


def _is_name(name: str) -> bool:
    return (
        len(name) <= _MAX_NAME
        and re.search(r"[^\W\d_]", name) is not None
        and _NO_NAME.search(name) is None
        and _OFFICE.fullmatch(name) is None
    )
