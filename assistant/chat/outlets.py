"""Matches the outlets that a message names with those of the archive. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from index.core.article import source_key
from index.language.en.asking.filter_phrases import split_outlets
from index.language.en.subjects import strip_article

# A ratio above this is a typing error ("Meridan Wire"), if only one outlet reaches it.
_SLIP = 0.88
_SHORTEST_SLIP = 6


def match_outlets(text: str, outlets: Sequence[str]) -> tuple[str, ...]:
    """Match the outlets of a text; none if any part of it is no outlet.

    "the Harbour Post", "Meridian Wire and Fieldside", a part that only one outlet has ("Meridian"),
    or a name with one typing error.
    """
    if one := _match_outlet(text, outlets):
        return (one,)
    matches = [_match_outlet(part, outlets) for part in split_outlets(text)]
    return (
        tuple(dict.fromkeys(name for name in matches if name)) if matches and all(matches) else ()
    )


def _match_outlet(text: str, outlets: Sequence[str]) -> str:
    wanted = _normalise(text)
    if not wanted:
        return ""
    by_key = {_normalise(name): name for name in outlets if _normalise(name)}
    if wanted in by_key:
        return by_key[wanted]
    words = set(wanted.split())
    partly = [name for key, name in by_key.items() if words <= set(key.split())]
    if not partly and len(wanted) >= _SHORTEST_SLIP:
        partly = [
            name
            for key, name in by_key.items()
            if SequenceMatcher(None, wanted, key).ratio() >= _SLIP
        ]
    return partly[0] if len(partly) == 1 else ""


def _normalise(name: str) -> str:
    return " ".join(strip_article(source_key(name)).split())
