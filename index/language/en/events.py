"""Kinds of events: the words that tell of one, and of its contrary. Pure.

They are data in events.json. Only events that news copy tells of in few words are there: what has a
hundred paraphrases cannot be missed by its words.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Pasts that do not end in "ed"; the participle where it is another word.
_IRREGULAR = {
    "beat": "beat", "become": "became", "break": "broke", "buy": "bought", "catch": "caught",
    "cut": "cut", "fall": "fell", "flee": "fled", "give": "gave", "leave": "left", "lose": "lost",
    "pull": "pulled", "quit": "quit", "rise": "rose", "seize": "seized", "sell": "sold",
    "shoot": "shot", "shut": "shut", "steal": "stole", "strike": "struck", "sue": "sued",
    "win": "won", "withdraw": "withdrew",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventKind:
    """An event: the verbs that ask for it, a pattern of the words that tell of it, and one of those
    that tell the contrary, "" for none. One that
    `is_narrow` is told of in hardly any other words."""

    verbs: tuple[str, ...]
    words: str
    contrary: str = ""
    is_narrow: bool = False

    def tells(self, text: str) -> re.Match[str] | None:
        """The first words of a text that tell of the event; None if none do."""
        return _compile(self.words).search(text)

    def tells_contrary(self, text: str) -> bool:
        """Does a text have words of the contrary?"""
        return bool(self.contrary) and _compile(self.contrary).search(text) is not None


@cache
def _compile(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def _load_kinds() -> dict[str, EventKind]:
    """The kinds of events by the verbs that ask for them."""
    content = json.loads(files("index.language.en").joinpath("events.json").read_text("utf-8"))
    kinds = [
        EventKind(
            tuple(each["verbs"]),
            "|".join(each["words"]),
            "|".join(each["contrary"]),
            each["is_narrow"],
        )
        for each in content
    ]
    return {verb: kind for kind in kinds for verb in kind.verbs}


def find_event_kind(verb: str) -> EventKind | None:
    """The kind of event that a verb in its base form, or one in the past, asks for."""
    return _load_kinds().get(verb) or _load_kinds().get(_list_bases().get(verb, ""))


def get_past(verb: str) -> str:
    """The simple past of a verb of a kind: "left" of "leave"; a past stays as it is."""
    if verb in _list_bases():
        return verb
    head, _, rest = verb.partition(" ")
    past = _IRREGULAR.get(head) or _add_ending(head)
    return f"{past} {rest}".rstrip()


def list_verbs() -> list[str]:
    """All verbs in their base form, the longest first."""
    return sorted(_load_kinds(), key=len, reverse=True)


def list_pasts() -> list[str]:
    """All verbs in the past, the longest first."""
    return sorted(_list_bases(), key=len, reverse=True)


@cache
def _list_bases() -> dict[str, str]:
    pasts: dict[str, str] = {}
    for verb in _load_kinds():
        head, _, rest = verb.partition(" ")
        past = _IRREGULAR.get(head) or _add_ending(head)
        pasts.setdefault(f"{past} {rest}".rstrip(), verb)
    return {**pasts, "stolen": "steal", "withdrawn": "withdraw", "beaten": "beat"}


def _add_ending(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    doubles = verb in ("drop", "rob", "scrap", "step", "cancel", "wed")
    return f"{verb}{verb[-1] if doubles else ''}ed"
