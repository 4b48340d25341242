"""Reports what a reader is worth on texts that it never saw, as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.answerability import AnswerabilityModel
from eval.metrics.inference import estimate_auroc, estimate_mean
from eval.metrics.reliability import estimate_calibration
from eval.metrics.result import Figure
from eval.training.reader.archives import AskedQuestion
from eval.training.reader.fitting import estimate_confidences, has_answer, list_quoted


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a question: `best` says whether the reader's best sentence is right, and
    `quoted` the same of each quotation; a refusal has none."""

    kind: str
    has_answer: bool
    confidence: float
    is_answered: bool
    best: bool
    quoted: tuple[bool, ...]


def format_report(
    name: str,
    asked: Sequence[AskedQuestion],
    model: AnswerabilityModel,
    threshold: float,
    lowest: float,
) -> Iterator[str]:
    """The figures of a family of collections, and its false answers and refusals by kind."""
    outcomes = [
        _decide(each, confidence, threshold, lowest)
        for each, confidence in zip(asked, estimate_confidences(asked, model).tolist(), strict=True)
    ]
    own = [each for each in outcomes if each.has_answer]
    other = [each for each in outcomes if not each.has_answer]
    yield f"{name}: {len(own)} questions with an answer, {len(other)} without"
    for label, figure in _measure(own, other).items():
        yield f"  {label}: {figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"
    yield f"  first right, refused, by kind: {_join_kinds(own, _format_answerable)}"
    yield f"  answered, by kind: {_join_kinds(other, _format_unanswerable)}"


def _decide(asked: AskedQuestion, confidence: float, threshold: float, lowest: float) -> Outcome:
    is_answered = confidence >= threshold
    return Outcome(
        asked.marked.kind,
        has_answer(asked),
        confidence,
        is_answered,
        any(asked.gold[:1]),
        tuple(list_quoted(asked, lowest)) if is_answered else (),
    )


def _measure(own: Sequence[Outcome], other: Sequence[Outcome]) -> Mapping[str, Figure]:
    """The figures of questions with an answer, and of others."""
    every = [*own, *other]
    confidences = [[each.confidence for each in some] for some in (own, other)]
    return {
        "first right, if it answered all": _estimate_share(e.best for e in own),
        "first quotation right": _estimate_share(any(e.quoted[:1]) for e in own),
        "any quotation right": _estimate_share(any(e.quoted) for e in own),
        "quotations right": _estimate_share(right for e in own for right in e.quoted),
        "quotations of an answer": estimate_mean([len(e.quoted) for e in own if e.quoted]),
        "false refusals": _estimate_share(not e.is_answered for e in own),
        "false answers": _estimate_share(e.is_answered for e in other),
        "AUROC": estimate_auroc(*confidences),
        "calibration error": estimate_calibration(
            [e.confidence for e in every], [e.has_answer for e in every]
        ),
    }


def _estimate_share(are_right: Iterable[bool]) -> Figure:
    return estimate_mean([float(each) for each in are_right])


def _join_kinds(
    outcomes: Sequence[Outcome], format_kind: Callable[[Sequence[Outcome]], str]
) -> str:
    """The figures of each kind, with its number of questions."""
    kinds: dict[str, list[Outcome]] = {}
    for each in sorted(outcomes, key=lambda each: each.kind):
        kinds.setdefault(each.kind, []).append(each)
    return "; ".join(
        f"{kind or 'unnamed'} {format_kind(some)} of {len(some)}" for kind, some in kinds.items()
    )


def _format_answerable(outcomes: Sequence[Outcome]) -> str:
    first = np.mean([any(each.quoted[:1]) for each in outcomes])
    return f"{first:.2f}, {np.mean([not each.is_answered for each in outcomes]):.2f}"


def _format_unanswerable(outcomes: Sequence[Outcome]) -> str:
    return f"{np.mean([each.is_answered for each in outcomes]):.2f}"
