"""Reports the quality of the finished model on held-out texts, as lines of text.

Ranks the same number of candidates as in training, by the features alone and together with the
model. Questions without an answer among the candidates are left out. The unanswerable questions are
those whose article, or whose answers, were removed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.metrics.inference import (
    Difference,
    compare_auroc,
    compare_means,
    compare_shares,
    correct_by_holm,
    estimate_auroc,
    estimate_mean,
)
from eval.metrics.ranking import average_precision
from eval.metrics.result import Figure
from eval.training.reranker.examples import FOUND, Example, not_answering, select_candidates
from eval.training.reranker.judging import Score, collect_pairs
from eval.training.reranker.prior import Mix, Scores
from eval.training.training_questions import QuestionKind

_HEADING = (
    "of the sentences found | the first is right | mean average precision",
    "  | mean reciprocal rank | AUROC against the archive without the article",
    "  | AUROC against the same sentences without those that answer",
)
_CHANGE = "  | both less signals, with p by paired tests, all corrected together by Holm's method"


def lines(examples: Sequence[Example], score: Score, mix: Mix) -> Iterator[str]:
    """Figures of every collection with intervals, by signals and by both, and how they differ."""
    yield from (*_HEADING, _CHANGE)
    read = [found for each in examples if (found := as_found(each)) is not None]
    known = [np.array(each.signals, np.float32) for each in read]
    both = list(map(mix.of, read, score(collect_pairs(read))))
    worth: dict[str, tuple[_Worth, _Worth]] = {}
    for name in dict.fromkeys(each.collection for each in read if each.kind is QuestionKind.OWN):
        places = [n for n, each in enumerate(read) if each.collection == name]
        signals, whole = (_worth([(read[n], s[n]) for n in places]) for s in (known, both))
        worth[name] = signals, whole
    changes = {name: whole.less(signals) for name, (signals, whole) in worth.items()}
    p = correct_by_holm(
        {f"{n} {what}": d.p for n, own in changes.items() for what, d in own.items()}
    )
    for name, (signals, whole) in worth.items():
        yield f"{name:<12} signals  {signals}"
        yield f"{name:<12} both     {whole}"
        told = (f"{d.value:+.3f} p {p[f'{name} {w}']:.2g}" for w, d in changes[name].items())
        yield f"{name:<12} change   {' | '.join(told)}"


def as_found(whole: Example) -> Example | None:
    """The example with the best candidates alone, no answer added; None where none of its own is
    among them."""
    found = select_candidates(whole, range(min(FOUND, len(whole.candidates))))
    return found if any(found.gold) == any(whole.gold) else None


@dataclass(frozen=True, slots=True)
class _Worth:
    """What each question with an answer is worth, and the best score of each: with its article in
    the archive (`best`), without (`removed`), and without the sentences that answer (`left`)."""

    first: Sequence[float]
    precision: Sequence[float]
    rank: Sequence[float]
    best: Sequence[float]
    removed: Sequence[float]
    left: Sequence[float]

    def __str__(self) -> str:
        figures = (
            estimate_mean(self.first),
            estimate_mean(self.precision),
            estimate_mean(self.rank),
            estimate_auroc(self.best, self.removed) if self.removed else None,
            estimate_auroc(self.best, self.left) if self.left else None,
        )
        return f"{' | '.join(map(_figure, figures))} of {len(self.first)}"

    def less(self, other: _Worth) -> Mapping[str, Difference]:
        """By how much it is more than another of the same questions, by measure."""
        found = {
            "first": compare_shares(self.first, other.first),
            "precision": compare_means(self.precision, other.precision),
            "rank": compare_means(self.rank, other.rank),
        }
        if min(len(self.best), len(self.removed)) > 1:
            found["article"] = compare_auroc((self.best, self.removed), (other.best, other.removed))
        if min(len(self.best), len(self.left)) > 1:
            found["answer"] = compare_auroc((self.best, self.left), (other.best, other.left))
        return found


def _worth(scored: Sequence[tuple[Example, Scores]]) -> _Worth:
    own = [(each, scores) for each, scores in scored if each.kind is QuestionKind.OWN]
    ranked = [[each.gold[n] for n in np.argsort(-s, kind="stable")] for each, s in own]
    return _Worth(
        first=[float(gold[0]) for gold in ranked],
        precision=[average_precision(gold) for gold in ranked],
        rank=[1 / (1 + gold.index(True)) for gold in ranked],
        best=[float(s.max()) for _, s in own],
        removed=[float(s.max()) for each, s in scored if each.kind is QuestionKind.REMOVED],
        left=[float(s[places].max()) for each, s in own if (places := not_answering(each))],
    )


def _figure(figure: Figure | None) -> str:
    return "–" if figure is None else f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
