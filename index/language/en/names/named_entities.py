"""Collect the persons, organisations and places that the parser finds in a text.

The parser errs. What does not look like a name is left out, and so is one of which the parser is of
two minds in the same text. Does not know that two names mean one person, but for a last name beside
the full one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.core.facet import Facet
from index.core.text import one_line

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FACETS = {
    "PERSON": Facet.PERSON,
    "ORG": Facet.ORGANISATION,
    "GPE": Facet.PLACE,
    "LOC": Facet.PLACE,
}
_MAX_CHARACTERS = 60
_MAX_WORDS = 8
_DETERMINER = re.compile(r"the\s+", re.IGNORECASE)
_HONORIFIC = re.compile(r"(?:mr|mrs|ms|miss|dr|sir|lord|lady|prof)\b\.?\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['\u2019]s?\Z")
_EDGES = " \t.,;:!?\"'()[]{}<>*#_|/\\\u2018\u2019\u201c\u201d\u00ab\u00bb\u2013\u2014-"
# A name begins with a capital letter, perhaps after a small word, and has no marks of an address.
_NAME = re.compile(r"(?:(?:al|bin|da|de|del|den|der|di|du|el|la|le|van|von)[ -])*[^\W\d_a-z]")
_NO_NAME = re.compile(r"[@<>=*#|\\_]|https?:|www\.")

Name = tuple[Facet, str]


def collect_names(docs: Iterable[Doc]) -> list[Name]:
    """The names in the parsed paragraphs of a text, each once with its kind, in order."""
    kinds: dict[str, Counter[Facet]] = {}
    for doc in docs:
        for entity in doc.ents:
            facet = _FACETS.get(entity.label_)
            is_named = facet is not Facet.PERSON or entity[0].pos_ == "PROPN"
            name = clean_name(entity.text) if facet and is_named else ""
            if facet and name:
                kinds.setdefault(name, Counter())[facet] += 1
    chosen = [(facet, name) for name, counts in kinds.items() if (facet := _choose(counts))]
    persons = [name for facet, name in chosen if facet is Facet.PERSON]
    words = {word.casefold() for person in persons for word in person.split()}
    # A person by one name is none of an organisation or a place as well.
    mistaken = {one for one in chosen if one[0] is not Facet.PERSON and one[1].casefold() in words}
    return [
        (facet, name)
        for facet, name in chosen
        if not (_is_last_name(name, persons) or (facet, name) in mistaken)
    ]


def clean_name(text: str) -> str:
    """The name without article, title, possessive ending and marks around it; "" if it is none."""
    name = one_line(text).strip(_EDGES)
    name = _HONORIFIC.sub("", _DETERMINER.sub("", name, count=1), count=1)
    name = _POSSESSIVE.sub("", name).strip(_EDGES)
    letters = sum(character.isalpha() for character in name)
    is_name = (
        letters >= 2
        and len(name) <= _MAX_CHARACTERS
        and len(name.split()) <= _MAX_WORDS
        and _NAME.match(name)
        and not _NO_NAME.search(name)
    )
    return name if is_name else ""


def _choose(counts: Counter[Facet]) -> Facet | None:
    """What a name is most often, None if it is two things equally often."""
    first, *others = counts.most_common(2)
    return None if others and others[0][1] == first[1] else first[0]


def _is_last_name(name: str, persons: Iterable[str]) -> bool:
    """Is it the last name of another person of the text?"""
    return any(each.casefold().endswith(f" {name.casefold()}") for each in persons)
