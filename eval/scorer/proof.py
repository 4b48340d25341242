"""What the finished model is worth on whole texts that it was not taught, as lines of text.

Each question is asked of all sentences of its text, as answer-sentence selection is judged (Wang,
Smith and Mitamura 2007): questions that no sentence answers, or every one, are left out. The same
text without the sentences that answer makes a question that has no answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from eval.inference import auroc_figure, mean_figure
from eval.result import Figure
from eval.scorer.examples import candidate
from eval.scorer.judging import Score, average_precision
from eval.scorer.marked import TAUGHT, Marked, Part, read

# A file of its own that nothing of the training reads.
_UNREAD = "trecqa_dev"


def lines(folder: Path, score: Score) -> Iterator[str]:
    """Figures of every collection with intervals; the marked files lie in the folder."""
    yield "of all sentences of a text | the first is right | mean average precision"
    yield "  | mean reciprocal rank | AUROC against the text without its answer"
    held_out = [each for each in read(folder, TAUGHT) if each.part is Part.HELD_OUT]
    for name in dict.fromkeys(each.collection for each in held_out):
        yield _line(name, [each for each in held_out if each.collection == name], score)
    yield _line(_UNREAD, read(folder, [_UNREAD]), score)


def _line(name: str, questions: Sequence[Marked], score: Score) -> str:
    asked = [q for q in questions if q.answers and len(q.answers) < len(q.sentences)]
    whole = [range(len(q.sentences)) for q in asked]
    outputs = score(
        [
            (q.question, [candidate(q, n) for n in numbers])
            for q, numbers in zip(asked, whole, strict=True)
        ]
    )
    ranked = [
        [int(n) in q.answers for n in np.argsort(-own, kind="stable")]
        for q, own in zip(asked, outputs, strict=True)
    ]
    best = [float(own.max()) for own in outputs]
    without = [
        max(float(own[n]) for n in range(len(own)) if n not in q.answers)
        for q, own in zip(asked, outputs, strict=True)
    ]
    figures = (
        mean_figure([float(gold[0]) for gold in ranked]),
        mean_figure([average_precision(gold) for gold in ranked]),
        mean_figure([1 / (1 + gold.index(True)) for gold in ranked]),
        auroc_figure(best, without),
    )
    return f"{name:<12} {' | '.join(map(_figure, figures))} of {len(asked)}"


def _figure(figure: Figure) -> str:
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
