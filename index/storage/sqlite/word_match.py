"""Match words with the words of texts, regardless of case: a function for queries in SQL. Pure.

Does not know stems: "troop" begins "troops", and "rain" stands in no "train".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.core.text import UNSPACED

# In a script without spaces, a word may begin anywhere.
_UNSPACED = re.compile(f"[{UNSPACED}]")
_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc", "'''")


def has_words(words: str, title: str, text: str) -> bool:
    """Does each of some words, separated by spaces, begin a word of the title or the text?"""
    folded = _fold(f"{title}\n{text}")
    return all(pattern.search(folded) for pattern in _compile_words(words))


@lru_cache(maxsize=16)
def _compile_words(words: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_compile_word(word) for word in _fold(words).split())


def _compile_word(word: str) -> re.Pattern[str]:
    is_spaced = re.match(r"\w", word) and not _UNSPACED.match(word)
    beginning = r"(?<!\w)" if is_spaced else ""
    return re.compile(beginning + re.escape(word))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold()).translate(_APOSTROPHES)
