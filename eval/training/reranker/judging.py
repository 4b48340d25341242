"""Computes the validation figures of a reranker. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from eval.metrics.inference import auroc
from eval.metrics.ranking import average_precision
from eval.training.reranker.examples import Example
from eval.training.reranker.prior import Scores, loss

# Questions with their candidates; and what gives an output for each candidate.
Asked = Sequence[tuple[str, Sequence[str]]]
Score = Callable[[Asked], list[Scores]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`loss`: the mean of `prior.loss`; `first`: the share of answered questions whose best
    candidate is right; `mean_precision` and `reciprocal_rank`: of the same; `auroc`: how well the
    best candidate's score tells them from those without an answer."""

    loss: float
    first: float
    mean_precision: float
    reciprocal_rank: float
    auroc: float

    def __str__(self) -> str:
        return "  ".join(f"{name} {value:.4f}" for name, value in asdict(self).items())


def collect_pairs(examples: Sequence[Example]) -> Asked:
    """Their questions with all their candidates."""
    return [(each.question, each.candidates) for each in examples]


def judge(examples: Sequence[Example], scores: Sequence[Scores]) -> Judgement:
    """What the scores of each example's candidates are worth; there must be some with an answer and
    some without."""
    ranked = [
        [example.gold[i] for i in np.argsort(-own, kind="stable")]
        for example, own in zip(examples, scores, strict=True)
    ]
    answered = [gold for gold in ranked if any(gold)]
    best = np.array([own.max() for own in scores])
    known = np.array([any(gold) for gold in ranked])
    return Judgement(
        loss=float(np.mean([loss(e.gold, s) for e, s in zip(examples, scores, strict=True)])),
        first=float(np.mean([gold[0] for gold in answered])),
        mean_precision=float(np.mean([average_precision(gold) for gold in answered])),
        reciprocal_rank=float(np.mean([1 / (1 + gold.index(True)) for gold in answered])),
        auroc=float(auroc(best[known], best[~known])),
    )
