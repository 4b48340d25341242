"""Which settings are tried, and which of them is best over several collections. Pure.

A constant is not to be fitted to one collection: settings are compared by what they lose against
the best of each collection, in the mean over collections; and every choice is judged once more on
a collection that it was made without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

Values = Mapping[str, float]

_LEXICAL_SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
_SENTENCE_SHARES = (0.0, 0.2, 0.4, 0.5, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Trial:
    """Settings by name, and the figure that they reach on each collection."""

    settings: Mapping[str, float]
    figures: Values


def splittings() -> list[dict[str, float]]:
    """Word pieces a passage (0: as many as the model reads) and sentences of overlap."""
    tried = [(0, 1), (192, 1), (128, 1), (64, 1), (0, 0), (0, 2), (128, 0)]
    return [{"passage_pieces": pieces, "passage_overlap": overlap} for pieces, overlap in tried]


def fusions() -> list[dict[str, float]]:
    """Shares of the lexical score in the whole, and of the best sentence in the rest."""
    return [
        {
            "dense_weight": round((1 - lexical) * (1 - sentence), 3),
            "lexical_weight": lexical,
            "sentence_weight": round((1 - lexical) * sentence, 3),
        }
        for lexical, sentence in product(_LEXICAL_SHARES, _SENTENCE_SHARES)
    ]


def depths() -> list[dict[str, float]]:
    """Candidates that each index gives to the ranking; a search for ten articles asks for 30."""
    return [{"candidate_depth": depth} for depth in (30, 50, 100, 200)]


AXES: dict[str, Callable[[], list[dict[str, float]]]] = {
    "splitting": splittings,
    "fusion": fusions,
    "depth": depths,
}


def losses(trials: Sequence[Trial], collections: Sequence[str]) -> list[float]:
    """What each trial loses against the best of a collection, in the mean over collections."""
    best = {name: max(trial.figures[name] for trial in trials) for name in collections}
    return [
        sum(best[name] - trial.figures[name] for name in collections) / len(collections)
        for trial in trials
    ]


def chosen(trials: Sequence[Trial], collections: Sequence[str]) -> Trial:
    """The trial that loses least; the first of equals."""
    lost = losses(trials, collections)
    return trials[lost.index(min(lost))]


def transfer(trials: Sequence[Trial], collection: str) -> tuple[Trial, float]:
    """What would have been chosen without a collection, and what that loses on it."""
    others = [name for name in trials[0].figures if name != collection]
    best = max(trial.figures[collection] for trial in trials)
    choice = chosen(trials, others)
    return choice, best - choice.figures[collection]
