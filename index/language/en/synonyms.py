"""Synonyms of question words in answers: "wrote" and "author". Pure.

The groups of synonyms are data in synonyms.json. Context is ignored, so a synonym is a hint and
counts less than the word itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from index.language.en.names.country_aliases import Stemmer

# Stems that differ only at the end belong to one word: "product" and "produc".
_ROOT = 5
_MAX_DIFFERENCE = 3


@cache
def _load_groups() -> tuple[tuple[str, ...], ...]:
    content = json.loads(files("index.language.en").joinpath("synonyms.json").read_text("utf-8"))
    return tuple(tuple(group) for group in content)


@lru_cache(maxsize=4)
def _index_by_stem(stems: Stemmer) -> dict[str, frozenset[str]]:
    synonyms: dict[str, set[str]] = {}
    for group in _load_groups():
        own = {stem for word in group for stem in stems(word)}
        for stem in own:
            synonyms.setdefault(stem, set()).update(own)
    return {stem: frozenset(others) for stem, others in synonyms.items()}


def find_synonyms(stem: str, vocabulary: Iterable[str], stems: Stemmer) -> frozenset[str]:
    """Find the stems of a vocabulary that are synonyms of this one."""
    family = _index_by_stem(stems).get(stem, frozenset())
    return frozenset(
        other
        for other in vocabulary
        if other != stem and (other in family or _has_same_root(stem, other))
    )


def _has_same_root(one: str, other: str) -> bool:
    if one[: _ROOT - 1] != other[: _ROOT - 1]:
        return False
    root = min(len(one), len(other)) - 1
    return (
        root >= _ROOT - 1
        and one[:root] == other[:root]
        and abs(len(one) - len(other)) <= _MAX_DIFFERENCE
        and not one.isdigit()
    )
