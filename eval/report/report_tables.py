"""Builds the tables and failure cards of the page from results. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from eval.metrics.changes import Change
from eval.metrics.comparison import ComparedReport
from eval.metrics.measures import LOWER_IS_BETTER
from eval.metrics.result import Figure, QuestionResult
from eval.report.error_analysis import MAX_SHOWN, Failure, find_failures
from eval.report.report_plots import PageFigures, Plot, make_plots
from eval.report.wording import (
    Wording,
    config_name,
    describe_measure,
    format_difference,
    format_milliseconds,
    format_p_value,
)

# The columns of the overview, if a dataset has the figure.
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
class FigureCell:
    """A table cell: a figure on a scale from 0 to 1, its change, and the hover text `detail`."""

    text: str
    interval: str = ""
    figure: Figure | None = None
    change: Change | None = None
    difference: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A table row: a measure with a cell for each configuration, None if it has no figure."""

    wording: Wording
    lower_is_better: bool
    cells: tuple[FigureCell | None, ...]


@dataclass(frozen=True, slots=True)
class FailureCard:
    """A failed question, and its result in the baseline, if it was asked there."""

    failure: Failure
    before: QuestionResult | None


@dataclass(frozen=True, slots=True)
class WorstQuestions:
    """The worst failures of a configuration, and the number of failures by kind."""

    config: str
    cards: tuple[FailureCard, ...]
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatasetSection:
    """The section of a dataset: figures of all configurations, plots, and worst questions."""

    anchor: str
    dataset: str
    results: tuple[ComparedReport, ...]
    groups: tuple[tuple[str, tuple[FigureRow, ...]], ...]
    plots: tuple[Plot, ...]
    worst: tuple[WorstQuestions, ...]
    notes: tuple[str, ...]

    @property
    def configs(self) -> list[str]:
        """The names of the configurations."""
        return [config_name(result.report.config) for result in self.results]

    @property
    def questions(self) -> str:
        """The number of questions and of unanswerable ones, in words."""
        rows = self.results[0].report.rows
        answerable = sum(row.answerable for row in rows)
        if answerable == len(rows):
            return f"{len(rows):,} questions"
        return f"{len(rows):,} questions, {len(rows) - answerable:,} of them without an answer"


def make_sections(results: Sequence[ComparedReport], plots: PageFigures) -> list[DatasetSection]:
    """Make a section for each dataset, in order of first appearance."""
    order = list(dict.fromkeys(result.report.dataset for result in results))
    ordered = sorted(results, key=lambda result: order.index(result.report.dataset))
    grouped = groupby(ordered, key=lambda result: result.report.dataset)
    return [
        _make_section(f"d{number}", tuple(group), plots)
        for number, (_, group) in enumerate(grouped)
    ]


def _make_section(
    anchor: str, results: tuple[ComparedReport, ...], plots: PageFigures
) -> DatasetSection:
    notes = [note for result in results for note in result.report.notes]
    notes += [note for result in results if result.comparison for note in result.comparison.notes]
    groups = (
        ("Articles found", _figure_rows(results, [r.report.retrieval for r in results])),
        ("Answers", _figure_rows(results, [r.report.answers for r in results])),
        ("Time", _time_rows(results)),
    )
    return DatasetSection(
        anchor=anchor,
        dataset=results[0].report.dataset,
        results=results,
        groups=tuple((title, lines) for title, lines in groups if lines),
        plots=tuple(make_plots(results, plots)),
        worst=tuple(_find_worst(result) for result in results),
        notes=tuple(dict.fromkeys(notes)),
    )


def _figure_rows(
    results: Sequence[ComparedReport], figures: Sequence[Mapping[str, Figure]]
) -> tuple[FigureRow, ...]:
    names = list(dict.fromkeys(name for one in figures for name in one))
    return tuple(
        FigureRow(
            describe_measure(name),
            name in LOWER_IS_BETTER,
            tuple(
                make_figure_cell(one[name], _find_change(result, name)) if name in one else None
                for result, one in zip(results, figures, strict=True)
            ),
        )
        for name in names
    )


def _find_change(result: ComparedReport, name: str) -> Change | None:
    return result.comparison.changes.get(name) if result.comparison else None


def make_figure_cell(figure: Figure, change: Change | None) -> FigureCell:
    """Format a figure and its change as a cell."""
    detail = f"over {figure.count:,} questions, 95 % interval"
    if change:
        detail += (
            f"; baseline {change.baseline:.3f}, difference {format_difference(change.low)} to"
            f" {format_difference(change.high)}, {format_p_value(change.p)}, corrected for the"
            f" number of measures {format_p_value(change.p_holm)}; {change.changed:,} of"
            f" {change.count:,} questions changed"
        )
    return FigureCell(
        text=f"{figure.value:.3f}",
        interval=f"{figure.low:.3f}–{figure.high:.3f}",
        figure=figure,
        change=change,
        difference=format_difference(change.difference) if change else "",
        detail=detail,
    )


def _time_rows(results: Sequence[ComparedReport]) -> tuple[FigureRow, ...]:
    names = list(dict.fromkeys(name for r in results for name in r.report.latency_ms))
    return tuple(
        FigureRow(
            describe_measure(name), True, tuple(_make_time_cell(result, name) for result in results)
        )
        for name in names
    )


def _make_time_cell(result: ComparedReport, name: str) -> FigureCell | None:
    duration = result.report.latency_ms.get(name)
    if duration is None:
        return None
    both = result.comparison.latency_ms.get(name) if result.comparison else None
    before = f"baseline {format_milliseconds(both[1])}" if both else ""
    return FigureCell(text=format_milliseconds(duration), interval=before)


def _find_worst(result: ComparedReport) -> WorstQuestions:
    failures = find_failures(result.report.rows)
    before = {row.id: row for row in result.comparison.baseline.rows} if result.comparison else {}
    counts = Counter(failure.kind for failure in failures)
    return WorstQuestions(
        config=config_name(result.report.config),
        cards=tuple(
            FailureCard(failure, before.get(failure.row.id)) for failure in failures[:MAX_SHOWN]
        ),
        counts=tuple(f"{kind.description} ({counts[kind]:,})" for kind in sorted(counts)),
    )
