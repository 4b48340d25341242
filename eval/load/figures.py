"""Outcomes -> figures. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.load.clients import Outcome


@dataclass(frozen=True, slots=True)
class Figures:
    """How the requests of one kind went. Times are in milliseconds and of answers (200) only."""

    requests: int
    answered: int
    per_second: float
    p50: float
    p95: float
    p99: float
    statuses: Mapping[int, int]

    @property
    def failures(self) -> int:
        """Requests that had no answer, or one that is the server's fault. A refusal that says when
        to come again is none."""
        return sum(n for status, n in self.statuses.items() if status == 0 or status >= 500)


def figures(outcomes: Sequence[Outcome], seconds: float) -> dict[str, Figures]:
    """Figures by kind, and of "all" where there are several. `per_second` counts answers."""
    kinds = sorted({outcome.kind for outcome in outcomes})
    found = {
        kind: _figures([outcome for outcome in outcomes if outcome.kind == kind], seconds)
        for kind in kinds
    }
    return found if len(kinds) == 1 else found | {"all": _figures(outcomes, seconds)}


def _figures(outcomes: Sequence[Outcome], seconds: float) -> Figures:
    times = sorted(outcome.milliseconds for outcome in outcomes if outcome.status == 200)
    return Figures(
        requests=len(outcomes),
        answered=len(times),
        per_second=len(times) / seconds,
        p50=percentile(times, 50),
        p95=percentile(times, 95),
        p99=percentile(times, 99),
        statuses=dict(sorted(Counter(outcome.status for outcome in outcomes).items())),
    )


def percentile(ordered: Sequence[float], percent: float) -> float:
    """The least of the values that so many percent of them do not exceed; NaN where there is none.

    The nearest-rank definition: it is always one of the values.
    """
    if not ordered:
        return math.nan
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]
