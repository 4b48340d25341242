"""Variants of names: other spellings, typing errors, acronyms. Pure.

A text mentions a name if it has a variant of it. Countries have aliases of their own.
"""

from __future__ import annotations

import re
from collections.abc import Set

from rapidfuzz.distance import OSA

from index.language.en.names.country_aliases import Stemmer

# Transliterations differ at the end: Zelensky, Zelenskyy, Zelenskiy.
_SHARED_PREFIX = 6
# So many letters may be wrong, missing, added or exchanged if the shorter and the longer word have
# at least so many. Shorter words are names of their own too often: Mali and Malta, Iran and Iraq.
_ERRORS = ((9, 9, 2), (5, 6, 1))
_LEAST_INITIALS, _MOST_INITIALS = 2, 6
_WORD = r"[A-ZÀ-Ž][\w’'-]{0,60}"
# "World Health Organization", "Bank of England": small words between do not count.
_NAME = re.compile(rf"\b{_WORD}(?:[ -](?:(?:of|the|for|and|on|in) ){{0,2}}{_WORD}){{1,8}}")
_CAPITAL_WORD = re.compile(rf"\b{_WORD}")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,8}")


def is_mentioned(name: str, text_stems: Set[str], stems: Stemmer) -> bool:
    """Does a text with these stems mention the name or a variant of it?

    Country aliases count if the stems come from `expand_aliases`, acronyms if they are among them.
    """
    wanted = frozenset(stems(name))
    return wanted <= text_stems or all(
        any(is_same_spelling(stem, other) for other in text_stems) for stem in wanted
    )


def is_same_spelling(one: str, other: str) -> bool:
    """Are two stems spellings of one word, or is one the other with a typing error?"""
    if one == other:
        return True
    if one.isdigit() or other.isdigit() or one[:1] != other[:1]:
        return False
    shortest, longest = sorted((len(one), len(other)))
    if longest - shortest > 2:
        return False
    if shortest > _SHARED_PREFIX and one[:_SHARED_PREFIX] == other[:_SHARED_PREFIX]:
        return True
    errors = next((n for least, most, n in _ERRORS if shortest >= least and longest >= most), 0)
    return bool(errors) and OSA.distance(one, other, score_cutoff=errors) <= errors


def find_acronyms(text: str) -> frozenset[str]:
    """The acronyms of the names in a text, in lower case: "who" for "World Health Organization",
    and "sao" for "S.A.O."."""
    found = {dotted.replace(".", "") for dotted in _DOTTED.findall(text)}
    for name in _NAME.findall(text):
        initials = "".join(word[0] for word in _CAPITAL_WORD.findall(name))
        # Any part of a longer run may be the name: "The World Health Organization".
        found.update(
            initials[start : start + size]
            for size in range(_LEAST_INITIALS, _MOST_INITIALS + 1)
            for start in range(len(initials) - size + 1)
        )
    return frozenset(acronym.lower() for acronym in found if acronym.isalpha())


def find_spelt_out(question: str, text_stems: Set[str], stems: Stemmer) -> frozenset[str]:
    """The stems of the names of a question whose acronym stands in a text with these stems."""
    return frozenset(
        stem
        for name in _NAME.findall(question)
        if "".join(word[0] for word in _CAPITAL_WORD.findall(name)).lower() in text_stems
        for stem in stems(name)
    )
