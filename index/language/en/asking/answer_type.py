"""The answer type of a question, and how well a sentence offers it. Pure.

The rules match words and shapes, not meanings: "when" asks for a date, and "in 1987" is one. A
name or number that the question itself contains is no answer to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from index.language.en.names.country_aliases import find_countries


class AnswerType(StrEnum):
    """The types of answer that a question can ask for."""

    PERSON = "person"
    TIME = "time"
    PLACE = "place"
    NUMBER = "number"
    CAUSE = "cause"


_THE = r"(?:'s|’s| is| was| are| were)?(?: the| an?| his| her| its| their)?(?: \w+)?"
_WHICH = rf"\b(?:what|which){_THE} "
# The earliest match decides, then the order here; None is a question word without a type.
_QUESTION_PATTERNS: tuple[tuple[AnswerType | None, re.Pattern[str]], ...] = (
    (AnswerType.TIME, re.compile(r"\bhow long ago\b|\bhow soon\b")),
    (
        AnswerType.NUMBER,
        re.compile(
            r"\bhow (?:many|much|old|far|tall|high|long|big|large|often|fast|heavy|deep|wide"
            r"|close)\b"
            rf"|{_WHICH}(?:number|percentage|percent|share|population|price|cost|amount|rate|total"
            r"|proportion|height|length|size|age|distance|toll|speed|salary|budget|score|fraction)\b"
        ),
    ),
    (
        AnswerType.TIME,
        re.compile(
            rf"\bwhen\b|{_WHICH}(?:years?|dates?|days?|months?|century|time|season|decade)\b"
        ),
    ),
    (
        AnswerType.PLACE,
        re.compile(
            rf"\bwhere\b|{_WHICH}(?:country|countries|city|cities|town|state|states|place|places"
            r"|island|continent|region|county|village|location|province|capital|nations?)\b"
        ),
    ),
    (
        AnswerType.PERSON,
        re.compile(
            rf"\bwho(?:m|se|'s|’s)?\b|{_WHICH}(?:person|people|man|woman|president|minister|actor"
            r"|actress|player|author|singer|king|queen|leader|politician|general|spokesman"
            r"|spokeswoman)\b"
        ),
    ),
    (
        AnswerType.CAUSE,
        re.compile(
            rf"\bwhy\b|\bhow come\b|\bwhat (?:caused|causes|led to|leads to|prompted|triggered)\b"
            rf"|{_WHICH}(?:causes?|reasons?|purpose)\b"
        ),
    ),
    (None, re.compile(r"\bwhat\b|\bwhich\b|\bhow\b")),
)

_NAME = re.compile(r"(?<!^)(?<![.!?\"“‘] )\b[A-ZÀ-Ž][\w’'-]+|^[A-ZÀ-Ž][\w’'-]+(?= [A-ZÀ-Ž])")
# "Gene Barry", "Hugo L. Young", "Ludwig van Beethoven".
_FULL_NAME = re.compile(
    r"\b[A-ZÀ-Ž][\w’'-]{1,60}(?: [A-Z]\.| (?:van|von|de|der|la|al|bin|of|the)){0,2}"
    r" [A-ZÀ-Ž][\w’'-]{1,60}"
)
_PERSON_NOUN = re.compile(
    r"\b(?:president|minister|chancellor|king|queen|prince|princess|leader|general|spokes\w+|actor"
    r"|actress|singer|author|director|captain|mr|mrs|ms|dr|sir|man|woman|boy|girl|mother|father|son"
    r"|daughter|brother|sister|wife|husband|he|she)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:1\d{3}|20\d\d)s?\b|\d{1,2}:\d\d|<num>"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tomorrow|tonight"
    r"|century|decade|(?:years?|months?|weeks?|days?) (?:ago|later|before|after)"
    r"|(?:last|next|this) (?:year|month|week)|spring|summer|autumn|winter|midnight|noon|evening"
    r"|morning|night|once|when|as soon as|until)\b|\bMay\b(?= \d)|(?<=\d )\bMay\b|\bin May\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d[\d,.]*|<num>|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?"
    r"|billions?|dozens?|half|third|quarter|twice|all|none|many|both)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Ii]nto|[Oo]utside|[Aa]cross|[Tt]owards?|[Aa]round"
    r"|[Tt]hrough)(?: the)?(?: [a-z]+)? ([A-ZÀ-Ž][\w’'-]+)"
)
_PLACE_NOUN = re.compile(
    r"\b(?:in|at|near|into|under|behind|inside|outside|on|over|beside|through|beneath|to|from)"
    r" (?:the|an?|his|her|their|its|this|that)\b",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"\b(?:country|countries|nations?)\b")
_CAUSE = re.compile(
    r"\b(?:because|since|due to|owing to|so that|in order|as a result|therefore|thus|hence|caused?"
    r"|causes|reasons?|resulted|led to|after|for fear|so \w+ that|thanks to|in response"
    r"|prompted|blamed?|so)\b|\bto \w+",
    re.IGNORECASE,
)


def detect_answer_type(question: str) -> AnswerType | None:
    """Detect the answer type by the first question word; None if the word does not tell."""
    lowered = question.lower()
    matches = [
        (match.start(), order, kind)
        for order, (kind, pattern) in enumerate(_QUESTION_PATTERNS)
        if (match := pattern.search(lowered))
    ]
    return min(matches, key=lambda each: each[:2])[2] if matches else None


def score_answer_type(kind: AnswerType, sentence: str, question: str) -> float:
    """1 if the sentence offers something new of this type, 0.5 if vaguely, 0 if not."""
    if kind is AnswerType.PLACE and _has_requested_country(sentence, question):
        return 1.0
    return _SCORES[kind](sentence, question.lower())


def _has_new_word(words: list[str], question: str) -> bool:
    """Is one of the words missing from the question?"""
    return any(word.lower() not in question for word in words)


def _score_person(sentence: str, question: str) -> float:
    if _has_new_word(_FULL_NAME.findall(sentence), question):
        return 1.0
    if _has_new_word(_NAME.findall(sentence), question):
        return 0.5
    return 0.25 if _has_new_word(_PERSON_NOUN.findall(sentence), question) else 0.0


def _score_place(sentence: str, question: str) -> float:
    places = [name for name in _PLACE.findall(sentence) if not _TIME.fullmatch(name)]
    if _has_new_word(places, question):
        return 1.0
    return 0.5 if _PLACE_NOUN.search(sentence) else 0.0


def _has_requested_country(sentence: str, question: str) -> bool:
    """Does the question ask for a country, and does the sentence mention a new one anywhere
    ("Finland joined NATO")?"""
    if _COUNTRY.search(question.lower()) is None:
        return False
    question_countries = find_countries(question) | find_countries(question.title())
    return not find_countries(sentence) <= question_countries


def _make_pattern_score(pattern: re.Pattern[str]) -> Callable[[str, str], float]:
    return lambda sentence, question: float(_has_new_word(pattern.findall(sentence), question))


_SCORES: dict[AnswerType, Callable[[str, str], float]] = {
    AnswerType.PERSON: _score_person,
    AnswerType.TIME: _make_pattern_score(_TIME),
    AnswerType.PLACE: _score_place,
    AnswerType.NUMBER: _make_pattern_score(_NUMBER),
    AnswerType.CAUSE: lambda sentence, _: float(bool(_CAUSE.search(sentence))),
}
