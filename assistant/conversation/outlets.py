"""Outlets as people name them in a chat, matched with those of the archive. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from index.article import source_key

# Similar enough to be a slip of the finger: "Meridan Wire". Two of such names never are.
_SLIP = 0.88
_SHORTEST_SLIP = 6


def named_outlets(text: str, outlets: Sequence[str]) -> tuple[str, ...]:
    """The outlets that a text names, and nothing else; none where a part of it is no outlet.

    "the Harbour Post", "Meridian Wire and Fieldside", a part that only one outlet has
    ("Meridian"), or a name with one slip.
    """
    if one := _outlet(text, outlets):
        return (one,)
    parts = [part for part in re.split(r"\s*(?:,|;|&|\band\b|\bor\b)\s*", text) if part]
    found = [_outlet(part, outlets) for part in parts]
    return tuple(dict.fromkeys(name for name in found if name)) if found and all(found) else ()


def _outlet(text: str, outlets: Sequence[str]) -> str:
    wanted = _plain(text)
    if not wanted:
        return ""
    known = {_plain(name): name for name in outlets if _plain(name)}
    if wanted in known:
        return known[wanted]
    words = set(wanted.split())
    partly = [name for key, name in known.items() if words <= set(key.split())]
    if not partly and len(wanted) >= _SHORTEST_SLIP:
        partly = [
            name
            for key, name in known.items()
            if SequenceMatcher(None, wanted, key).ratio() >= _SLIP
        ]
    return partly[0] if len(partly) == 1 else ""


def _plain(name: str) -> str:
    return " ".join(source_key(name).removeprefix("the ").split())
