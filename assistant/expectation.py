"""What kind of thing a question asks for, and whether a sentence offers one. Pure.

Knows words and shapes, not meanings: "when" asks for a date, and "in 1987" is one. What a question
names already is no answer to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from assistant.names import countries


class Kind(StrEnum):
    """What a question can ask for, where its words tell."""

    PERSON = "person"
    TIME = "time"
    PLACE = "place"
    NUMBER = "number"
    CAUSE = "cause"


_THE = r"(?:'s|’s| is| was| are| were)?(?: the| an?| his| her| its| their)?(?: \w+)?"
_WHICH = rf"\b(?:what|which){_THE} "
# The first that matches earliest decides; what has no kind stands here to be passed over.
_ASKED: tuple[tuple[Kind | None, re.Pattern[str]], ...] = (
    (Kind.TIME, re.compile(r"\bhow long ago\b|\bhow soon\b")),
    (
        Kind.NUMBER,
        re.compile(
            r"\bhow (?:many|much|old|far|tall|high|long|big|large|often|fast|heavy|deep|wide"
            r"|close)\b"
            rf"|{_WHICH}(?:number|percentage|percent|share|population|price|cost|amount|rate|total"
            r"|proportion|height|length|size|age|distance|toll|speed|salary|budget|score|fraction)\b"
        ),
    ),
    (
        Kind.TIME,
        re.compile(
            rf"\bwhen\b|{_WHICH}(?:years?|dates?|days?|months?|century|time|season|decade)\b"
        ),
    ),
    (
        Kind.PLACE,
        re.compile(
            rf"\bwhere\b|{_WHICH}(?:country|countries|city|cities|town|state|states|place|places"
            r"|island|continent|region|county|village|location|province|capital|nations?)\b"
        ),
    ),
    (
        Kind.PERSON,
        re.compile(
            rf"\bwho(?:m|se|'s|’s)?\b|{_WHICH}(?:person|people|man|woman|president|minister|actor"
            r"|actress|player|author|singer|king|queen|leader|politician|general|spokesman"
            r"|spokeswoman)\b"
        ),
    ),
    (
        Kind.CAUSE,
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
    r"\b[A-ZÀ-Ž][\w’'-]{1,60}(?: [A-Z]\.| (?:van|von|de|der|la|al|bin|of|the)){0,2} [A-ZÀ-Ž][\w’'-]{1,60}"
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


def expected(question: str) -> Kind | None:
    """What the question asks for, by its first word that asks; None where that does not tell."""
    lowered = question.lower()
    found = [
        (match.start(), order, kind)
        for order, (kind, pattern) in enumerate(_ASKED)
        if (match := pattern.search(lowered))
    ]
    return min(found, key=lambda each: each[:2])[2] if found else None


def offers(kind: Kind, sentence: str, question: str) -> float:
    """1 if the sentence has such a thing that the question has not, 0.5 for a vague one, else 0."""
    if kind is Kind.PLACE and _names_a_country_asked_for(sentence, question):
        return 1.0
    return _OFFERS[kind](sentence, question.lower())


def _new(found: list[str], question: str) -> bool:
    """Is one of the words found not in the question?"""
    return any(word.lower() not in question for word in found)


def _person(sentence: str, question: str) -> float:
    if _new(_FULL_NAME.findall(sentence), question):
        return 1.0
    if _new(_NAME.findall(sentence), question):
        return 0.5
    return 0.25 if _new(_PERSON_NOUN.findall(sentence), question) else 0.0


def _place(sentence: str, question: str) -> float:
    named = [name for name in _PLACE.findall(sentence) if not _TIME.fullmatch(name)]
    if _new(named, question):
        return 1.0
    return 0.5 if _PLACE_NOUN.search(sentence) else 0.0


def _names_a_country_asked_for(sentence: str, question: str) -> bool:
    """Is a country asked for, and has the sentence one that the question has not, wherever it
    stands ("Finland joined NATO")?"""
    if _COUNTRY.search(question.lower()) is None:
        return False
    asked = countries(question) | countries(question.title())
    return not countries(sentence) <= asked


def _any_new(pattern: re.Pattern[str]) -> Callable[[str, str], float]:
    return lambda sentence, question: float(_new(pattern.findall(sentence), question))


_OFFERS: dict[Kind, Callable[[str, str], float]] = {
    Kind.PERSON: _person,
    Kind.TIME: _any_new(_TIME),
    Kind.PLACE: _place,
    Kind.NUMBER: _any_new(_NUMBER),
    Kind.CAUSE: lambda sentence, _: float(bool(_CAUSE.search(sentence))),
}
