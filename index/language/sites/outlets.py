"""Whether words are the name of an outlet. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from index.language.site_phrases import compile_phrases
from index.language.sites.languages import gather_phrases

_ENDING = compile_phrases(gather_phrases("outlet_endings"))
_OFFICE = compile_phrases(gather_phrases("offices"), r"(?:the\s+)?(?:{})")


def is_outlet(name: str, outlets: Collection[str]) -> bool:
    """Is it the name of one of the outlets, perhaps with an ending ("Kel Wire Online") or an office
    ("Kel Wire staff")?"""
    own = fold_letters(name)
    if not own:
        return False
    for outlet in outlets:
        if own == fold_letters(outlet):
            return True
        if outlet and name.casefold().startswith(outlet.casefold()):
            rest = re.sub(r"^['’]s?\b", "", name[len(outlet) :]).strip(" -–—,.")
            if _ENDING.fullmatch(rest) or _OFFICE.fullmatch(rest):
                return True
    return False


def fold_letters(text: str) -> str:
    """The letters and figures of a short text, with umlauts written out, for comparing names."""
    plain = text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return "".join(c for c in plain if c.isalnum())
