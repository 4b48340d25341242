"""A figure: the values of all repetitions, their median and spread. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from index.core.errors import DatelineError

# The sides of a figure.
OURS, RATIO = "dateline", "ratio"
# Significant digits of a value; a clock has no more.
_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal: a median of at least, or at most, `value`."""

    value: float
    at_least: bool

    def is_met_by(self, value: float) -> bool:
        """Does a median meet the goal?"""
        return value >= self.value if self.at_least else value <= self.value


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure by name, unit and `side` (the system). There is one value per repetition; `low` and
    `high` are the least and the greatest."""

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
        """Does the median meet the goal? None without a goal."""
        return None if self.goal is None else self.goal.is_met_by(self.median)


def make_measurement(
    name: str, unit: str, values: Sequence[float], side: str = OURS, goal: Goal | None = None
) -> Measurement:
    """Make a figure of values. Raises DatelineError if there are none."""
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
    """Make the ratio of our values to the other side's, by round: only within a round do both have
    the same load of the machine."""
    values = [one / other for one, other in zip(ours, theirs, strict=True)]
    return make_measurement(name, "times", values, RATIO, goal)


def round_significant(value: float) -> float:
    """Round a value to its significant digits."""
    return float(f"{value:.{_DIGITS}g}")


def nearest_rank(values: Sequence[float], percent: float) -> float:
    """A percentile by the nearest-rank method."""
    if not values:
        raise DatelineError("There are no values to take a percentile of")
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(0, int(rank) - 1)]
