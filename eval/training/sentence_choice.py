"""Learns the weights of sentence features from questions with gold sentences.

A conditional logit (McFadden 1974): one sentence among a question's hits is the answer, and the log
odds of any two sentences are the weighted difference of their features. If a question has several
gold sentences, any of them counts. Features keep their intended sign, so that the quirks of a
collection cannot reverse them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from assistant.answering.candidate import SentenceCandidate, SentenceFeatures
from eval.metrics.matching import is_same_sentence
from eval.training.folds import FOLDS, fold_of
from eval.training.training_questions import TrainingQuestion

# All but the log-odds of a reader.
FEATURE_NAMES = tuple(f.name for f in fields(SentenceFeatures) if f.name != "reader")
# No collection tells enough about these: see the file.
BY_HAND: Mapping[str, float] = {"fragment": -1.5, "speech": 1.0}
LEARNED = tuple(name for name in FEATURE_NAMES if name not in BY_HAND)
_AGAINST = frozenset({"is_question"})
# The collections nearest to this program's use count more: newswire, and web searches.
# Without, the first sentence is gold as often in all, but less often in these two.
COUNTS: Mapping[str, float] = {"trecqa": 6.0, "clapnq": 3.0}
# The number of most similar sentences of a question; the rest are never chosen.
_SHORTLIST = 40
# The ridge penalty, relative to the likelihood of one question.
_RIDGE = 1.0

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LabelledSentences:
    """The sentences of a question's hits: features of shape (n, len(FEATURE_NAMES)), and which
    sentences are gold, of shape (n,)."""

    collection: str
    group: str
    features: Matrix
    gold: NDArray[np.bool_]


def label_sentences(
    question: TrainingQuestion, candidates: Sequence[SentenceCandidate]
) -> LabelledSentences:
    """Label the candidate sentences of a question by its gold sentences."""
    rows = [[getattr(c.features, name) for name in FEATURE_NAMES] for c in candidates]
    gold = [any(is_same_sentence(g, c.text) for g in question.evidence) for c in candidates]
    features = np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURE_NAMES))
    return LabelledSentences(
        question.collection, question.group, features, np.array(gold, dtype=bool)
    )


def learn_weights(questions: Sequence[LabelledSentences]) -> dict[str, float]:
    """The weight of each feature. A collection counts by the root of its size, and by COUNTS."""
    from scipy.optimize import minimize

    columns = [FEATURE_NAMES.index(name) for name in LEARNED]
    answered = [short for q in questions if (short := _shorten(q)).gold.any()]
    if not answered:
        return dict.fromkeys(LEARNED, 0.0) | dict(BY_HAND)
    stacked = _stack(answered, columns)
    scale = stacked.features.std(axis=0) + 1e-9
    solution = minimize(
        _loss,
        np.zeros(len(columns)),
        args=(scale, stacked),
        jac=True,
        method="L-BFGS-B",
        bounds=[(None, 0) if name in _AGAINST else (0, None) for name in LEARNED],
    ).x
    weights = {name: round(float(w), 3) for name, w in zip(LEARNED, solution / scale, strict=True)}
    return weights | dict(BY_HAND)


@dataclass(frozen=True, slots=True)
class _StackedQuestions:
    """Questions one below the other: `starts` of their rows, `of` which question a row is."""

    features: Matrix
    gold: NDArray[np.bool_]
    starts: NDArray[np.intp]
    of: NDArray[np.intp]
    shares: Matrix


def _stack(questions: Sequence[LabelledSentences], columns: Sequence[int]) -> _StackedQuestions:
    sizes = Counter(question.collection for question in questions)
    shares = np.array(
        [COUNTS.get(q.collection, 1.0) * sizes[q.collection] ** -0.5 for q in questions]
    )
    lengths = [len(question.gold) for question in questions]
    return _StackedQuestions(
        features=np.concatenate([question.features[:, columns] for question in questions]),
        gold=np.concatenate([question.gold for question in questions]),
        starts=np.cumsum([0, *lengths[:-1]]),
        of=np.repeat(np.arange(len(questions)), lengths),
        shares=shares / shares.mean(),
    )


def _loss(weights: Matrix, scale: Matrix, stacked: _StackedQuestions) -> tuple[float, Matrix]:
    """The negative log-likelihood with its ridge, and its gradient, where features are scaled."""
    scaled = stacked.features / scale
    scores = scaled @ weights
    odds = np.exp(scores - np.maximum.reduceat(scores, stacked.starts)[stacked.of])
    golden = np.where(stacked.gold, odds, 0.0)
    all_of, gold_of = np.add.reduceat(odds, stacked.starts), np.add.reduceat(golden, stacked.starts)
    loss = -float((stacked.shares * np.log(gold_of / all_of)).sum())
    surplus = stacked.shares[stacked.of] * (
        odds / all_of[stacked.of] - golden / gold_of[stacked.of]
    )
    gradient: Matrix = scaled.T @ surplus + _RIDGE * weights
    return loss + 0.5 * _RIDGE * float(weights @ weights), gradient


def _shorten(question: LabelledSentences) -> LabelledSentences:
    similarity = question.features[:, FEATURE_NAMES.index("similarity")]
    most_similar = np.argsort(-similarity, kind="stable")[:_SHORTLIST]
    return LabelledSentences(
        question.collection,
        question.group,
        question.features[most_similar],
        question.gold[most_similar],
    )


def is_right(question: LabelledSentences, weights: Mapping[str, float]) -> bool:
    """Is the top sentence under these weights a gold one?"""
    if not len(question.gold):
        return False
    scores = question.features @ np.array([weights.get(name, 0.0) for name in FEATURE_NAMES])
    return bool(question.gold[int(np.argmax(scores))])


def learn_by_fold(questions: Sequence[LabelledSentences]) -> list[dict[str, float]]:
    """For each fold, learn the weights without it."""
    return [
        learn_weights([question for question in questions if fold_of(question.group) != fold])
        for fold in range(FOLDS)
    ]


def predict_held_out(
    questions: Sequence[LabelledSentences], folds: Sequence[Mapping[str, float]]
) -> list[bool]:
    """For each question: is its top sentence gold, by the weights of the other folds?"""
    return [is_right(question, folds[fold_of(question.group)]) for question in questions]


def predict_transfer(questions: Sequence[LabelledSentences], collection: str) -> list[bool]:
    """The same for the questions of a collection, by weights of the other collections."""
    others = [question for question in questions if question.collection != collection]
    weights = learn_weights(others)
    return [is_right(q, weights) for q in questions if q.collection == collection]
