"""Answerability: how likely the archive answers a question, by a logistic model.

The coefficients and thresholds are data in answerability.*.json, which say what they were fitted
on. Pure. The features are computed in `assistant.answering.answerability_features`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from assistant.answering.answerability_features import AnswerabilityFeatures
from assistant.answering.basis import Basis
from assistant.core.answer_options import Strictness


@dataclass(frozen=True, slots=True)
class AnswerabilityModel:
    """`sigmoid(intercept + sum of weight * feature)`, and the lowest probability to answer at."""

    intercept: float
    weights: Mapping[str, float]
    thresholds: Mapping[Strictness, float]


@cache
def load_answerability_model(basis: Basis = Basis.FEATURES) -> AnswerabilityModel:
    """Load the shipped model."""
    content = json.loads(
        files("assistant.answering").joinpath(f"answerability.{basis}.json").read_text("utf-8")
    )
    thresholds = {Strictness(name): value for name, value in content["thresholds"].items()}
    weights = content["learned"] | content["by_hand"]
    return AnswerabilityModel(content["intercept"], weights, thresholds)


def estimate_answerability(evidence: AnswerabilityFeatures, model: AnswerabilityModel) -> float:
    """Estimate the probability that the archive answers the question, in 0..1."""
    signals = asdict(evidence)
    logit = model.intercept + sum(w * signals[name] for name, w in model.weights.items())
    # Beyond 700 the probability rounds to 0 or 1, and the exponential may overflow.
    return 1.0 / (1.0 + math.exp(-max(-700.0, min(700.0, logit))))
