"""What the finished model is worth on texts that it was not taught, as lines of text.

Of the sentences that the signals like best, by signals alone and together with the model. Questions
whose article was taken away are what has no answer, or whose answers were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from eval.inference import auroc_figure, mean_figure
from eval.result import Figure
from eval.scorer.examples import Example, not_answering
from eval.scorer.judging import Score, average_precision
from eval.scorer.prior import Prior, Scores
from eval.training.material import Kind


def lines(examples: Sequence[Example], score: Score, prior: Prior) -> Iterator[str]:
    """Figures of every collection with intervals, by signals and by both."""
    yield "of the sentences found | the first is right | mean average precision"
    yield "  | mean reciprocal rank | AUROC against the archive without the article"
    yield "  | AUROC against the same sentences without those that answer"
    outputs = score([(each.question, each.candidates) for each in examples])
    known = [prior.of(each) for each in examples]
    both = [own + more for own, more in zip(known, outputs, strict=True)]
    for name in dict.fromkeys(each.collection for each in examples if each.kind is Kind.OWN):
        places = [n for n, each in enumerate(examples) if each.collection == name]
        for way, scores in (("signals", known), ("both", both)):
            own = [(examples[n], scores[n]) for n in places]
            yield f"{name:<12} {way:<8} {_line(own)}"


def _line(scored: Sequence[tuple[Example, Scores]]) -> str:
    own = [(each, scores) for each, scores in scored if each.kind is Kind.OWN]
    ranked = [[each.gold[n] for n in np.argsort(-s, kind="stable")] for each, s in own]
    best = [float(s.max()) for _, s in own]
    removed = [float(scores.max()) for each, scores in scored if each.kind is Kind.REMOVED]
    left = [float(s[places].max()) for each, s in own if (places := not_answering(each))]
    figures = (
        mean_figure([float(gold[0]) for gold in ranked]),
        mean_figure([average_precision(gold) for gold in ranked]),
        mean_figure([1 / (1 + gold.index(True)) for gold in ranked]),
        *(auroc_figure(best, without) for without in (removed, left) if without),
    )
    return f"{' | '.join(map(_figure, figures))} of {len(own)}"


def _figure(figure: Figure) -> str:
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
