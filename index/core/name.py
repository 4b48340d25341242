"""Names that users give to things they keep: collections and alerts. Pure."""

from __future__ import annotations

import unicodedata

from index.core.errors import PublicError

MAX_NAME = 100
# Line ends, other characters that control a terminal or turn the direction of text, and what
# cannot be stored. The two joiners are spelling in some scripts.
_REFUSED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"


def check_name(name: str, thing: str) -> str:
    """The name of a `thing`, such as "collection", in its one spelling. Raises PublicError if it is
    empty or too long, or has characters that control text."""
    article = "An" if thing[0] in "aeiou" else "A"
    if any(unicodedata.category(c) in _REFUSED and c not in _JOINERS for c in name):
        raise PublicError(
            f"{article} {thing}'s name has a character that controls text",
            "Name it with plain letters",
        )
    checked = " ".join(unicodedata.normalize("NFC", name).split())
    if not checked.strip(_JOINERS):
        raise PublicError(f"{article} {thing} has no name", "Name it with plain letters")
    if len(checked) > MAX_NAME:
        raise PublicError(f"{article} {thing}'s name has at most {MAX_NAME} characters")
    return checked
