"""Is there enough evidence? Pure; the coefficients are data in refusal.*.json.

A logistic model over signals of the evidence gives the probability that the archive answers the
question. The file says what the coefficients and the points of strictness were fitted on.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from assistant.evidence import Evidence
from assistant.scorer import Basis


class Strictness(StrEnum):
    """How sure an answer must be: refusing too often, or answering what the archive does not."""

    LENIENT = "lenient"
    BALANCED = "balanced"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Coefficients:
    """`sigmoid(intercept + sum of weight * signal)`, and from which probability on to answer."""

    intercept: float
    weights: Mapping[str, float]
    thresholds: Mapping[Strictness, float]


@cache
def coefficients(basis: Basis = Basis.SIGNALS) -> Coefficients:
    """The coefficients that come with the program."""
    stored = json.loads(files("assistant").joinpath(f"refusal.{basis}.json").read_text("utf-8"))
    thresholds = {Strictness(name): value for name, value in stored["thresholds"].items()}
    weights = stored["learned"] | stored["by_hand"]
    return Coefficients(stored["intercept"], weights, thresholds)


def probability(evidence: Evidence, model: Coefficients) -> float:
    """How likely the archive answers the question, in 0..1."""
    signals = asdict(evidence)
    logit = model.intercept + sum(w * signals[name] for name, w in model.weights.items())
    # No double can tell a larger one from certainty, and its exponential may overflow.
    return 1.0 / (1.0 + math.exp(-max(-700.0, min(700.0, logit))))
