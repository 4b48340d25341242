"""Country aliases: the names, people and capitals by which news copy refers to a country. Pure.

The groups are data in country_aliases.json. A capital stands for its government, as in "Moscow
said". Persons and places have no aliases here; spellings are in `name_variants`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files

# Stems are lower case, so "US" is separated from "us" before stemming.
_AMERICA = re.compile(r"\bU\.?S\b")
_PRONOUN = frozenset(("us",))

# Groups that are not a single country.
_UNIONS = frozenset(("EU", "UN"))

Stemmer = Callable[[str], Iterable[str]]


@cache
def _load_groups() -> tuple[tuple[str, ...], ...]:
    content = json.loads(
        files("index.language.en.names").joinpath("country_aliases.json").read_text("utf-8")
    )
    return tuple(tuple(group) for group in content)


@cache
def _compile_countries() -> tuple[dict[str, int], re.Pattern[str]]:
    """The country number of each name, and a pattern that finds the names."""
    numbers = {
        name: number
        for number, group in enumerate(_load_groups())
        if _UNIONS.isdisjoint(group)
        for name in group
    }
    return numbers, re.compile(rf"\b({'|'.join(map(re.escape, numbers))})s?\b")


def find_countries(text: str) -> frozenset[int]:
    """Find the countries that a text mentions, as numbers; a capital counts as its country."""
    numbers, any_name = _compile_countries()
    return frozenset(numbers[name] for name in any_name.findall(text))


@lru_cache(maxsize=4)
def _index_by_stem(stems: Stemmer) -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
    """For one stem of each name: all stems of the name, and the stems of its group."""
    index: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for group in _load_groups():
        forms = [frozenset(stems(form)) for form in group]
        everything = frozenset[str]().union(*forms)
        for form in forms:
            if form != _PRONOUN:
                index.setdefault(min(form), []).append((form, everything))
    return index


def expand_aliases(text: str, stems: Stemmer) -> frozenset[str]:
    """The stems of a text, with those of all aliases of the countries that it mentions."""
    own = frozenset(stems(_AMERICA.sub("USA", text)))
    by_stem, aliases = _index_by_stem(stems), set(own)
    for stem in own & by_stem.keys():
        for form, everything in by_stem[stem]:
            if form <= own:
                aliases |= everything
    return frozenset(aliases)
