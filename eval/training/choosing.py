"""The weights of a sentence's signals, learned from questions whose gold sentences are known.

A conditional logit (McFadden 1974): of all sentences of a question's hits one answers, and the
odds between any two hang on the weighted difference of their signals. A question with several
gold sentences counts as answered by any of them. Signals that are meant to speak for a sentence
keep their sign, so that no collection's habits turn them round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np
from numpy.typing import NDArray

from assistant.answering.candidate import SentenceCandidate, SentenceFeatures
from assistant.answering.reranker import Basis
from eval.metrics.matching import same_sentence
from eval.training.folds import FOLDS, fold_of
from eval.training.material import Asked

SCORER = "scorer"
SIGNALS = tuple(field.name for field in fields(SentenceFeatures))
# No collection tells enough about these: see the file.
BY_HAND: Mapping[str, float] = {"fragment": -1.5, "speech": 1.0}
LEARNED: Mapping[Basis, tuple[str, ...]] = {
    Basis.SIGNALS: tuple(n for n in SIGNALS if n not in BY_HAND and n != SCORER),
    Basis.MODEL: tuple(n for n in SIGNALS if n not in BY_HAND),
}
_AGAINST = frozenset({"is_question"})
# What is nearest to this program's use counts for more: newswire, and what people search for.
# Without, the first sentence is gold as often in all, but less often in these two.
COUNTS: Mapping[str, float] = {"trecqa": 6.0, "clapnq": 3.0}
# Of a question's sentences, those that are most similar; the rest are never chosen.
_SHORTLIST = 40
# Weight of the weights' squares against one question's likelihood.
_RIDGE = 1.0

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The sentences of a question's hits: signals of shape (n, len(SIGNALS)), and which of them
    are gold, of shape (n,)."""

    collection: str
    group: str
    signals: Matrix
    gold: NDArray[np.bool_]


def labelled(asked: Asked, found: Sequence[SentenceCandidate]) -> Labelled:
    """The signals of every sentence that could be quoted, and which of them answer."""
    rows = [astuple(candidate.features) for candidate in found]
    gold = [any(same_sentence(g, c.text) for g in asked.evidence) for c in found]
    signals = np.array(rows, dtype=np.float64).reshape(len(rows), len(SIGNALS))
    return Labelled(asked.collection, asked.group, signals, np.array(gold, dtype=bool))


def learned(questions: Sequence[Labelled], basis: Basis = Basis.SIGNALS) -> dict[str, float]:
    """The weight of each signal; a collection counts by the root of its size, and as COUNTS say."""
    from scipy.optimize import minimize

    names = LEARNED[basis]
    columns = [SIGNALS.index(name) for name in names]
    known = [short for q in questions if (short := _shortlisted(q)).gold.any()]
    if not known:
        return dict.fromkeys(names, 0.0) | dict(BY_HAND)
    stacked = _stacked(known, columns)
    scale = stacked.signals.std(axis=0) + 1e-9
    found = minimize(
        _loss,
        np.zeros(len(columns)),
        args=(scale, stacked),
        jac=True,
        method="L-BFGS-B",
        bounds=[(None, 0) if name in _AGAINST else (0, None) for name in names],
    ).x
    weights = {name: round(float(w), 3) for name, w in zip(names, found / scale, strict=True)}
    return weights | dict(BY_HAND)


@dataclass(frozen=True, slots=True)
class _Stacked:
    """Questions one below the other: `starts` of their rows, `of` which question a row is."""

    signals: Matrix
    gold: NDArray[np.bool_]
    starts: NDArray[np.intp]
    of: NDArray[np.intp]
    shares: Matrix


def _stacked(known: Sequence[Labelled], columns: Sequence[int]) -> _Stacked:
    sizes = Counter(question.collection for question in known)
    shares = np.array([COUNTS.get(q.collection, 1.0) * sizes[q.collection] ** -0.5 for q in known])
    lengths = [len(question.gold) for question in known]
    return _Stacked(
        signals=np.concatenate([question.signals[:, columns] for question in known]),
        gold=np.concatenate([question.gold for question in known]),
        starts=np.cumsum([0, *lengths[:-1]]),
        of=np.repeat(np.arange(len(known)), lengths),
        shares=shares / shares.mean(),
    )


def _loss(weights: Matrix, scale: Matrix, known: _Stacked) -> tuple[float, Matrix]:
    """The negative log-likelihood with its ridge, and its gradient, where signals are scaled."""
    scaled = known.signals / scale
    scores = scaled @ weights
    odds = np.exp(scores - np.maximum.reduceat(scores, known.starts)[known.of])
    golden = np.where(known.gold, odds, 0.0)
    all_of, gold_of = np.add.reduceat(odds, known.starts), np.add.reduceat(golden, known.starts)
    loss = -float((known.shares * np.log(gold_of / all_of)).sum())
    surplus = known.shares[known.of] * (odds / all_of[known.of] - golden / gold_of[known.of])
    gradient: Matrix = scaled.T @ surplus + _RIDGE * weights
    return loss + 0.5 * _RIDGE * float(weights @ weights), gradient


def _shortlisted(question: Labelled) -> Labelled:
    similarity = question.signals[:, SIGNALS.index("similarity")]
    kept = np.argsort(-similarity, kind="stable")[:_SHORTLIST]
    return Labelled(
        question.collection, question.group, question.signals[kept], question.gold[kept]
    )


def is_right(question: Labelled, weights: Mapping[str, float]) -> bool:
    """Is the sentence that these weights put first a gold one?"""
    if not len(question.gold):
        return False
    scores = question.signals @ np.array([weights.get(name, 0.0) for name in SIGNALS])
    return bool(question.gold[int(np.argmax(scores))])


def by_fold(questions: Sequence[Labelled], basis: Basis = Basis.SIGNALS) -> list[dict[str, float]]:
    """For each fold the weights that were learned without it."""
    return [
        learned([question for question in questions if fold_of(question.group) != fold], basis)
        for fold in range(FOLDS)
    ]


def held_out(questions: Sequence[Labelled], folds: Sequence[Mapping[str, float]]) -> list[bool]:
    """For each question whether its first sentence is gold, by weights that have not seen it."""
    return [is_right(question, folds[fold_of(question.group)]) for question in questions]


def transferred(
    questions: Sequence[Labelled], collection: str, basis: Basis = Basis.SIGNALS
) -> list[bool]:
    """The same for the questions of a collection, by weights that have seen none of them."""
    others = [question for question in questions if question.collection != collection]
    weights = learned(others, basis)
    return [is_right(q, weights) for q in questions if q.collection == collection]
