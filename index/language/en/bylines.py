"""The names in a byline: without the words that lead to them, offices, outlets and addresses. Pure.

The names of agencies stay, since they are who wrote the text.
"""

from __future__ import annotations

import re

_MAX_BYLINE = 2_000
_MAX_NAME = 100
# Addresses of pages, accounts and mail, and what stands in brackets: a place, an agency.
_ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:)\S+|(?<!\S)@\w+|\([^()]{0,100}\)"
    r"|[<\[]?[^\s@<>()\[\],;]+@[^\s@<>()\[\],;]+"
)
_LEAD = re.compile(
    r"\s*(?:(?:(?:written|reported|story|text|words|report|reporting|posted) )?by"
    r"|authors?|reporters?)"
    r"(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r",\s+(?=(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|mp|mep)\b\.?)", re.IGNORECASE)
_PARTS = re.compile(r"\s*[;|•·\n]\s*|(?<=\s)/(?=\s)")
_COMMA = re.compile(r"\s*,\s*(?:(?:and|&)\s+)?")
_AND = re.compile(r"\s+(?:and|&)\s+")
# "Mara Lind in Kel", "Mara Lind for the Kel Wire".
_WHERE = re.compile(r"\s+(?:in|for|at)\s+(?:the\s+)?[^\W\d_a-z].*")
_PERSON = re.compile(
    r"(?:[^\W\d_a-z][\w.'’-]*\s+)+(?:(?:de|del|della|di|da|dos|van|von|der|den|ten|ter|al|el|bin|la|le)\s+)*"
    r"[^\W\d_a-z][\w.'’-]*"
)
_AGENCY = re.compile(r"[A-ZÀ-Þ]{2,9}|dpa|Reuters|Bloomberg|Xinhua|TASS|Kyodo|Interfax")
_OFFICE = re.compile(
    r"(?:the\s+)?(?:[\w'’&.-]+\s+){0,6}(?:staff|desk|newsdesk|newsroom|team|bureau|department|board"
    r"|editors?|editorial|reporters?|correspondents?|writers?|authors?|contributors?|columnists?|critics?"
    r"|photographers?|producers?|journalists?|agencies|redaktion|redaction|webmaster"
    r"|admin(?:istrator)?|press office)(?:[- ]in[- ]chief| at large)?"
    r"|guest|unknown|anonymous|news|online|user\d*|root",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"\.[a-z]{2,10}\Z", re.IGNORECASE)
_LISTED = re.compile(r"\s*\[(.*)\]\s*\Z", re.DOTALL)
_QUOTES = re.compile(r"^[\s'\"]+|[\s'\"]+$")


def split_byline(text: str, outlet: str = "") -> list[str]:
    """The names of people and agencies in a byline, in order.

    "By Ann Bo, Chief Reporter, and Carl Di" gives two names, "Health and Safety Desk" none, and
    neither does the name of the `outlet`.
    """
    if len(text) > _MAX_BYLINE:
        return []
    if listed := _LISTED.match(text):
        text = "; ".join(_QUOTES.sub("", part) for part in listed[1].split(","))
    names: list[str] = []
    for part in _PARTS.split(_SUFFIX.sub(" ", _ADDRESS.sub(" ", text))):
        for name in _split_part(" ".join(part.split())):
            name = _WHERE.sub("", _strip_lead(name)).strip(" ,|-–—<>[]'\"")
            if _is_name(name) and not _is_outlet(name, outlet) and name not in names:
                names.append(name)
    return names


def _split_part(text: str) -> list[str]:
    """Split at commas and "and" where the parts can be whole names; "Bo, Ann" is one name."""
    rest = _strip_lead(text).strip(" ,")
    pieces = [piece for piece in _COMMA.split(rest) if piece]
    is_list = rest != text.strip(" ,") or len(pieces) > 1
    names = [name for piece in pieces for name in _split_pair(piece, is_list=is_list)]
    whole = [name for name in names if _can_stand_alone(name)]
    if whole and len(whole) < len(names):
        # What stands beside whole names is a place or an office.
        return whole
    if not whole and len(names) == len(pieces) == 2:
        return [rest]
    return names


def _split_pair(text: str, *, is_list: bool) -> list[str]:
    """Split at "and", in a list or where both sides can be whole names or offices."""
    parts = _AND.split(text)
    has_whole = any(map(_can_stand_alone, parts))
    if not has_whole and (_OFFICE.fullmatch(text) or not is_list):
        return [text]
    is_pair = all(_can_stand_alone(part) or _OFFICE.fullmatch(part) for part in parts)
    return parts if is_list or is_pair else [text]


def _can_stand_alone(name: str) -> bool:
    name = _WHERE.sub("", name)
    if _OFFICE.fullmatch(name):
        return False
    return _PERSON.fullmatch(name) is not None or _AGENCY.fullmatch(name) is not None


def _strip_lead(text: str) -> str:
    return _LEAD.sub("", text, count=1) if _LEAD.match(text) else text


def _is_name(name: str) -> bool:
    return (
        len(name) <= _MAX_NAME
        and re.search(r"[^\W\d_]", name) is not None
        and _OFFICE.fullmatch(name) is None
    )


def _is_outlet(name: str, outlet: str) -> bool:
    """Whether it is the outlet's own name, perhaps as its domain or without its article."""
    return bool(outlet) and _fold(name) == _fold(outlet)


def _fold(name: str) -> str:
    name = _DOMAIN.sub("", name.casefold().removeprefix("www.").removeprefix("the "))
    return "".join(character for character in name if character.isalnum())
