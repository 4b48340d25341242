"""The measured choices for splitting articles and ranking hits. Pure data."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.search.ranking import FusionWeights
from index.splitting.passages import DEFAULT_SPLITTING, Splitting


@dataclass(frozen=True, slots=True)
class Tuning:
    """The choices of a library. `depth` is the number of candidates from each of the two indexes;
    a home refuses to open with another `splitting` than its own."""

    fusion: FusionWeights = field(default_factory=FusionWeights)
    depth: int = 50
    splitting: Splitting = DEFAULT_SPLITTING


DEFAULT_TUNING = Tuning()

__all__ = ["DEFAULT_TUNING", "FusionWeights", "Splitting", "Tuning"]
