"""Is a labelled answer in a quote, and are two sentences the same? Pure.

Labels were typed by people or cut from tokenised text ("`` double coat '' , with"), articles are as
newsrooms write them: both are compared word by word, without case, punctuation and the articles a,
an and the, as in the evaluation script of SQuAD (Rajpurkar et al. 2016), which however compares
letters and so finds "Britain" in "Britains". Nothing here knows synonyms, inflections or numbers in
words, and languages that put no white space between words are compared phrase by phrase.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

# One sentence may hold another where the two texts were not split alike, but "He agreed." inside a
# long sentence is not that sentence. With these two limits 449 of CLAPNQ's 471 gold sentences are
# one of the sentences into which the archive cuts their article, none is two of them, and two are a
# sentence of one of sixty other articles. Those that are missed stand in a quotation of several
# sentences that the archive does not cut, or were cut off by their annotators.
MIN_CONTAINED = 0.5
# Words that two sentences share, as a part of the longer one: edits of a word or two in ten.
MIN_SHARED = 0.8

_ARTICLES = frozenset({"a", "an", "the"})
# What Unicode does not already hold to be an apostrophe's equal, some of it letters or accents.
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘‛ʼʹ′´`＇", "'"))
# "do n't" and "ca n't" as tokenisers cut them.
_NOT = re.compile(r"(?<=\w) (?=n't\b)")
# "Britain's", "Britain 's".
_POSSESSIVE = re.compile(r"(?<=\w) ?'s\b")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")
# "U.S.", "a.m.": letters that a full stop each makes one word.
_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_INSIDE_NUMBER = re.compile(r"(?<=\d)[.:](?=\d)")


def normalise_words(text: str) -> str:
    """The words of a text, with one space between two, without what does not count.

    Idempotent. Numbers keep their decimal point, and lose the comma that parts thousands.
    """
    return " ".join(_split_words(text))


def has_answer(answers: Iterable[str], quote: str) -> bool:
    """Do the words of one of the answers stand in the quote, in their order and side by side?

    An answer of nothing but punctuation and articles occurs nowhere.
    """
    words = _split_words(quote)
    return any(_has_sequence(words, _split_words(answer)) for answer in answers)


def is_same_sentence(one: str, other: str) -> bool:
    """Are these the same sentence, as two tokenisers and two splitters may have cut it?

    They are where one holds the other, whole, and that is at least MIN_HELD of its words, or where
    at least MIN_SHARED of the longer one's words (repeated ones counted) are in both.
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
    """The text with spaces for punctuation, symbols and controls, points inside numbers kept."""
    decimal_points = {match.start() for match in _INSIDE_NUMBER.finditer(text)}
    return "".join(
        character if place in decimal_points else _blank_character(character)
        for place, character in enumerate(text)
    )


def _blank_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # soft hyphens and marks of direction, which no reader sees
        return ""
    return " " if category[0] in "PSZC" else character


def _has_sequence(words: list[str], wanted: list[str]) -> bool:
    return bool(wanted) and any(
        words[start : start + len(wanted)] == wanted
        for start in range(len(words) - len(wanted) + 1)
    )
