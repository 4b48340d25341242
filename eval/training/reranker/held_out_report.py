"""What the finished model is worth on texts that it was not taught, as lines of text.

Of the sentences that the signals like best, as many as a model is taught on, by signals alone and
together with the model; questions whose answer is not among them are left out. Questions whose
article was taken away are what has no answer, or whose answers were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.metrics.inference import (
    Difference,
    area_difference,
    auroc_figure,
    holm,
    mean_difference,
    mean_figure,
    share_difference,
)
from eval.metrics.ranking import average_precision
from eval.metrics.result import Figure
from eval.training.material import Kind
from eval.training.reranker.examples import FOUND, Example, not_answering, picked
from eval.training.reranker.judging import Score, asked
from eval.training.reranker.prior import Mix, Scores

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
    both = list(map(mix.of, read, score(asked(read))))
    worth: dict[str, tuple[_Worth, _Worth]] = {}
    for name in dict.fromkeys(each.collection for each in read if each.kind is Kind.OWN):
        places = [n for n, each in enumerate(read) if each.collection == name]
        signals, whole = (_worth([(read[n], s[n]) for n in places]) for s in (known, both))
        worth[name] = signals, whole
    changes = {name: whole.less(signals) for name, (signals, whole) in worth.items()}
    p = holm({f"{n} {what}": d.p for n, own in changes.items() for what, d in own.items()})
    for name, (signals, whole) in worth.items():
        yield f"{name:<12} signals  {signals}"
        yield f"{name:<12} both     {whole}"
        told = (f"{d.value:+.3f} p {p[f'{name} {w}']:.2g}" for w, d in changes[name].items())
        yield f"{name:<12} change   {' | '.join(told)}"


def as_found(whole: Example) -> Example | None:
    """The example with the best candidates alone, no answer added; None where none of its own is
    among them."""
    found = picked(whole, range(min(FOUND, len(whole.candidates))))
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
            mean_figure(self.first),
            mean_figure(self.precision),
            mean_figure(self.rank),
            auroc_figure(self.best, self.removed) if self.removed else None,
            auroc_figure(self.best, self.left) if self.left else None,
        )
        return f"{' | '.join(map(_figure, figures))} of {len(self.first)}"

    def less(self, other: _Worth) -> Mapping[str, Difference]:
        """By how much it is more than another of the same questions, by measure."""
        found = {
            "first": share_difference(self.first, other.first),
            "precision": mean_difference(self.precision, other.precision),
            "rank": mean_difference(self.rank, other.rank),
        }
        if min(len(self.best), len(self.removed)) > 1:
            found["article"] = area_difference(
                (self.best, self.removed), (other.best, other.removed)
            )
        if min(len(self.best), len(self.left)) > 1:
            found["answer"] = area_difference((self.best, self.left), (other.best, other.left))
        return found


def _worth(scored: Sequence[tuple[Example, Scores]]) -> _Worth:
    own = [(each, scores) for each, scores in scored if each.kind is Kind.OWN]
    ranked = [[each.gold[n] for n in np.argsort(-s, kind="stable")] for each, s in own]
    return _Worth(
        first=[float(gold[0]) for gold in ranked],
        precision=[average_precision(gold) for gold in ranked],
        rank=[1 / (1 + gold.index(True)) for gold in ranked],
        best=[float(s.max()) for _, s in own],
        removed=[float(s.max()) for each, s in scored if each.kind is Kind.REMOVED],
        left=[float(s[places].max()) for each, s in own if (places := not_answering(each))],
    )


def _figure(figure: Figure | None) -> str:
    return "–" if figure is None else f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
