"""What the page shows of the results, worded and in order: tables and cards. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from eval.metrics.changes import Change
from eval.metrics.comparison import Result
from eval.metrics.measures import LOWER_IS_BETTER
from eval.metrics.result import Figure, Row
from eval.report.error_analysis import SHOWN, Fault, faults
from eval.report.report_plots import Plot, Plots, drawn
from eval.report.wording import Wording, config_name, milliseconds, probability, signed, wording

# What a line of the overview shows, where a dataset has it.
MAIN = (
    "nDCG@10",
    "answer_in_first",
    "answer_in_cited",
    "false_answer_rate",
    "false_refusal_rate",
    "answerability_auroc",
    "calibration_error",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure, drawn as a strip from 0 to 1, and how it changed; `detail` is for hovering."""

    text: str
    interval: str = ""
    figure: Figure | None = None
    change: Change | None = None
    difference: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A measure, with a cell for each configuration, None where it has none."""

    wording: Wording
    lower_is_better: bool
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A question that went wrong, and what the baseline made of it, if it was asked there."""

    fault: Fault
    before: Row | None


@dataclass(frozen=True, slots=True)
class Worst:
    """The worst questions of a configuration, of all that went wrong."""

    config: str
    cards: tuple[Card, ...]
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A dataset: its figures, configurations side by side, its plots and its worst questions."""

    anchor: str
    dataset: str
    results: tuple[Result, ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    plots: tuple[Plot, ...]
    worst: tuple[Worst, ...]
    notes: tuple[str, ...]

    @property
    def configs(self) -> list[str]:
        """The names of the configurations."""
        return [config_name(result.report.config) for result in self.results]

    @property
    def questions(self) -> str:
        """How many questions there are, and of which kind."""
        rows = self.results[0].report.rows
        answerable = sum(row.answerable for row in rows)
        if answerable == len(rows):
            return f"{len(rows):,} questions"
        return f"{len(rows):,} questions, {len(rows) - answerable:,} of them without an answer"


def sections(results: Sequence[Result], plots: Plots) -> list[Section]:
    """A section for each dataset, in the order in which they came."""
    order = list(dict.fromkeys(result.report.dataset for result in results))
    ordered = sorted(results, key=lambda result: order.index(result.report.dataset))
    grouped = groupby(ordered, key=lambda result: result.report.dataset)
    return [
        _section(f"d{number}", tuple(group), plots) for number, (_, group) in enumerate(grouped)
    ]


def _section(anchor: str, results: tuple[Result, ...], plots: Plots) -> Section:
    notes = [note for result in results for note in result.report.notes]
    notes += [note for result in results if result.comparison for note in result.comparison.notes]
    groups = (
        ("Articles found", _lines(results, [r.report.retrieval for r in results])),
        ("Answers", _lines(results, [r.report.answers for r in results])),
        ("Time", _time_lines(results)),
    )
    return Section(
        anchor=anchor,
        dataset=results[0].report.dataset,
        results=results,
        groups=tuple((title, lines) for title, lines in groups if lines),
        plots=tuple(drawn(results, plots)),
        worst=tuple(_worst(result) for result in results),
        notes=tuple(dict.fromkeys(notes)),
    )


def _lines(results: Sequence[Result], figures: Sequence[Mapping[str, Figure]]) -> tuple[Line, ...]:
    names = list(dict.fromkeys(name for one in figures for name in one))
    return tuple(
        Line(
            wording(name),
            name in LOWER_IS_BETTER,
            tuple(
                figure_cell(one[name], _change(result, name)) if name in one else None
                for result, one in zip(results, figures, strict=True)
            ),
        )
        for name in names
    )


def _change(result: Result, name: str) -> Change | None:
    return result.comparison.changes.get(name) if result.comparison else None


def figure_cell(figure: Figure, change: Change | None) -> Cell:
    """A figure as it is shown."""
    detail = f"over {figure.count:,} questions, 95 % interval"
    if change:
        detail += (
            f"; baseline {change.baseline:.3f}, difference {signed(change.low)} to"
            f" {signed(change.high)}, {probability(change.p)}, corrected for the number of"
            f" measures {probability(change.p_holm)}; {change.changed:,} of {change.count:,}"
            " questions changed"
        )
    return Cell(
        text=f"{figure.value:.3f}",
        interval=f"{figure.low:.3f}–{figure.high:.3f}",
        figure=figure,
        change=change,
        difference=signed(change.difference) if change else "",
        detail=detail,
    )


def _time_lines(results: Sequence[Result]) -> tuple[Line, ...]:
    names = list(dict.fromkeys(name for r in results for name in r.report.latency_ms))
    return tuple(
        Line(wording(name), True, tuple(_time_cell(result, name) for result in results))
        for name in names
    )


def _time_cell(result: Result, name: str) -> Cell | None:
    taken = result.report.latency_ms.get(name)
    if taken is None:
        return None
    both = result.comparison.latency_ms.get(name) if result.comparison else None
    before = f"baseline {milliseconds(both[1])}" if both else ""
    return Cell(text=milliseconds(taken), interval=before)


def _worst(result: Result) -> Worst:
    found = faults(result.report.rows)
    before = {row.id: row for row in result.comparison.baseline.rows} if result.comparison else {}
    counts = Counter(fault.kind for fault in found)
    return Worst(
        config=config_name(result.report.config),
        cards=tuple(Card(fault, before.get(fault.row.id)) for fault in found[:SHOWN]),
        counts=tuple(f"{kind.told} ({counts[kind]:,})" for kind in sorted(counts)),
    )
