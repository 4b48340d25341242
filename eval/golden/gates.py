"""A report against its floors, and floors from a report. Pure.

A floor lies a little below the figure that it was recorded from, as the last bits of an embedding
differ from one processor to another, and may turn one question over. What that question is worth is
all that is left to chance: a figure that falls further has fallen.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from eval.golden.floors import Bounds
from eval.metrics.measures import LOWER_IS_BETTER, RATES, TOGETHER, YES_OR_NO
from eval.metrics.result import Figure, Report, Row
from index.core.article import digest
from index.core.errors import DatelineError

TOLERANCE = (
    "one question in figures of yes and no, none where there are fewer than ten questions;"
    " 0.01 in the others; none in quotes_verbatim"
)
_GRADED = 0.01
_FEW = 10
# A quotation that is not one is no matter of chance.
_NEVER = frozenset({"quotes_verbatim"})
_SCALE = 10_000  # bounds have four decimals
_ROUNDING = 1e-9
_WORST = 5
_QUOTED = 100
# What a question's value is called that a rate is made of.
_OF_A_ROW = {rate: name for name, rate in RATES.items()}


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure on the wrong side of its bound; `value` is None where the report has no such figure.

    `worst` are the questions that weigh most on it, worst first.
    """

    figure: str
    bound: float
    value: float | None
    worst: tuple[Row, ...] = ()


def bounds(report: Report, figures: Collection[str]) -> Bounds:
    """Bounds from a run, for these of its figures. Raises DatelineError if it lacks one."""
    found = _figures(report)
    lacking = sorted(set(figures) - set(found))
    if lacking:
        raise DatelineError(f"{report.dataset} has no {', '.join(lacking)}")
    held = {name: _bound(name, found[name]) for name in figures}
    return Bounds(
        corpus=report.fingerprint.corpus,
        questions=questions_digest(report.rows),
        floors={name: bound for name, bound in held.items() if name not in LOWER_IS_BETTER},
        ceilings={name: bound for name, bound in held.items() if name in LOWER_IS_BETTER},
    )


def questions_digest(rows: Sequence[Row]) -> str:
    """What was asked, as a hex digest, whatever came out."""
    return digest(*(part for row in rows for part in (row.id, row.text, str(row.answerable))))


def is_of_the_same(report: Report, held: Bounds) -> bool:
    """Were these bounds recorded from the same questions, asked of the same articles?"""
    asked = report.fingerprint.corpus, questions_digest(report.rows)
    return asked == (held.corpus, held.questions)


def falls(report: Report, held: Bounds) -> list[Fall]:
    """The figures of a report that are below their floor or above their ceiling."""
    found = _figures(report)
    fallen = []
    for name, bound in {**held.floors, **held.ceilings}.items():
        figure = found.get(name)
        if figure is None:
            fallen.append(Fall(name, bound, None))
        elif _excess(figure.value, bound, is_ceiling=name in held.ceilings) > _ROUNDING:
            fallen.append(Fall(name, bound, figure.value, worst(report.rows, name)))
    return fallen


def worst(rows: Sequence[Row], figure: str) -> tuple[Row, ...]:
    """The questions that a figure suffers most from, at most five, worst first; of equally bad ones
    those first of which the program was surest.

    Where it is of all questions together, those whose confidence misleads most.
    """
    losses = {row.id: _loss(row, figure) for row in rows}
    bad = [row for row in rows if losses[row.id] > 0]
    return tuple(sorted(bad, key=lambda row: (-losses[row.id], -_surety(row), row.id))[:_WORST])


def _surety(row: Row) -> float:
    return row.confidence if row.answered else 1.0 - row.confidence


def _loss(row: Row, figure: str) -> float:
    """How far a question is from the best, in 0..1; 0 where the figure is not of it."""
    if figure in TOGETHER:
        return abs(row.confidence - row.answerable)
    value = row.values.get(_OF_A_ROW.get(figure, figure))
    if value is None:
        return 0.0
    return value if figure in LOWER_IS_BETTER else 1.0 - value


def explained(report: Report, held: Bounds, fallen: Sequence[Fall]) -> str:
    """For whoever has to mend it: each figure that fell, its bound, and its worst questions."""
    lines: list[str] = []
    for fall in fallen:
        bound = f"ceiling {fall.bound}" if fall.figure in held.ceilings else f"floor {fall.bound}"
        where = f"{report.dataset}: {fall.figure}"
        if fall.value is None:
            lines.append(f"{where} was not measured, its {bound}")
            continue
        side = "above its" if fall.figure in held.ceilings else "below its"
        lines.append(f"{where} is {fall.value:.4f}, {side} {bound}. Worst:")
        lines += [f"  {_line(row)}" for row in fall.worst]
    return "\n".join(lines)


def _line(row: Row) -> str:
    outcome = "refused"
    if row.answered:
        outcome = f"“{row.quotes[0].text[:_QUOTED]}”" if row.quotes else "answered"
    kind = "answerable" if row.answerable else "unanswerable"
    found = ", ".join(row.articles[:2])
    return f"{row.id} ({kind}, {row.confidence:.2f}) {row.text} -> {outcome} [{found}]"


def _figures(report: Report) -> Mapping[str, Figure]:
    return {**report.retrieval, **report.answers}


def _excess(value: float, bound: float, *, is_ceiling: bool) -> float:
    return value - bound if is_ceiling else bound - value


def _bound(name: str, figure: Figure) -> float:
    """The figure less what is left to chance, rounded away from it, within 0..1."""
    if name in LOWER_IS_BETTER:
        # Rounded first: 0.1 + 0.01 is a little more than 0.11.
        return min(
            1.0, math.ceil(round((figure.value + _slack(name, figure)) * _SCALE, 6)) / _SCALE
        )
    return max(0.0, math.floor(round((figure.value - _slack(name, figure)) * _SCALE, 6)) / _SCALE)


def _slack(name: str, figure: Figure) -> float:
    if name in _NEVER:
        return 0.0
    if name not in YES_OR_NO:
        return _GRADED
    return 1.0 / figure.count if figure.count >= _FEW else 0.0
