"""Words that say nearly the same in a question and in its answer: "wrote" and "author". Pure.

The families are data in families.json. What is here knows no context: a family is a hint, never
as good as the word itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from assistant.names import Stems

# Stems that agree but for their ends are of one word: "product" and "produc".
_ROOT = 5
_MAX_DIFFERENCE = 3


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    stored = json.loads(files("assistant").joinpath("families.json").read_text("utf-8"))
    return tuple(tuple(group) for group in stored)


@lru_cache(maxsize=4)
def _by_stem(stems: Stems) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in _groups():
        own = {stem for word in group for stem in stems(word)}
        for stem in own:
            found.setdefault(stem, set()).update(own)
    return {stem: frozenset(others) for stem, others in found.items()}


def kin(stem: str, vocabulary: Iterable[str], stems: Stems) -> frozenset[str]:
    """Which stems of a vocabulary, other than this one, may stand for it."""
    family = _by_stem(stems).get(stem, frozenset())
    return frozenset(
        other
        for other in vocabulary
        if other != stem and (other in family or _of_one_root(stem, other))
    )


def _of_one_root(one: str, other: str) -> bool:
    if one[: _ROOT - 1] != other[: _ROOT - 1]:
        return False
    root = min(len(one), len(other)) - 1
    return (
        root >= _ROOT - 1
        and one[:root] == other[:root]
        and abs(len(one) - len(other)) <= _MAX_DIFFERENCE
        and not one.isdigit()
    )
