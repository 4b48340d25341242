"""Which of an archive's speakers a name or an office means. Pure.

"Peskov", "Dmitry Peskov" and "the Kremlin spokesman" mean Dmitry Peskov where an article calls him
so. A name that two people share means both of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from functools import lru_cache
from typing import Protocol, TypeVar

from rapidfuzz import fuzz

from index.language.en.names.name_variants import is_same_spelling
from index.language.en.speech.offices import OFFICES, ROYAL

_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
_NUMERAL = re.compile(r"[ivx]{1,6}")
# The space in "J. D. Vance".
_SPACED_INITIALS = re.compile(r"(?<=\b[^\W\d_]\.) (?=[^\W\d_]\.)")
_ACRONYM = re.compile(r"\b(?:[A-Z]\.?){2,6}(?!\w)")
# A name is spelt like another from this similarity on, of 100 (looked at for twenty names).
_LEAST_SIMILARITY = 70.0
_MOST_NAMES = 3
# Words of fewer letters resemble too many others.
_LEAST_LETTERS = 4
_SMALL = frozenset("the a an of for and to in on at his her its their s al el".split())
# Names that are one in the alphabet they come from, by their first spelling here.
_TRANSLITERATIONS = {
    spelling: line.split()[0]
    for line in """
    muhammad mohammed mohamed mohammad muhammed mohamad
    alexander aleksandr alexandr aleksander oleksandr
    yuri yury iurii yurii juri
    sergei sergey serhiy serhii
    yevgeny evgeny yevgeni evgeni
    gaddafi qaddafi kadhafi qadhafi gadhafi khadafy kadafi gadaffi
    hussein husayn hussain husain
    yusuf yousef youssef yousuf
    abdullah abdallah abdulla
    osama usama
    """.strip().splitlines()
    for spelling in line.split()
}
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)


class NamedSpeaker(Protocol):
    """A name, and the office that an article gives it, "" for none."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def office(self) -> str:
        """The office."""


S = TypeVar("S", bound=NamedSpeaker)


def match_speakers(wanted: str, speakers: Sequence[S]) -> list[S]:
    """The speakers whom a name, an office or both together mean, in the given order."""
    words = fold_words(wanted)
    if not words:
        return []
    meant = [
        each
        for each in speakers
        if _has_all(fold_words(each.name), words) or _is_meant(each, words)
    ] or [each for each in speakers if _is_named(each, words)]
    names = {each.name for each in meant}
    chosen = {(each.name, each.office) for each in meant}
    found = [
        each
        for each in speakers
        if (each.name, each.office) in chosen or (each.name in names and not each.office)
    ]
    return found or _match_surname(words, speakers) or _match_initials(wanted, speakers)


def _match_initials(wanted: str, speakers: Sequence[S]) -> list[S]:
    """The speakers with the full name of an acronym in capitals, or the other way round."""
    words, acronyms = fold_words(wanted), _ACRONYM.findall(wanted)
    if len(words) == 1 and acronyms:
        return [each for each in speakers if _has_initials(fold_words(each.name), acronyms[0])]
    return [
        each
        for each in speakers
        if _ACRONYM.fullmatch(each.name) and _has_initials(words, each.name)
    ]


def _has_initials(words: Sequence[str], acronym: str) -> bool:
    initials = "".join(word[0] for word in words)
    return len(words) > 1 and initials == acronym.replace(".", "").casefold()


def suggest_names(wanted: str, speakers: Sequence[NamedSpeaker]) -> list[str]:
    """At most three names of speakers that are spelt like the wanted one, or have a surname that is
    spelt like its last word; the closest first, of equal ones in the given order."""
    words = fold_words(wanted)
    if not words:
        return []
    names = dict.fromkeys(each.name for each in speakers)
    rated = [(_rate_spelling(words, fold_words(name)), name) for name in names]
    close = [pair for pair in rated if pair[0] >= _LEAST_SIMILARITY]
    return [name for _, name in sorted(close, key=lambda pair: -pair[0])][:_MOST_NAMES]


def _rate_spelling(words: Sequence[str], own: Sequence[str]) -> float:
    """How much a name is spelt like another, in 0..100."""
    rate = fuzz.ratio(" ".join(words), " ".join(own))
    if own and min(len(words[-1]), len(own[-1])) >= _LEAST_LETTERS:
        rate = max(rate, fuzz.ratio(words[-1], own[-1]))
    return rate


def _match_surname(words: Sequence[str], speakers: Sequence[S]) -> list[S]:
    """The speakers of whom the archive knows the surname alone: "Peskov" for "Dmitry Peskov"."""
    last = words[-1]
    names = {tuple(fold_words(each.name)) for each in speakers}
    others = [n for n in names if len(n) > 1 and is_same_spelling(n[-1], last)]
    if len(words) < 2 or others:
        return []
    return [
        each
        for each in speakers
        if len(name := fold_words(each.name)) == 1 and is_same_spelling(name[0], last)
    ]


def _is_meant(speaker: NamedSpeaker, words: Sequence[str]) -> bool:
    """Do the office and the name together have all words, the office at least one?"""
    office = fold_words(speaker.office)
    return _has_any(office, words) and _has_all([*office, *fold_words(speaker.name)], words)


def _is_named(speaker: NamedSpeaker, words: Sequence[str]) -> bool:
    """Does the name have all words but offices? "President Putin" means Putin also where no
    article calls him so."""
    names = [word for word in words if word not in OFFICES]
    own = fold_words(speaker.name)
    if not ROYAL.isdisjoint(words):
        # "King Charles" is Charles or Charles III, never Charles Michel.
        own = [word for word in own if not _NUMERAL.fullmatch(word)]
        return bool(own) and _has_all(own, names) and _has_all(names, own)
    return bool(names) and _has_all(own, names)


def _has_all(own: Sequence[str], words: Sequence[str]) -> bool:
    return all(
        any(is_same_spelling(word, one) for one in own)
        # "D. Peskov": a letter before the surname is that of a given name.
        or (len(word) == 1 and place < len(words) - 1 and _has_initial(own, word))
        for place, word in enumerate(words)
    )


def _has_initial(own: Sequence[str], letter: str) -> bool:
    return any(word.startswith(letter) for word in own[:-1])


def _has_any(own: Sequence[str], words: Sequence[str]) -> bool:
    return any(is_same_spelling(word, one) for word in words for one in own)


def fold_words(text: str) -> list[str]:
    """The words of a name in lower case, without marks on letters, small words and "'s"; parts with
    hyphens one by one, and initials as one word."""
    return list(_fold(text))


# Every name of a large archive is compared with every name that is asked for.
@lru_cache(maxsize=50_000)
def _fold(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _SPACED_INITIALS.sub("", plain.replace("’", "'"))
    words = (
        re.sub(r"'s$", "", part).replace(".", "")
        for match in _WORD.finditer(plain)
        # "A." is somebody's initial, "a" is none.
        if match[0] not in _SMALL or plain[match.end() : match.end() + 1] == "."
        for part in match[0].split("-")
    )
    return tuple(
        _TRANSLITERATIONS.get(word, word)
        for word in words
        if word and (len(word) == 1 or word not in _SMALL)
    )


def is_same_speaker(one: Set[str], other: Set[str]) -> bool:
    """Do two sets of folded words name one person, the smaller inside the larger?"""
    small, large = sorted((one, other), key=len)
    return bool(small) and all(any(is_same_spelling(a, b) for b in large) for a in small)
