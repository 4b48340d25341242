"""Speakers: their full names in articles, without the offices before them. Pure.

Last names are found in `attribution`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.core.article import Span
from index.language.en.attribution import find_speakers
from index.language.en.subjects import is_country

_NAME = (
    r"[A-ZÀ-Ž][\w’'-]{1,60}"
    r"(?: (?:van der |von der |van |von |de |del |al-)?[A-ZÀ-Ž][\w’'-]{1,60}){1,2}"
)
_SPEECH = re.compile(rf"\b({_NAME}) (?:said|told|warned|announced|wrote)\b")
# It begins where a word begins, so that a long word is read once.
_FORENAME = r"(?:(?<![\w’'-])[A-ZÀ-Ž][\w’'-]++ )"
# Offices precede names in news copy and are not part of them.
_OFFICES = frozenset(
    "The President Minister Secretary General Chancellor Prime Foreign Defence Defense King Queen"
    " Sir Commissioner Spokesman Spokeswoman Senator Governor Adviser Captain Coach"
    " Director".split()
)
# With the words that begin a sentence right before a name.
_BEFORE_NAMES = _OFFICES | frozenset("Afterwards But And When While On In".split())


@dataclass(frozen=True, slots=True)
class Speech:
    """The place of "Mark Rutte said" in a text, and the words of the name."""

    span: Span
    name: tuple[str, ...]


def find_speeches(text: str) -> Iterator[Speech]:
    """Find the full names that stand before "said" or the like, with their places."""
    for match in _SPEECH.finditer(text):
        yield Speech(Span(*match.span()), _drop_offices(match[1]))


def find_full_names(quote: str) -> list[str]:
    """Find the speakers of a quotation, by as much of their names as it contains."""
    full_names = []
    for last in find_speakers(quote):
        run = re.search(rf"({_FORENAME}{{0,8}}){re.escape(last)}\b", quote)
        words = [*(run[1].split() if run else []), last]
        words = [
            word
            for word in words
            if word not in _BEFORE_NAMES and not word.isupper() and not is_country(word)
        ]
        if words:
            full_names.append(" ".join(words))
    return full_names


def make_speech_question(speaker: str, topic: str) -> str:
    """Make the question for what a speaker said about a topic."""
    return f"What did {speaker} say about {topic}?"


def _drop_offices(name: str) -> tuple[str, ...]:
    words = tuple(name.split())
    while words and words[0] in _OFFICES:
        words = words[1:]
    return words
