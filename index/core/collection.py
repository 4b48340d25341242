"""A collection: a named set of articles. Pure data."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from index.core.errors import PublicError

MAX_NAME = 100
# The most collections that filters can name at once.
MAX_COLLECTIONS = 50
# Line ends, other characters that control a terminal or turn the direction of text, and what
# cannot be stored. The two joiners are spelling in some scripts.
_REFUSED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"


class UnknownCollectionError(PublicError):
    """The archive has no such collection."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection, with the number of its articles that may be shown. `created` is ISO 8601 in
    UTC."""

    name: str
    articles: int
    created: str


def check_name(name: str) -> str:
    """The name in its one spelling. Raises PublicError if it is empty or too long, or has
    characters that control text."""
    if any(unicodedata.category(c) in _REFUSED and c not in _JOINERS for c in name):
        raise PublicError(
            "A collection's name has a character that controls text", "Name it with plain letters"
        )
    checked = " ".join(unicodedata.normalize("NFC", name).split())
    if not checked.strip(_JOINERS):
        raise PublicError("A collection has no name", "Name it with plain letters")
    if len(checked) > MAX_NAME:
        raise PublicError(f"A collection's name has at most {MAX_NAME} characters")
    return checked
