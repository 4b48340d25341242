"""The words of a query: which carry meaning, and which look like names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.language.en.function_words import FUNCTION_WORDS

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word as typed; `is_name` for what looks like a proper name or a number."""

    text: str
    is_name: bool


def content_words(query: str) -> list[Word]:
    """The words of a query that say what it is about, in order, each once.

    If nothing but function words was typed ("what about it?"), there are none.
    """
    found: dict[str, Word] = {}
    # In "WHAT DID THE WHO SAY" capitals say nothing; "US TRADE" is how people type a search.
    shouted = query.isupper() and len(query.split()) > 3
    for text, first in _words(query):
        if text.lower().replace("’", "'") in FUNCTION_WORDS and not (
            _acronym(text) and not shouted
        ):
            continue
        found.setdefault(text.lower(), Word(text, _looks_like_name(text, first, query)))
    return list(found.values())


def _words(query: str) -> Iterator[tuple[str, bool]]:
    """Words without a possessive 's, with whether each begins the query."""
    for number, match in enumerate(_WORD.finditer(query)):
        yield re.sub(r"['’]s$", "", match[0]), number == 0


def _acronym(text: str) -> bool:
    """US, IT, WHO: written in capitals, they are no function words."""
    return len(text) > 1 and text.isupper()


def _looks_like_name(text: str, first: bool, query: str) -> bool:
    if any(character.isdigit() for character in text):
        # Years and figures; small numbers are as often written in words.
        return len(text) > 2
    if query.isupper():
        return False
    return text[0].isupper() and (not first or _acronym(text) or text[1:] != text[1:].lower())
