"""Learns the probability that an archive answers a question, by logistic regression.

Each kind of unanswerable question has a fixed share of the weight, and so has each collection
within a kind, so that none dominates. Answerable questions weigh as much as near misses and removed
articles together, which calibrates the confidence among questions that look answerable. Off-topic
questions come on top and affect only the low end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from assistant.answering.answerability import AnswerabilityModel, estimate_answerability
from assistant.answering.answerability_features import AnswerabilityFeatures
from assistant.core.answer_options import Strictness
from eval.training.folds import FOLDS, fold_of
from eval.training.training_questions import QuestionKind, TrainingQuestion

# All but the log-odds of a reader.
FEATURE_NAMES = tuple(f.name for f in fields(AnswerabilityFeatures) if f.name != "reader")
MASS: Mapping[QuestionKind, float] = {
    QuestionKind.OWN: 1.0,
    QuestionKind.NEAR: 0.5,
    QuestionKind.REMOVED: 0.5,
    QuestionKind.FOREIGN: 0.4,
    QuestionKind.SWAPPED: 0.2,
}
# Collections without gold sentences ask for topics, not for facts, and count less.
UNMARKED = 0.3
JUDGED = (QuestionKind.NEAR, QuestionKind.REMOVED, QuestionKind.FOREIGN)
LIKE_ANSWERABLE = (QuestionKind.NEAR, QuestionKind.REMOVED, QuestionKind.SWAPPED)
# The maximum share of false answers on these kinds of questions, averaged over the kinds.
TARGETS: Mapping[Strictness, tuple[tuple[tuple[QuestionKind, ...], float], ...]] = {
    Strictness.LENIENT: (((QuestionKind.FOREIGN,), 0.05),),
    # What tells the off topic better must not let through more of what is hard.
    Strictness.BALANCED: (((QuestionKind.FOREIGN,), 0.01), (LIKE_ANSWERABLE, 0.4)),
    Strictness.STRICT: ((JUDGED, 0.05),),
}
# What no collection asks for: see the file.
BY_HAND: Mapping[str, float] = {"silent": -1.5, "other": -2.0, "misdated": -2.5}
LEARNED = tuple(name for name in FEATURE_NAMES if name not in BY_HAND)
_SOFTNESS = 0.3  # scikit-learn's C, on features of unit variance and weights of mean 1


@dataclass(frozen=True, slots=True)
class QuestionEvidence:
    """A question with its answerability features, by held-out weights of sentence choice."""

    asked: TrainingQuestion
    evidence: AnswerabilityFeatures

    @property
    def answerable(self) -> bool:
        """Does the archive answer it?"""
        return self.asked.kind is QuestionKind.OWN


def fit(questions: Sequence[QuestionEvidence]) -> AnswerabilityModel:
    """Fit intercept and weights; the thresholds stay empty."""
    from sklearn.linear_model import LogisticRegression

    rows = [[getattr(each.evidence, name) for name in LEARNED] for each in questions]
    features = np.array(rows, dtype=np.float64)
    middle, scale = features.mean(axis=0), features.std(axis=0) + 1e-9
    model = LogisticRegression(C=_SOFTNESS, max_iter=1_000)
    truth = [each.answerable for each in questions]
    model.fit((features - middle) / scale, truth, sample_weight=_weigh_questions(questions))
    weights = model.coef_[0] / scale
    intercept = float(model.intercept_[0] - weights @ middle)
    named = {name: round(float(w), 3) for name, w in zip(LEARNED, weights, strict=True)}
    return AnswerabilityModel(round(intercept, 3), named | dict(BY_HAND), {})


def _weigh_questions(questions: Sequence[QuestionEvidence]) -> NDArray[np.float64]:
    marked = {each.asked.collection for each in questions if each.asked.evidence}
    parts = Counter((each.asked.kind, each.asked.collection) for each in questions)
    shares = {part: 1.0 if part[1] in marked else UNMARKED for part in parts}
    of_kind: dict[QuestionKind, float] = {}
    for part, share in shares.items():
        of_kind[part[0]] = of_kind.get(part[0], 0.0) + share
    each_of = {
        part: MASS[part[0]] * shares[part] / of_kind[part[0]] / parts[part] for part in parts
    }
    masses = np.array([each_of[each.asked.kind, each.asked.collection] for each in questions])
    normalised: NDArray[np.float64] = masses / masses.mean()
    return normalised


def predict_held_out(questions: Sequence[QuestionEvidence]) -> list[float]:
    """The confidence of each question by a model that has not seen its article."""
    models = [
        fit([each for each in questions if fold_of(each.asked.group) != fold])
        for fold in range(FOLDS)
    ]
    return [
        estimate_answerability(each.evidence, models[fold_of(each.asked.group)])
        for each in questions
    ]


def choose_thresholds(
    questions: Sequence[QuestionEvidence], confidences: Sequence[float]
) -> dict[str, float]:
    """Choose the threshold of each strictness: the lowest hundredth that keeps the share of false
    answers within its targets."""
    grid = [step / 100 for step in range(1, 100)]

    def meets(threshold: float, point: Strictness) -> bool:
        return all(
            measure_false_answers(questions, confidences, threshold, kinds) <= target
            for kinds, target in TARGETS[point]
        )

    return {point: next((t for t in grid if meets(t, point)), grid[-1]) for point in TARGETS}


def measure_false_answers(
    questions: Sequence[QuestionEvidence],
    confidences: Sequence[float],
    threshold: float,
    kinds: Sequence[QuestionKind] = JUDGED,
) -> float:
    """The share of false answers at a threshold, averaged over the kinds."""
    shares = []
    for kind in kinds:
        of_kind = [
            confidence >= threshold
            for each, confidence in zip(questions, confidences, strict=True)
            if each.asked.kind is kind
        ]
        if of_kind:
            shares.append(sum(of_kind) / len(of_kind))
    return sum(shares) / max(1, len(shares))
