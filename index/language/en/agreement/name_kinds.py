"""What bears a name, a person, an organisation or a place, and whether two names mean one. Pure.

Both are cautious: of a name that tells nothing there is no kind, and names that share a word of
their own may mean one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.language.en.agreement.name_questions import NameKind
from index.language.en.function_words import FUNCTION_WORDS
from index.language.en.given_names import guess_gender
from index.language.en.names.country_aliases import find_countries
from index.language.en.names.name_variants import is_same_spelling
from index.language.en.speech.offices import OFFICES
from index.language.en.speech.speaker_match import fold_words
from index.language.en.subjects import is_adjective, is_country

# A name with one of these words is an organisation's.
_ORGANISATIONS = frozenset(
    """
    ab ag agency airlines airways alliance army assembly assn associates association authority bank
    bros brothers brewery capital chamber club co commission committee company congress consortium
    corp corporation council department enterprises federation financial firm foods fund group guard
    holding holdings industries inc institute insurance international investments laboratories lines
    ltd ministry motors movement mutual navy nv oil partners partnership party petroleum plc police
    press products resources sa savings securities services shipping society steel stores systems
    technologies technology times trust union united university works yard yards shipyard rovers
    """.split()
)
_STATES = frozenset(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia
    hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts
    michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon
    pennsylvania tennessee texas utah vermont virginia wisconsin wyoming ontario quebec alberta
    manitoba saskatchewan bavaria saxony hesse brandenburg scotland wales england catalonia
    andalusia lombardy tuscany sicily siberia crimea queensland victoria tasmania europe asia
    africa america
    """.split()
)
_REGION = re.compile(
    r"\b(?:county|province|region|district|valley|state|bay|sea|gulf|coast|island|islands|peninsula"
    r"|north|south|east|west|northern|southern|eastern|western|new|river|lake|mountains?)\b",
    re.IGNORECASE,
)
_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december christmas easter
    """.split()
)
_TOKEN = re.compile(r"[^\s]+")
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The place of a name within a run of words with capitals; `has_title` if an office or a title
    stands before it."""

    start: int
    end: int
    has_title: bool


def trim_name(run: str) -> Trimmed | None:
    """Find the name in a run of words with capitals: without titles, offices, nationalities, days
    and what begins a sentence. None if nothing is left, or if an office has an object ("Mayor of
    Lerse")."""
    words = list(_TOKEN.finditer(run))
    has_title = False
    while words:
        word = words[0][0].strip(".,").lower()
        is_office = word in OFFICES and len(words) > 1
        is_people = len(words) > 1 and is_country(word.title()) and is_adjective(word)
        is_owner = word.endswith(("'s", "’s"))
        if not (is_office or is_people or is_owner or word in FUNCTION_WORDS | _CALENDAR):
            break
        has_title = has_title or is_office
        words = words[1:]
    if not words or words[0][0].lower() in {"of", "de", *OFFICES}:
        return None
    if any(word[0].lower() in _CALENDAR for word in words):
        return None
    words = words[: _count_own(words)]
    end = words[-1].end()
    text = run[words[0].start() : end]
    bare = re.sub(r"['’]s?$", "", text)
    return Trimmed(words[0].start(), words[0].start() + len(bare), has_title) if bare else None


def _count_own(words: Sequence[re.Match[str]]) -> int:
    """How many words are the name: two in "Jonas Vik of Norway", all in "University of Kel"."""
    texts = [word[0].lower() for word in words]
    place = texts.index("of") if "of" in texts else 0
    return place if place > 1 and _ORGANISATIONS.isdisjoint(texts[:place]) else len(words)


def find_kind(name: str, *, has_title: bool = False) -> NameKind | None:
    """What bears a name; None if its words do not tell."""
    words = [word.strip(".,").lower() for word in name.split()]
    if has_title:
        return NameKind.PERSON
    if is_country(name) or name.lower() in _STATES:
        return NameKind.PLACE
    if (name.isupper() and len(name) > 1) or not _ORGANISATIONS.isdisjoint(words) or "&" in name:
        return NameKind.ORGANISATION
    is_person = len(words) > 1 and (guess_gender(name) or re.search(r"(?<= )[A-Z]\. ", name))
    return NameKind.PERSON if is_person else None


def may_be_one(one: str, other: str) -> bool:
    """May two names mean one person, organisation or place: a surname, a spelling, an acronym, a
    country by its people or its capital, or any word in common?"""
    if find_countries(one) & find_countries(other):
        return True
    first, second = (_list_own(name) for name in (one, other))
    if any(is_same_spelling(a, b) for a in first for b in second):
        return True
    return _is_acronym(one, other) or _is_acronym(other, one)


def may_contain(one: str, other: str) -> bool:
    """May one place lie in the other: a city in a country, a town in a region?"""
    return _find_level(one) != _find_level(other)


def _find_level(place: str) -> str:
    if is_country(place) and not is_adjective(place):
        return "country"
    if place.lower() in _STATES or _REGION.search(place):
        return "region"
    return "town"


def _list_own(name: str) -> list[str]:
    """The folded words of a name that are its own, or all of them if none are."""
    words = fold_words(name)
    own = [
        word
        for word in words
        if len(word) >= _LEAST_LETTERS and word not in _ORGANISATIONS and word not in OFFICES
    ]
    return own or words


def _is_acronym(short: str, long: str) -> bool:
    letters = short.replace(".", "").replace("&", "").casefold()
    if not short.replace(".", "").replace("&", "").isupper() or " " in short:
        return False
    words = [word for word in fold_words(long) if word]
    initials = "".join(word[0] for word in words)
    return len(letters) >= 2 and (initials.startswith(letters) or letters in initials)
