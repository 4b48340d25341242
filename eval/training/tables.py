"""What a training run reached, as lines of text: figures of held-out questions with intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.answer_options import Strictness
from assistant.answering.reranker import Basis
from eval.metrics.inference import (
    area_difference,
    auroc_figure,
    holm,
    mean_figure,
    share_difference,
)
from eval.metrics.reliability import calibration_figure
from eval.metrics.result import Figure
from eval.training import choosing
from eval.training.answerability import Weighed
from eval.training.choosing import Labelled
from eval.training.material import Kind


def choosing_lines(
    questions: Sequence[Labelled],
    folds: Sequence[Mapping[str, float]],
    basis: Basis = Basis.SIGNALS,
) -> Iterator[str]:
    """By collection: how often the first sentence is gold, by weights that have not seen it."""
    yield "the first sentence is a gold one | held-out articles | held-out collection"
    right = choosing.held_out(questions, folds)
    for name in dict.fromkeys(question.collection for question in questions):
        own = [yes for q, yes in zip(questions, right, strict=True) if q.collection == name]
        other = choosing.transferred(questions, name, basis)
        yield f"{name:<12} {_of(own)} | {_of(other)}"


def comparison_lines(
    questions: Sequence[Labelled],
    ways: Mapping[str, Sequence[Mapping[str, float]]],
) -> Iterator[str]:
    """The same by several ways of choosing, each by its weights for every fold; of the last against
    each other way the p-value of McNemar's exact test, all corrected together by Holm's method."""
    right = {way: choosing.held_out(questions, folds) for way, folds in ways.items()}
    last = list(ways)[-1]
    values: dict[tuple[str, str], list[float]] = {
        (name, way): [float(yes[i]) for i, q in enumerate(questions) if q.collection == name]
        for name in dict.fromkeys(question.collection for question in questions)
        for way, yes in right.items()
    }
    p = holm(
        {
            f"{name} {way}": share_difference(values[name, last], own).p
            for (name, way), own in values.items()
            if way != last
        }
    )
    for (name, way), own in values.items():
        against = "" if way == last else f", p {p[f'{name} {way}']:.1g}"
        yield f"{name:<12} {way:<12} {_figure(mean_figure(own))}{against}"


def refusal_lines(questions: Sequence[Weighed], confidences: Sequence[float]) -> Iterator[str]:
    """By collection and kind: how well confidence tells the answerable, and what it is worth."""
    yield "answerable against … | AUROC | calibration error"
    rows = list(zip(questions, confidences, strict=True))
    for name in dict.fromkeys(each.asked.collection for each in questions):
        own = [(c, True) for each, c in rows if _is(each, name, Kind.OWN)]
        for kind in (kind for kind in Kind if kind is not Kind.OWN):
            others = [(c, False) for each, c in rows if _is(each, name, kind)]
            if own and others:
                area = auroc_figure([c for c, _ in own], [c for c, _ in others])
                calibration = calibration_figure(*zip(*own, *others, strict=True))
                yield f"{name:<12} {kind:<16} {_figure(area)} | {_figure(calibration)}"


def confidence_lines(
    questions: Sequence[Weighed], signals: Sequence[float], both: Sequence[float]
) -> Iterator[str]:
    """By collection and kind: how well confidence tells the answerable by signals alone, and with
    the scorer, of the same questions; p by a paired bootstrap, all corrected together by Holm's
    method."""
    yield "answerable against … | AUROC by signals | by both | p"
    kinds = [kind for kind in Kind if kind is not Kind.OWN]
    names = dict.fromkeys(each.asked.collection for each in questions)
    figures, p = {}, {}
    for name, kind in ((name, kind) for name in names for kind in kinds):
        rows = [
            [
                [c for each, c in zip(questions, confidences, strict=True) if _is(each, name, of)]
                for of in (Kind.OWN, kind)
            ]
            for confidences in (signals, both)
        ]
        if min(map(len, rows[0])) > 1:
            label = f"{name:<12} {kind:<16}"
            figures[label] = [_figure(auroc_figure(*row)) for row in rows]
            p[label] = area_difference((rows[1][0], rows[1][1]), (rows[0][0], rows[0][1])).p
    for label, corrected in sorted(holm(p).items()):
        yield f"{label} {' | '.join(figures[label])} | {corrected:.2g}"


def scorer_lines(questions: Sequence[Weighed]) -> Iterator[str]:
    """By collection and kind: how well what the scorer says of the best sentence alone tells
    the answerable."""
    yield "answerable against … by the scorer alone | AUROC"
    for name in dict.fromkeys(each.asked.collection for each in questions):
        own = [each.evidence.scorer for each in questions if _is(each, name, Kind.OWN)]
        for kind in (kind for kind in Kind if kind is not Kind.OWN):
            others = [each.evidence.scorer for each in questions if _is(each, name, kind)]
            if own and others:
                yield f"{name:<12} {kind:<16} {_figure(auroc_figure(own, others))}"


def strictness_lines(
    questions: Sequence[Weighed], confidences: Sequence[float], thresholds: Mapping[str, float]
) -> Iterator[str]:
    """At each point of strictness the share that is answered of what has no answer, by kind, and
    refused of what has one, by collection."""
    rows = list(zip(questions, confidences, strict=True))
    for point in Strictness:
        threshold = thresholds[point.value]
        yield f"{point}: from {threshold:.2f}"
        for kind in (kind for kind in Kind if kind is not Kind.OWN):
            shares = [c >= threshold for each, c in rows if each.asked.kind is kind]
            if shares:
                yield f"  answered of {kind:<16} {_of(shares)}"
        for name in dict.fromkeys(each.asked.collection for each in questions):
            shares = [c < threshold for each, c in rows if _is(each, name, Kind.OWN)]
            if shares:
                yield f"  refused of {name:<16} {_of(shares)}"


def _is(each: Weighed, collection: str, kind: Kind) -> bool:
    return each.asked.collection == collection and each.asked.kind is kind


def _of(yes: Sequence[bool]) -> str:
    return _figure(mean_figure([float(each) for each in yes]))


def _figure(figure: Figure) -> str:
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}] of {figure.count}"
