"""The names in a byline that is labelled as one, without jobs and places. Pure."""

from __future__ import annotations

import re

# A longer text is no byline.
_LONGEST = 500
_BY = re.compile(r"^(?:by\b|written by\b|from\b)[\s:]*", re.IGNORECASE)
_WORD = r"(?:[^\W\d_][\w.'\u2019-]*|[A-Z]\.)"
_NAME = re.compile(rf"{_WORD}(?: (?:{_WORD})){{1,4}}")
_JOB = re.compile(
    r"\b(?:editor|correspondent|reporter|writer|staff|bureau|columnist|chief|agency|agencies|desk"
    r"|critic|analyst|producer|photographer|freelance|contributor|service|press|newspapers?|news"
    r"|special to|professor|director|minister|president)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\S*@\S+|https?://\S+|\(\s*\)")
_PLACE = re.compile(r",? (?:in|at) [A-Z]\S*(?:[ ,]+[A-Z]\S*){0,4}$")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)


def split_names(byline: str) -> list[str]:
    """Split a byline into names: "By Ann Bo in Kel and Carl Di, Editor" has two.

    It is split at "and" and at commas only between what looks like names of people, so that an
    office ("Health and Safety Desk") stays one name.
    """
    text = _CONTACT.sub(" ", _BY.sub("", " ".join(byline[:_LONGEST].split())))
    names: list[str] = []
    for part in re.split(r"\s*[;|\u2022]\s*", text):
        names += _split_part(part)
    return [name for name in names if re.search(r"[^\W\d_]", name)]


def _split_part(part: str) -> list[str]:
    parts = [_strip_place(one) for one in _AND.split(part)]
    if len(parts) > 1 and all(_is_person(one.split(",")[0]) for one in parts):
        return [name for one in parts for name in _split_commas(one)]
    return _split_commas(_strip_place(part))


def _split_commas(part: str) -> list[str]:
    """The people of a list; the part before the comma if a job or a place follows."""
    parts = [one.strip(" .") for one in part.split(",") if one.strip(" .")]
    people = [one for one in parts if _is_person(one)]
    if len(parts) > 1 and people and _is_person(parts[0]):
        return people
    return [part.strip(" ,.")]


def _is_person(text: str) -> bool:
    text = text.strip()
    return bool(_NAME.fullmatch(text)) and not _JOB.search(text) and text[:1].isupper()


def _strip_place(text: str) -> str:
    return _PLACE.sub("", text.strip(" ,"))
