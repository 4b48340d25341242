"""Long invented articles, as many and as alike as a test needs."""

from __future__ import annotations

import random

_WORDS = (
    "harbour council ferry budget strike engineer tide bridge mayor quarry orchard tunnel glacier"
    " signal cargo pilot fishery vineyard railway canal festival museum library reservoir turbine"
    " survey permit tariff charter storm crew voyage lantern archive committee hearing petition"
    " contract inspector furnace foundry meadow summit valley delegate treaty border convoy depot"
    " warehouse auction ledger premium insurer broker tenant landlord estate surveyor mason plumber"
    " opened closed delayed praised questioned approved rejected measured counted painted repaired"
    " northern southern early late heavy quiet local foreign former sudden narrow costly"
).split()


def make_sentences(seed: int, count: int) -> list[str]:
    """Sentences of ten words; those of two seeds have next to no run of words in common."""
    chosen = random.Random(seed)
    return [f"The {' '.join(chosen.choices(_WORDS, k=9))}." for _ in range(count)]


def make_text(seed: int, count: int = 12) -> str:
    """So many sentences as one text."""
    return " ".join(make_sentences(seed, count))
