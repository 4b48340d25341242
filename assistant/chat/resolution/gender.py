"""Whether somebody in a conversation is a he or a she, so that no pronoun means the other. Pure.

A name of which nothing tells may be either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.chat.resolution.context import FollowupContext
from assistant.chat.turn import Turn
from index.language.en.given_names import guess_gender
from index.language.en.pronouns import find_open_pronoun
from index.language.en.speech.offices import FEMALE, GENDERED_ROLES, MALE

GENDER_BY_PRONOUN = {"he": MALE, "him": MALE, "his": MALE, "she": FEMALE, "her": FEMALE}
_TITLE_WORDS = 4


def find_gender(name: str, context: FollowupContext) -> str:
    """`MALE` or `FEMALE`, "" if nothing tells: by what the user called the name before, by the
    titles and the given name in the quotations, or by the archive."""
    for turn in reversed(context.turns):
        if gender := _find_in_question(name, turn):
            return gender
    quotes = [one.quote for turn in context.turns for one in turn.citations]
    found = {guess_gender(full) for full in (name, *_find_longer(name, quotes))} - {""}
    return found.pop() if len(found) == 1 else context.find_gender(name)


def _find_in_question(name: str, turn: Turn) -> str:
    """What a user called a name: "what did she say?" was asked as "what did Kallas say?"."""
    typed = turn.asked.typed
    pronoun = find_open_pronoun(typed.lower().strip(" ?!.,;:…-"))
    if pronoun is None or turn.asked.question != pronoun.replace_in(typed, name):
        return ""
    return GENDER_BY_PRONOUN.get(typed[pronoun.start : pronoun.end].lower(), "")


def _find_longer(name: str, quotes: Iterable[str]) -> Iterator[str]:
    """The name with the given name and the titles that the quotations put before it."""
    for quote in quotes:
        for match in re.finditer(rf"\b{re.escape(name)}\b", quote):
            own = quote[: match.start()].split(" ")[-_TITLE_WORDS - 1 : -1]
            kept: list[str] = []
            for word in reversed(own):
                if not (word[:1].isupper() or word in GENDERED_ROLES) or not word[-1].isalnum():
                    break
                kept.insert(0, word)
            yield " ".join([*kept, name])
