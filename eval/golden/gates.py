"""Derives floors from a report, and checks a report against its floors. Pure.

A floor lies slightly below the recorded figure, because the last bits of an embedding differ
between processors and can flip one question. The tolerance is the weight of that question; a larger
drop is a regression.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from eval.golden.floors import Bounds
from eval.metrics.measures import LOWER_IS_BETTER, RATES, TOGETHER, YES_OR_NO
from eval.metrics.result import Figure, QuestionResult, Report
from index.core.article import digest
from index.core.errors import DatelineError

TOLERANCE = (
    "one question in figures of yes and no, none where there are fewer than ten questions;"
    " 0.01 in the others; none in quotes_verbatim"
)
_GRADED_TOLERANCE = 0.01
_MIN_QUESTIONS = 10
# A quote that is not verbatim is never a matter of chance.
_EXACT = frozenset({"quotes_verbatim"})
_SCALE = 10_000  # bounds have four decimals
_ROUNDING = 1e-9
_WORST_SHOWN = 5
_QUOTE_LENGTH = 100
# The names of the values of a question, by the rates that are their means.
_ROW_VALUES = {rate: name for name, rate in RATES.items()}


@dataclass(frozen=True, slots=True)
class Regression:
    """A figure on the wrong side of its bound; `value` is None if the report lacks the figure.

    `worst` are the questions with the largest loss, worst first.
    """

    figure: str
    bound: float
    value: float | None
    worst: tuple[QuestionResult, ...] = ()


def derive_bounds(report: Report, figures: Collection[str]) -> Bounds:
    """Derive bounds for these figures of a run. Raises DatelineError if one is missing."""
    figures_by_name = _all_figures(report)
    missing = sorted(set(figures) - set(figures_by_name))
    if missing:
        raise DatelineError(f"{report.dataset} has no {', '.join(missing)}")
    bound_by_name = {name: _derive_bound(name, figures_by_name[name]) for name in figures}
    return Bounds(
        corpus=report.fingerprint.corpus,
        questions=hash_questions(report.rows),
        floors={
            name: bound for name, bound in bound_by_name.items() if name not in LOWER_IS_BETTER
        },
        ceilings={name: bound for name, bound in bound_by_name.items() if name in LOWER_IS_BETTER},
    )


def hash_questions(rows: Sequence[QuestionResult]) -> str:
    """The hex digest of the questions and their answerability, independent of the results."""
    return digest(*(part for row in rows for part in (row.id, row.text, str(row.answerable))))


def has_same_questions(report: Report, bounds: Bounds) -> bool:
    """Were these bounds recorded from the same questions and articles?"""
    measured = report.fingerprint.corpus, hash_questions(report.rows)
    return measured == (bounds.corpus, bounds.questions)


def find_regressions(report: Report, bounds: Bounds) -> list[Regression]:
    """Find the figures of a report that are below their floor or above their ceiling."""
    figures = _all_figures(report)
    regressions = []
    for name, bound in {**bounds.floors, **bounds.ceilings}.items():
        figure = figures.get(name)
        if figure is None:
            regressions.append(Regression(name, bound, None))
        elif _measure_excess(figure.value, bound, is_ceiling=name in bounds.ceilings) > _ROUNDING:
            regressions.append(Regression(name, bound, figure.value, find_worst(report.rows, name)))
    return regressions


def find_worst(rows: Sequence[QuestionResult], figure: str) -> tuple[QuestionResult, ...]:
    """Find the five questions with the largest loss in a figure, worst first; among equal losses,
    the
    most confident first.

    For a figure over all questions together, the loss is the error of the confidence.
    """
    losses = {row.id: _loss(row, figure) for row in rows}
    losing = [row for row in rows if losses[row.id] > 0]
    return tuple(
        sorted(losing, key=lambda row: (-losses[row.id], -_misplaced_confidence(row), row.id))[
            :_WORST_SHOWN
        ]
    )


def _misplaced_confidence(row: QuestionResult) -> float:
    return row.confidence if row.answered else 1.0 - row.confidence


def _loss(row: QuestionResult, figure: str) -> float:
    """The distance of a question from the best value, in 0..1; 0 if the figure does not apply."""
    if figure in TOGETHER:
        return abs(row.confidence - row.answerable)
    value = row.values.get(_ROW_VALUES.get(figure, figure))
    if value is None:
        return 0.0
    return value if figure in LOWER_IS_BETTER else 1.0 - value


def explain_regressions(report: Report, bounds: Bounds, regressions: Sequence[Regression]) -> str:
    """Describe each regression: the figure, its bound, and its worst questions."""
    lines: list[str] = []
    for regression in regressions:
        bound = (
            f"ceiling {regression.bound}"
            if regression.figure in bounds.ceilings
            else f"floor {regression.bound}"
        )
        where = f"{report.dataset}: {regression.figure}"
        if regression.value is None:
            lines.append(f"{where} was not measured, its {bound}")
            continue
        side = "above its" if regression.figure in bounds.ceilings else "below its"
        lines.append(f"{where} is {regression.value:.4f}, {side} {bound}. Worst:")
        lines += [f"  {_format_row(row)}" for row in regression.worst]
    return "\n".join(lines)


def _format_row(row: QuestionResult) -> str:
    outcome = "refused"
    if row.answered:
        outcome = f"“{row.quotes[0].text[:_QUOTE_LENGTH]}”" if row.quotes else "answered"
    kind = "answerable" if row.answerable else "unanswerable"
    articles = ", ".join(row.articles[:2])
    return f"{row.id} ({kind}, {row.confidence:.2f}) {row.text} -> {outcome} [{articles}]"


def _all_figures(report: Report) -> Mapping[str, Figure]:
    return {**report.retrieval, **report.answers}


def _measure_excess(value: float, bound: float, *, is_ceiling: bool) -> float:
    return value - bound if is_ceiling else bound - value


def _derive_bound(name: str, figure: Figure) -> float:
    """The figure minus its tolerance, rounded outwards, within 0..1."""
    if name in LOWER_IS_BETTER:
        # Rounded first: 0.1 + 0.01 is a little more than 0.11.
        return min(
            1.0, math.ceil(round((figure.value + _tolerance(name, figure)) * _SCALE, 6)) / _SCALE
        )
    return max(
        0.0, math.floor(round((figure.value - _tolerance(name, figure)) * _SCALE, 6)) / _SCALE
    )


def _tolerance(name: str, figure: Figure) -> float:
    if name in _EXACT:
        return 0.0
    if name not in YES_OR_NO:
        return _GRADED_TOLERANCE
    return 1.0 / figure.count if figure.count >= _MIN_QUESTIONS else 0.0
