"""Computes the figures of a reader on whole texts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from eval.metrics.inference import auroc
from eval.metrics.ranking import average_precision


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a reader makes of a question and its whole text: for each sentence its highest score
    above "none" in any window, and whether it answers."""

    collection: str
    kind: str
    scores: NDArray[np.float32]
    gold: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`first`: the share of answered questions whose best sentence answers; `precision` and
    `recall` of all sentences that are likelier than not, over the same; `auroc`: how well the best
    score tells them from questions without an answer; `loss`: the mean single loss of a text."""

    count: int
    first: float
    mean_precision: float
    precision: float
    recall: float
    auroc: float
    loss: float

    def __str__(self) -> str:
        return "  ".join(
            f"{name} {value:.4g}" for name, value in asdict(self).items() if value == value
        )


def judge(texts: Sequence[ReadText]) -> Judgement:
    """The figures of some texts, at least one with an answer."""
    answered = [each for each in texts if any(each.gold)]
    best = np.array([each.scores.max() for each in texts])
    known = np.array([any(each.gold) for each in texts])
    shown = [sum(s > 0 for s in each.scores.tolist()) for each in answered]
    right = [
        sum(s > 0 and g for s, g in zip(each.scores.tolist(), each.gold, strict=True))
        for each in answered
    ]
    return Judgement(
        count=len(texts),
        first=float(np.mean([each.gold[int(each.scores.argmax())] for each in answered])),
        mean_precision=float(np.mean([average_precision(_rank(each)) for each in answered])),
        precision=sum(right) / max(1, sum(shown)),
        recall=sum(right) / sum(sum(each.gold) for each in answered),
        auroc=float(auroc(best[known], best[~known])) if not known.all() else float("nan"),
        loss=float(np.mean([_compute_loss(each) for each in texts])),
    )


def _rank(text: ReadText) -> list[bool]:
    return [text.gold[i] for i in np.argsort(-text.scores, kind="stable")]


def _compute_loss(text: ReadText) -> float:
    signs = np.where(np.array(text.gold), -1.0, 1.0)
    return float(np.logaddexp(0.0, signs * text.scores).sum())
