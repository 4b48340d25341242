"""Typing errors in words that say nothing about a subject: "abuot", "teh". Pure."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from index.language.en.function_words import FUNCTION_WORDS
from index.language.en.word_frequencies import count_uses

_LEAST_LETTERS = 3
_WORDS = FUNCTION_WORDS | frozenset("said think thinks report reported want wants people".split())


def is_english_word(word: str) -> bool:
    """Is it a word that English texts use?"""
    return word.lower() in _WORDS or count_uses(word) > 0


def correct_function_word(word: str) -> str:
    """The function word that a word is with one letter wrong, missing, added or exchanged, the most
    usual one of several; "" if there is none."""
    word = word.lower()
    if len(word) < _LEAST_LETTERS or not word.isalpha() or is_english_word(word):
        return ""
    near = [
        each
        for each in _WORDS
        if len(each) >= _LEAST_LETTERS and OSA.distance(word, each, score_cutoff=1) <= 1
    ]
    # Exchanged letters are the likeliest error: "form" is no "from", but "fomr" is.
    return max(near, key=lambda each: (sorted(each) == sorted(word), count_uses(each)), default="")
