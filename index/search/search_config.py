"""How articles are split and hits are ranked: what was chosen by measuring. Pure data."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.search.ranking import FusionWeights
from index.splitting.passages import DEFAULT_SPLITTING, Splitting


@dataclass(frozen=True, slots=True)
class Tuning:
    """The choices of a library. `depth` is how many candidates each of the two indexes gives to
    the ranking; `splitting` is the home's, which refuses to open with another."""

    fusion: FusionWeights = field(default_factory=FusionWeights)
    depth: int = 50
    splitting: Splitting = DEFAULT_SPLITTING


DEFAULT_TUNING = Tuning()

__all__ = ["DEFAULT_TUNING", "FusionWeights", "Splitting", "Tuning"]
