"""Matches labelled answers and gold sentences with quotes. Pure.

Labels are typed by annotators or cut from tokenised text ("`` double coat '' , with"). Both sides
are compared word by word, without case, punctuation and the articles a, an and the, as in the
evaluation script of SQuAD (Rajpurkar et al. 2016); that script compares characters and so finds
"Britain" in "Britains". Knows no synonyms, inflections or spelled-out numbers. Languages without
white space between words are compared phrase by phrase.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

# One sentence may contain another if two splitters differ, but "He agreed." inside a long sentence
# is not that sentence. With these two limits 449 of CLAPNQ's 471 gold sentences match one sentence
# of their article, none matches two, and two match a sentence of one of sixty other articles. The
# missed ones are part of a quotation that the archive does not split, or annotators truncated them.
MIN_CONTAINED = 0.5
# The share of common words in the longer sentence: allows edits of one or two words in ten.
MIN_SHARED = 0.8

_ARTICLES = frozenset({"a", "an", "the"})
# Apostrophe-like characters that NFKC does not unify, some of them letters or accents.
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘‛ʼʹ′´`＇", "'"))
# "do n't" and "ca n't", as tokenisers split them.
_NOT = re.compile(r"(?<=\w) (?=n't\b)")
# "Britain's", "Britain 's".
_POSSESSIVE = re.compile(r"(?<=\w) ?'s\b")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")
# "U.S.", "a.m.": letters with full stops are one word.
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_INSIDE_NUMBER = re.compile(r"(?<=\d)[.:](?=\d)")


def normalise_words(text: str) -> str:
    """Normalise a text to its words, separated by single spaces.

    Idempotent. Numbers keep their decimal point and lose their thousands separators.
    """
    return " ".join(_split_words(text))


def has_answer(answers: Iterable[str], quote: str) -> bool:
    """Does the quote contain the words of one of the answers as a contiguous sequence?

    An answer of only punctuation and articles never matches.
    """
    words = _split_words(quote)
    return any(_has_sequence(words, _split_words(answer)) for answer in answers)


def is_same_sentence(one: str, other: str) -> bool:
    """Are these the same sentence, allowing for different tokenisers and splitters?

    True if one contains the other and the shorter has at least MIN_CONTAINED of the longer one's
    words, or if at least MIN_SHARED of the longer one's words (with repetitions) are in both.
    """
    shorter, longer = sorted((_split_words(one), _split_words(other)), key=len)
    if not shorter:
        return False
    shared = (Counter(shorter) & Counter(longer)).total()
    if shared >= MIN_SHARED * len(longer):
        return True
    return len(shorter) >= MIN_CONTAINED * len(longer) and _has_sequence(longer, shorter)


def _split_words(text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES))
    text = " ".join(unicodedata.normalize("NFKC", text.casefold()).split())
    text = _POSSESSIVE.sub("", _NOT.sub("", text))
    text = _ABBREVIATION.sub(lambda match: match.group().replace(".", ""), text)
    text = _THOUSANDS.sub(lambda match: match.group().replace(",", ""), text)
    return [word for word in _blank_punctuation(text).split() if word not in _ARTICLES]


def _blank_punctuation(text: str) -> str:
    """Replace punctuation, symbols and control characters by spaces, except inside numbers."""
    decimal_points = {match.start() for match in _INSIDE_NUMBER.finditer(text)}
    return "".join(
        character if place in decimal_points else _blank_character(character)
        for place, character in enumerate(text)
    )


def _blank_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # invisible: soft hyphens and direction marks
        return ""
    return " " if category[0] in "PSZC" else character


def _has_sequence(words: list[str], wanted: list[str]) -> bool:
    return bool(wanted) and any(
        words[start : start + len(wanted)] == wanted
        for start in range(len(words) - len(wanted) + 1)
    )
