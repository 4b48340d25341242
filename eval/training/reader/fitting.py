"""Fits what goes with a taught reader: its calibration, answerability, and their thresholds. Pure.

The questions are of texts that the reader was not taught on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.answering.answerability import AnswerabilityModel, estimate_answerability
from assistant.answering.candidate import SentenceCandidate
from assistant.answering.sentence_choice import choose_by_reader, choose_sentences
from assistant.core.answer_options import Strictness
from eval.training.reader.archives import AskedQuestion

# Beside the reader, only exact evidence: the other features do not move a held-out figure beyond
# chance (AUROC on news .921 with all, .913 with these or the reader alone).
FEATURE_NAMES = ("reader", "absent", "scattered", "silent", "misdated")
_SOFTNESS = 0.3  # scikit-learn's C, on features of unit variance
# The share of quotations that answer, at least, over answered questions.
LEAST_PRECISION = 0.8
# The share of unanswerable questions that are answered at the strict point, and of answerable ones
# that are refused at the lenient point, at most.
_STRICT, _LENIENT = 0.05, 0.05
_STEPS = np.arange(0.02, 0.98, 0.01)
# The log-odds of a further sentence that are tried.
_LOWEST = tuple(tenths / 10 for tenths in range(-20, 21))


@dataclass(frozen=True, slots=True)
class Calibration:
    """`slope * score + shift` is the log-odds that a sentence answers."""

    slope: float
    shift: float


def fit_calibration(asked: Sequence[AskedQuestion]) -> Calibration:
    """The calibration with the greatest likelihood over all sentences that were read, by Platt's
    method (J. Platt, "Probabilistic outputs for support vector machines", 1999)."""
    from sklearn.linear_model import LogisticRegression

    scores = np.array([[c.score] for each in asked for c in each.candidates])
    gold = np.array([right for each in asked for right in each.gold])
    model = LogisticRegression(C=1e6).fit(scores, gold)
    return Calibration(round(float(model.coef_[0, 0]), 4), round(float(model.intercept_[0]), 4))


def calibrate(asked: Sequence[AskedQuestion], found: Calibration) -> list[AskedQuestion]:
    """The questions with calibrated scores."""
    return [
        replace(
            each,
            candidates=tuple(
                replace(c, score=found.slope * c.score + found.shift) for c in each.candidates
            ),
            features=replace(
                each.features, reader=found.slope * each.features.reader + found.shift
            ),
        )
        for each in asked
    ]


def has_answer(asked: AskedQuestion) -> bool:
    """Do the texts answer the question?"""
    return bool(asked.marked.answers)


def fit_answerability(
    asked: Sequence[AskedQuestion], names: Sequence[str] = FEATURE_NAMES
) -> AnswerabilityModel:
    """Intercept and weights of the features with these names; the thresholds stay empty."""
    from sklearn.linear_model import LogisticRegression

    values = np.array([[getattr(each.features, n) for n in names] for each in asked], float)
    middle, scale = values.mean(axis=0), values.std(axis=0) + 1e-9
    model = LogisticRegression(C=_SOFTNESS, max_iter=1_000)
    model.fit((values - middle) / scale, [has_answer(each) for each in asked])
    weights = model.coef_[0] / scale
    intercept = float(model.intercept_[0] - weights @ middle)
    named = {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}
    return AnswerabilityModel(round(intercept, 4), named, {})


def estimate_confidences(
    asked: Sequence[AskedQuestion], model: AnswerabilityModel
) -> NDArray[np.float64]:
    """The probability that each question has an answer."""
    return np.array([estimate_answerability(each.features, model) for each in asked])


def choose_thresholds(
    asked: Sequence[AskedQuestion], model: AnswerabilityModel
) -> Mapping[Strictness, float]:
    """The lowest probabilities to answer at: balanced has the least sum of the shares of false
    answers and false refusals; strict and lenient keep one of the shares small, and are not on the
    wrong side of balanced."""
    confidences = estimate_confidences(asked, model)
    known = np.array([has_answer(each) for each in asked])
    false_answers = np.array([np.mean(confidences[~known] >= t) for t in _STEPS])
    false_refusals = np.array([np.mean(confidences[known] < t) for t in _STEPS])
    lenient = int(np.flatnonzero(false_refusals <= _LENIENT).max(initial=0))
    balanced = int(np.argmin(false_answers + false_refusals))
    strict = int(np.flatnonzero(false_answers <= _STRICT).min(initial=len(_STEPS) - 1))
    places = {
        Strictness.LENIENT: min(lenient, balanced),
        Strictness.BALANCED: balanced,
        Strictness.STRICT: max(strict, balanced),
    }
    return {point: round(float(_STEPS[place]), 2) for point, place in places.items()}


def choose_lowest(
    asked: Sequence[AskedQuestion], model: AnswerabilityModel, threshold: float
) -> float:
    """The lowest log-odds of a further sentence at which, of all quotations of answered questions
    that have an answer, LEAST_PRECISION are right; the highest of those tried if they never are."""
    confidences = estimate_confidences(asked, model)
    answered = [
        each
        for each, confidence in zip(asked, confidences, strict=True)
        if has_answer(each) and confidence >= threshold
    ]

    def is_precise(lowest: float) -> bool:
        # Without those that are only nearly as likely as the first, which no bound keeps out.
        shown = [
            right
            for each in answered
            for right in _list_right(
                each, choose_sentences(each.candidates, lowest, only_persons=True)
            )
        ]
        return bool(np.mean(shown) >= LEAST_PRECISION)

    return next(filter(is_precise, _LOWEST), _LOWEST[-1])


def list_quoted(asked: AskedQuestion, lowest: float) -> list[bool]:
    """Whether each quotation of the answer is right, the best one first."""
    return _list_right(asked, choose_by_reader(asked.candidates, lowest))


def _list_right(asked: AskedQuestion, chosen: Sequence[Sequence[SentenceCandidate]]) -> list[bool]:
    gold = {c.place: right for c, right in zip(asked.candidates, asked.gold, strict=True)}
    return [gold[copies[0].place] for copies in chosen]
