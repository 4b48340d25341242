"""The names and phrases of a question. Pure.

A name is recognised by a capital letter, or by its spelling in the quotations of the conversation
(people type "macron"); a country by its aliases in `country_aliases`. Persons are guessed by
the form of the name, so callers display the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from index.language.en.names.country_aliases import expand_aliases
from index.language.en.query_terms import content_words

_TOKEN = re.compile(r"\w+(?:['’.-]\w+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_TOPIC = re.compile(r"\babout (?P<slot>[^,;?!]+?)(?: (?:in|on|at|before|after) [^?!]*+)?[?!. ]*+$")
_BLOCS = frozenset(("eu", "un", "european union", "united nations", "europe", "european"))
_PLACED = re.compile(r"\b(?:in|at|near|into|outside|the)(?: the)? $", re.IGNORECASE)
_IN_PLACE = re.compile(r"\b(?:in|at|near) (?:the )?$")
_ADJECTIVES = ("an", "ish", "ese", "ch", "ic", "eli", "qi", "stani")
# Capitalised words inside a sentence or a title.
_CAPITALISED = re.compile(r"(?<=[a-z,] )[A-ZÀ-Ž][\w’'-]+")
_CAPITALISED_RUN = re.compile(r"(?<=[a-z,] )([A-ZÀ-Ž][\w’'-]{2,}(?: [A-ZÀ-Ž][\w’'-]+)*)")
# A name with one of these words is not a person.
_NO_PERSON = frozenset(
    """
    accord act agreement alliance army assembly bank base bill board building cathedral centre
    center chamber charter church club coalition commission committee community congress council
    court cup declaration department deal digest embassy federation fleet forum front fund guard
    house institute island ledger league mission ministry movement office olympics palace
    parliament party plan post press prize protocol report river sea senate square street summit
    syndrome times treaty tribunal union university wall war wire world
    january february march april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    """.split()
)


class NameType(StrEnum):
    """The types of names."""

    COUNTRY = "country"
    PERSON = "person"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text, without a possessive 's, spelled as in the articles."""

    text: str
    start: int
    end: int
    type: NameType


def collect_spellings(texts: Iterable[str]) -> dict[str, str]:
    """Map lower-case names of texts to their spelling: capitalised words inside sentences."""
    spellings: dict[str, str] = {}
    for text in texts:
        for match in _CAPITALISED.finditer(text):
            name = _POSSESSIVE.sub("", match[0])
            if content_words(name):
                spellings.setdefault(name.lower(), name)
    return spellings


def find_title_names(title: str) -> list[str]:
    """Find the names in the title of an article; none in a title in capitals."""
    return [] if title.isupper() else _CAPITALISED_RUN.findall(title)


def find_names(text: str, spellings: Mapping[str, str]) -> list[Name]:
    """Find the names of a question, in order; `spellings` maps lower-case names to theirs."""
    runs: list[list[tuple[str, int, int]]] = []
    for start, end in _find_name_words(text, spellings):
        word = spellings.get(text[start:end].lower(), text[start:end])
        if runs and text[runs[-1][-1][2] : start] == " ":
            runs[-1].append((word, start, end))
        else:
            runs.append([(word, start, end)])
    return [_build_name(text, run) for run in runs]


def find_pairs(question: str, names: Sequence[Name]) -> list[str]:
    """The names that "and" joins: "Trump and Putin"."""
    return [
        question[one.start : other.end]
        for one, other in pairwise(names)
        if question[one.end : other.start] in (" and ", " and the ")
    ]


def find_topic(question: str) -> tuple[int, int] | None:
    """Find the place of the topic of a question, after "about"; None if it has none."""
    match = _TOPIC.search(question)
    return match.span("slot") if match else None


def has_place_preposition(question: str, name: Name) -> bool:
    """Does "in", "at" or "near" stand before a name of the question?"""
    return _IN_PLACE.search(question[: name.start]) is not None


def is_possessor(question: str, name: Name) -> bool:
    """Does a name of the question have a possessive 's: "Trump's remarks"?"""
    return question[name.end :].startswith(("'s", "’s"))


def add_article(question: str, name: Name) -> str:
    """The name with the article that the question gives it: "the Kremlin"."""
    return f"the {name.text}" if question[: name.start].lower().endswith("the ") else name.text


def strip_article(text: str) -> str:
    """The text without "the" at its beginning."""
    return re.sub(r"^the ", "", text, flags=re.IGNORECASE)


def is_country(text: str) -> bool:
    """Is it a country, its people, its capital or a bloc?"""
    # "Americans", "Poles" are in the list of names without their ending.
    singular = text.removesuffix("s") if text.lower().endswith("ns") else text
    return _is_alias(text) or _is_alias(singular)


def _is_alias(text: str) -> bool:
    return expand_aliases(text, _split_words) != expand_aliases(text, _split_words) & frozenset(
        _split_words(text)
    )


def is_bloc(text: str) -> bool:
    """Is it the EU or the UN?"""
    return text.lower().removeprefix("the ") in _BLOCS


def is_adjective(text: str) -> bool:
    """Is it "British" rather than "Britain"?"""
    return text.lower().endswith(_ADJECTIVES)


def find_phrases(question: str) -> list[str]:
    """Find the content phrases of the question: "Kremlin", "EU troops"."""
    wanted = {word.text.lower() for word in content_words(question)}
    runs: list[str] = []
    end = -1
    for match in _TOKEN.finditer(question):
        plain = _POSSESSIVE.sub("", match[0])
        if plain.lower() not in wanted:
            end = -1
            continue
        if end >= 0 and question[end : match.start()] == " ":
            runs[-1] += " " + match[0]
        else:
            runs.append(match[0])
        end = match.end()
    return list(dict.fromkeys(_POSSESSIVE.sub("", phrase) for phrase in runs))


def _split_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _find_name_words(text: str, spellings: Mapping[str, str]) -> Iterable[tuple[int, int]]:
    """Find the places of words that belong to names."""
    capitalised = {word.text for word in content_words(text) if word.is_name}
    wanted = {word.text for word in content_words(text)}
    for match in _TOKEN.finditer(text):
        plain = _POSSESSIVE.sub("", match[0])
        if plain not in wanted:
            continue
        country = is_country(plain) and not (is_adjective(plain) and plain.islower())
        if plain in capitalised or plain.lower() in spellings or country or plain[0].isupper():
            yield match.start(), match.start() + len(plain)


def _build_name(text: str, run: list[tuple[str, int, int]]) -> Name:
    name, start, end = " ".join(word for word, _, _ in run), run[0][1], run[-1][2]
    return Name(name, start, end, _classify_name(name, text[:start]))


def _classify_name(name: str, before: str) -> NameType:
    if is_country(name) and not _is_longer_than_country(name):
        return NameType.COUNTRY
    words = name.split()
    if (
        len(words) > 3
        or _PLACED.search(before)
        or any(word.isupper() or not word.replace("-", "").isalpha() for word in words)
        or _NO_PERSON & {word.lower() for word in words}
    ):
        return NameType.OTHER
    return NameType.PERSON


def _is_longer_than_country(name: str) -> bool:
    """Is a country only a part of the name, as in "British Museum"?"""
    return (
        len(name.split()) > 1
        and any(not is_country(word) for word in name.split())
        and not (is_country(name) and all(not is_country(word) for word in name.split()))
    )
