"""Reports what a reader is worth on texts that it never saw, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from assistant.answering.answerability import AnswerabilityModel
from eval.metrics.inference import estimate_auroc, estimate_mean
from eval.metrics.reliability import estimate_calibration
from eval.metrics.result import Figure
from eval.training.reader.archives import AskedQuestion
from eval.training.reader.fitting import estimate_confidences, has_answer, list_quoted


def format_report(
    name: str,
    asked: Sequence[AskedQuestion],
    model: AnswerabilityModel,
    threshold: float,
    lowest: float,
) -> Iterator[str]:
    """The figures of a family of collections, and its false answers and refusals by kind."""
    confidences = estimate_confidences(asked, model)
    known = np.array([has_answer(each) for each in asked])
    is_answered = confidences >= threshold
    best = [float(each.gold[0]) if each.gold else 0.0 for each in asked]
    quoted = [
        list_quoted(each, lowest) if shown else []
        for each, shown in zip(asked, is_answered, strict=True)
    ]
    own = np.flatnonzero(known)
    rows = {
        "first right, if it answered all": estimate_mean([best[i] for i in own]),
        "first quotation right": estimate_mean([float(quoted[i][:1] == [True]) for i in own]),
        "any quotation right": estimate_mean([float(any(quoted[i])) for i in own]),
        "quotations right": estimate_mean([float(g) for i in own for g in quoted[i]]),
        "quotations of an answer": estimate_mean([float(len(quoted[i])) for i in own if quoted[i]]),
        "false refusals": estimate_mean([float(not is_answered[i]) for i in own]),
        "false answers": estimate_mean([float(a) for a in is_answered[~known]]),
        "AUROC": estimate_auroc(confidences[known].tolist(), confidences[~known].tolist()),
        "calibration error": estimate_calibration(confidences.tolist(), known.tolist()),
    }
    yield f"{name}: {len(own)} questions with an answer, {len(asked) - len(own)} without"
    yield from (f"  {label}: {_format(figure)}" for label, figure in rows.items())
    for is_known in (True, False):
        what = "first right, refused" if is_known else "answered"
        kinds = sorted({each.marked.kind for each in asked if has_answer(each) is is_known})
        parts = []
        for kind in kinds:
            places = [
                i for i, e in enumerate(asked) if e.marked.kind == kind and known[i] == is_known
            ]
            shown = np.mean([is_answered[i] for i in places])
            first = np.mean([quoted[i][:1] == [True] for i in places])
            figures = f"{first:.2f}, {1 - shown:.2f}" if is_known else f"{shown:.2f}"
            parts.append(f"{kind or 'unnamed'} {figures} of {len(places)}")
        yield f"  {what}, by kind: {'; '.join(parts)}"


def _format(figure: Figure) -> str:
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
