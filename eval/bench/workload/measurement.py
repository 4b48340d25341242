"""One figure: the values of all repetitions, their median and their spread. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from index.core.errors import DatelineError

# Whose a figure is.
OURS, RATIO = "dateline", "ratio"
# Values are kept to so many significant digits: a clock has no more.
_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Goal:
    """What is aimed at: a median of at least, or of at most, `value`."""

    value: float
    at_least: bool

    def met_by(self, value: float) -> bool:
        """Is a median good enough?"""
        return value >= self.value if self.at_least else value <= self.value


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure by name, `side` (whose it is) and unit. `low` and `high` are the least and the
    greatest of the values; a value is what one repetition gave."""

    name: str
    unit: str
    side: str
    values: tuple[float, ...]
    median: float
    low: float
    high: float
    goal: Goal | None = None

    @property
    def is_met(self) -> bool | None:
        """Does the median meet the goal? None where there is none."""
        return None if self.goal is None else self.goal.met_by(self.median)


def make_measurement(
    name: str, unit: str, values: Sequence[float], side: str = OURS, goal: Goal | None = None
) -> Measurement:
    """The figure of these values. Raises DatelineError where there is none."""
    if not values:
        raise DatelineError(f"Nothing was measured of '{name}'")
    rounded = tuple(round_significant(value) for value in values)
    return Measurement(
        name,
        unit,
        side,
        rounded,
        round_significant(median(rounded)),
        min(rounded),
        max(rounded),
        goal,
    )


def make_ratio(
    name: str, ours: Sequence[float], theirs: Sequence[float], goal: Goal | None = None
) -> Measurement:
    """How many times the other side's value ours is, round by round: both have been measured under
    the same load of the machine only within a round."""
    values = [one / other for one, other in zip(ours, theirs, strict=True)]
    return make_measurement(name, "times", values, RATIO, goal)


def round_significant(value: float) -> float:
    """A value without digits that mean nothing."""
    return float(f"{value:.{_DIGITS}g}")


def nearest_rank(values: Sequence[float], percent: float) -> float:
    """The least of the values that so many percent of them do not exceed: the nearest rank."""
    if not values:
        raise DatelineError("There are no values to take a percentile of")
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(0, int(rank) - 1)]
