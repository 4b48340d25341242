"""Names under which news copy speaks of the same thing: countries, their people and capitals. Pure.

The groups are data in names.json. A capital stands for its government, as in "Moscow said".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Set
from functools import cache, lru_cache
from importlib.resources import files

# Transliterations differ at the end: Zelensky, Zelenskyy, Zelenskiy.
_SHARED_PREFIX = 6

# Stems know no capitals, so "US" must be told from "us" before.
_AMERICA = re.compile(r"\bU\.?S\b")
_PRONOUN = frozenset(("us",))

# Groups that are not of one country.
_UNIONS = frozenset(("EU", "UN"))

Stems = Callable[[str], Iterable[str]]


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    stored = json.loads(files("assistant").joinpath("names.json").read_text("utf-8"))
    return tuple(tuple(group) for group in stored)


@cache
def _countries() -> tuple[dict[str, int], re.Pattern[str]]:
    """The number of the country of each name, and what finds the names."""
    numbers = {
        name: number
        for number, group in enumerate(_groups())
        if _UNIONS.isdisjoint(group)
        for name in group
    }
    return numbers, re.compile(rf"\b({'|'.join(map(re.escape, numbers))})s?\b")


def countries(text: str) -> frozenset[int]:
    """The countries of which a text has a name, by numbers; a capital counts as its country."""
    numbers, any_name = _countries()
    return frozenset(numbers[name] for name in any_name.findall(text))


@lru_cache(maxsize=4)
def _by_stem(stems: Stems) -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
    """Under one stem of each name: all stems of the name, and those of its whole group."""
    found: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for group in _groups():
        forms = [frozenset(stems(form)) for form in group]
        everything = frozenset[str]().union(*forms)
        for form in forms:
            if form != _PRONOUN:
                found.setdefault(min(form), []).append((form, everything))
    return found


def with_aliases(text: str, stems: Stems) -> frozenset[str]:
    """The stems of a text and of the other names of whatever groups it mentions."""
    own = frozenset(stems(_AMERICA.sub("USA", text)))
    by_stem, found = _by_stem(stems), set(own)
    for stem in own & by_stem.keys():
        for form, everything in by_stem[stem]:
            if form <= own:
                found |= everything
    return frozenset(found)


def is_mentioned(name: str, text_stems: Set[str], stems: Stems) -> bool:
    """Does a text with these stems mention the name or another spelling of it?

    Other names of the same thing count if the stems come from `with_aliases`.
    """
    wanted = frozenset(stems(name))
    return wanted <= text_stems or all(
        any(_same_spelling(stem, other) for other in text_stems) for stem in wanted
    )


def _same_spelling(one: str, other: str) -> bool:
    return one == other or (
        len(one) > _SHARED_PREFIX
        and one[:_SHARED_PREFIX] == other[:_SHARED_PREFIX]
        and abs(len(one) - len(other)) <= 2
        and not one.isdigit()
    )
