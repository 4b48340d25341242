"""Who holds an office at a time, as articles of that time tell. Pure.

"The foreign secretary" in an article that names nobody is the one whom articles of the months
around it call so. Two such people, an office of one word, and "a spokesman" tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from index.language.en.names.country_aliases import find_countries
from index.language.en.speech.offices import OFFICES
from index.language.en.speech.speaker_match import fold_words, is_same_speaker

# An article tells who holds an office for so many days before and after it.
_MOST_DAYS = 90
_LEAST_WORDS = 2
_DEFINITE = re.compile(r"(?:the|[A-ZÀ-Ž][\w.-]*['’]s?)\s", re.IGNORECASE)
# Behind one of these stands what the holder is, not who.
_END = re.compile(r"[,;:(–—\"“”]| (?:who|which|that|in|at|on|after|during) ")
# They change who is meant, or name many.
_OTHER = frozenset(
    "former ex then acting deputy vice shadow assistant previous late new next".split()
)
# The offices that a state has one of. "The chief executive" may be anybody's.
_STATE = frozenset("minister secretary".split())
_PORTFOLIOS = frozenset(
    """
    prime foreign finance interior defence defense trade home treasury energy health education
    agriculture transport economy economic commerce environment justice industry labour labor
    planning oil information culture tourism housing state farm budget
    """.split()
)
# Words with a capital that name no institution.
_GENERAL = (
    OFFICES
    | _PORTFOLIOS
    | frozenset(
        """
        ministry government company party police court union bank club firm group agency office
        department council board committee army navy
        """.split()
    )
)
_WOMAN, _MAN = re.compile(r"woman$|person$"), "man"


@dataclass(frozen=True, slots=True)
class Holding:
    """An article of a day that gives somebody an office; `office` is its key, `countries` are those
    that the article speaks of."""

    name: str
    office: frozenset[str]
    day: date
    article_id: str
    countries: frozenset[int] = frozenset()


@lru_cache(maxsize=20_000)
def read_office_key(office: str) -> frozenset[str]:
    """The words that an office has in any wording: "spokeswoman for the Kremlin" and "Kremlin
    spokesman" have the same; countries and their people are one. None for an office of one word or
    of the past."""
    words = {
        _name_country(word) for part in office.split() for word in fold_words(part.strip(".,"))
    }
    if len(words) < _LEAST_WORDS or not _OTHER.isdisjoint(words):
        return frozenset()
    return frozenset(words)


# An archive has the same few words many times.
@lru_cache(maxsize=20_000)
def read_source_key(source: str) -> frozenset[str]:
    """The same of the words that name a source, if they mean one person by the office alone: "the
    Kremlin spokesman", "Norland's foreign minister", "the prime minister"; none for "a spokesman",
    "spokesmen" and "the company chairman"."""
    text = _END.split(" ".join(source.split()))[0]
    if _DEFINITE.match(text) is None or text.lower().endswith(("men", "women", "s")):
        return frozenset()
    key = read_office_key(text)
    return key if is_state_office(key) or _names_institution(text, key) else frozenset()


def is_state_office(key: frozenset[str]) -> bool:
    """Is it an office that each state has, without the name of a state?"""
    return bool(key & _STATE) and len(key) == _LEAST_WORDS and key <= _STATE | _PORTFOLIOS


def _names_institution(text: str, key: frozenset[str]) -> bool:
    """Do the words say by name of what it is an office: of a country, or "Palace"?"""
    names = [word for word in text.split()[1:] if word[:1].isupper()]
    names += [text.split()[0]] if text.split()[0].lower() != "the" else []
    is_named = any(_GENERAL.isdisjoint(fold_words(word)) for word in names)
    return bool(key) and (is_named or any(word.startswith("country ") for word in key))


def choose_holder(
    office: frozenset[str], day: date, countries: frozenset[int], holdings: Sequence[Holding]
) -> Holding | None:
    """The nearest article that tells who holds the office on a day; None if articles of the time
    give it to two people, or if each state has one and the nearest speaks of other countries."""
    near = [
        each
        for each in holdings
        if each.office == office and abs((each.day - day).days) <= _MOST_DAYS
    ]
    if not near or not _is_one([each.name for each in near]):
        return None
    nearest = min(near, key=lambda each: (abs((each.day - day).days), each.article_id))
    is_same_state = countries & nearest.countries or not (countries or nearest.countries)
    return nearest if is_same_state or not is_state_office(office) else None


def _is_one(names: Sequence[str]) -> bool:
    """Are all names of one person? The longest one has the words of the others."""
    words = [frozenset(fold_words(name)) for name in names]
    longest = max(words, key=len)
    return all(is_same_speaker(each, longest) for each in words)


def _name_country(word: str) -> str:
    numbers = find_countries(word.capitalize()) or find_countries(word.upper())
    if len(numbers) == 1:
        return f"country {min(numbers)}"
    return _WOMAN.sub(_MAN, word)
