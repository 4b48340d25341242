"""Names of months and weekdays in the languages of newspapers, as Unicode's CLDR has them. Pure.

A name that means two months (Croatian and Polish "listopad") is none. Left out are languages whose
papers count years by another calendar.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from index.language.calendar.english_names import (
    DATE_WORDS,
    parse_english_month,
    parse_english_weekday,
)

_LANGUAGES = (
    "bg ca cs da de de_AT el es et fi fr fr_CA gl hr hu id is it lt lv mk nb nl nn pl pt pt_PT ro"
    " ru sk sl sq sr sr_Latn sv tr uk"
).split()
# Short forms of papers that CLDR does not have.
_FURTHER_MONTHS = {"mrz": 3, "maerz": 3, "juill": 7, "sett": 9}
_FURTHER_WEEKDAYS = frozenset({"mie", "sab"})
# Words that join the parts of a date without changing it.
_JOINING_WORDS = DATE_WORDS | frozenset(
    "a à alle am as às d de del den der di dia dne dnia el h hs il kl klo las le o ora ore los m om"
    " um uhr г года год р року ч".split()
)
# A shorter beginning of a name, such as "ma", can be a word.
_SHORTEST_PREFIX = 3


def parse_month(word: str) -> int:
    """The number of the month that a word names, in full or abbreviated; 0 if it names none."""
    if month := parse_english_month(word):
        return month
    key = _normalise(word)
    months, prefixes = _load_months()
    return months.get(key) or prefixes.get(key) or 0


def is_weekday(word: str) -> bool:
    """Whether a word names a day of the week, in full or abbreviated."""
    return parse_english_weekday(word) is not None or _normalise(word) in _load_weekdays()


def is_joining_word(word: str) -> bool:
    """Whether a word may stand between the parts of a date: "of", "de", "um"."""
    return _normalise(word) in _JOINING_WORDS


@cache
def _load_months() -> tuple[dict[str, int], dict[str, int]]:
    """The months by their names, and by the beginnings of their full names."""
    from babel import Locale

    names: dict[str, set[int]] = defaultdict(set)
    prefixes: dict[str, set[int]] = defaultdict(set)
    for language in _LANGUAGES:
        for forms in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                for month, name in forms[width].items():
                    for key in _spell(name):
                        names[key].add(month)
                        if width == "wide":
                            for end in range(_SHORTEST_PREFIX, len(key)):
                                prefixes[key[:end]].add(month)
    for name, month in _FURTHER_MONTHS.items():
        names[name].add(month)
    return _keep_certain(names), _keep_certain(prefixes)


@cache
def _load_weekdays() -> frozenset[str]:
    from babel import Locale

    return _FURTHER_WEEKDAYS | {
        key
        for language in _LANGUAGES
        for forms in Locale.parse(language).days.values()
        for width in ("wide", "abbreviated", "short")
        for name in forms.get(width, {}).values()
        for key in _spell(name)
    }


def _spell(name: str) -> Iterator[str]:
    """The spellings of a name: its last word, in parts if it has a hyphen, and without accents."""
    for word in (name.split()[-1], *name.split()[-1].split("-")):
        key = _normalise(word)
        yield key
        plain = unicodedata.normalize("NFD", key)
        yield "".join(character for character in plain if not unicodedata.combining(character))


def _keep_certain(names: dict[str, set[int]]) -> dict[str, int]:
    return {name: min(months) for name, months in names.items() if len(months) == 1}


def _normalise(word: str) -> str:
    return unicodedata.normalize("NFC", word.casefold()).strip(".")
