"""Formats the held-out figures of a training run, with intervals, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.core.answer_options import Strictness
from eval.metrics.inference import estimate_auroc, estimate_mean
from eval.metrics.reliability import estimate_calibration
from eval.metrics.result import Figure
from eval.training import sentence_choice
from eval.training.answerability import QuestionEvidence
from eval.training.sentence_choice import LabelledSentences
from eval.training.training_questions import QuestionKind


def format_choosing(
    questions: Sequence[LabelledSentences], folds: Sequence[Mapping[str, float]]
) -> Iterator[str]:
    """By collection: how often the first sentence is gold, by weights that have not seen it."""
    yield "the first sentence is a gold one | held-out articles | held-out collection"
    right = sentence_choice.predict_held_out(questions, folds)
    for name in dict.fromkeys(question.collection for question in questions):
        own = [yes for q, yes in zip(questions, right, strict=True) if q.collection == name]
        other = sentence_choice.predict_transfer(questions, name)
        yield f"{name:<12} {_format_share(own)} | {_format_share(other)}"


def format_refusal(
    questions: Sequence[QuestionEvidence], confidences: Sequence[float]
) -> Iterator[str]:
    """By collection and kind: how well confidence tells the answerable, and what it is worth."""
    yield "answerable against … | AUROC | calibration error"
    rows = list(zip(questions, confidences, strict=True))
    for name in dict.fromkeys(each.asked.collection for each in questions):
        own = [(c, True) for each, c in rows if _is(each, name, QuestionKind.OWN)]
        for kind in (kind for kind in QuestionKind if kind is not QuestionKind.OWN):
            others = [(c, False) for each, c in rows if _is(each, name, kind)]
            if own and others:
                area = estimate_auroc([c for c, _ in own], [c for c, _ in others])
                calibration = estimate_calibration(*zip(*own, *others, strict=True))
                figures = f"{_format_figure(area)} | {_format_figure(calibration)}"
                yield f"{name:<12} {kind:<16} {figures}"


def format_strictness(
    questions: Sequence[QuestionEvidence],
    confidences: Sequence[float],
    thresholds: Mapping[str, float],
) -> Iterator[str]:
    """At each point of strictness the share that is answered of what has no answer, by kind, and
    refused of what has one, by collection."""
    rows = list(zip(questions, confidences, strict=True))
    for point in Strictness:
        threshold = thresholds[point.value]
        yield f"{point}: from {threshold:.2f}"
        for kind in (kind for kind in QuestionKind if kind is not QuestionKind.OWN):
            shares = [c >= threshold for each, c in rows if each.asked.kind is kind]
            if shares:
                yield f"  answered of {kind:<16} {_format_share(shares)}"
        for name in dict.fromkeys(each.asked.collection for each in questions):
            shares = [c < threshold for each, c in rows if _is(each, name, QuestionKind.OWN)]
            if shares:
                yield f"  refused of {name:<16} {_format_share(shares)}"


def _is(each: QuestionEvidence, collection: str, kind: QuestionKind) -> bool:
    return each.asked.collection == collection and each.asked.kind is kind


def _format_share(yes: Sequence[bool]) -> str:
    return _format_figure(estimate_mean([float(each) for each in yes]))


def _format_figure(figure: Figure) -> str:
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}] of {figure.count}"
