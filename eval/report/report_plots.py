"""Selects the plots of a dataset for the page, with titles and captions. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eval.metrics.comparison import ComparedReport, Comparison
from eval.metrics.measures import has_both_kinds
from eval.metrics.reliability import chance_calibration_error
from eval.metrics.result import Report
from eval.report.confidence_plots import plot_confidences, plot_reliability, plot_roc
from eval.report.plots import Json, find_changes, plot_differences, plot_latency
from eval.report.wording import config_name, describe_measure

# Measures with a plot of changes by question: the first in each group that changed.
_CHANGE_PLOTS = (("nDCG@10",), ("evidence_f1", "answer_in_cited"))


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot on the page; `number` is its index among the figures."""

    number: int
    title: str
    caption: str = ""


@dataclass(slots=True)
class PageFigures:
    """Collects the figures of a page."""

    figures: list[Json] = field(default_factory=list)

    def add(self, title: str, figure: Json | None, caption: str = "") -> Iterator[Plot]:
        """Add a figure, if there is one, and yield its plot."""
        if figure is not None:
            self.figures.append(figure)
            yield Plot(len(self.figures) - 1, title, caption)


def make_plots(results: Sequence[ComparedReport], plots: PageFigures) -> Iterator[Plot]:
    """Make the plots of a dataset, in order, without empty ones."""
    rows = [result for result in results if result.report.rows]
    if not rows:
        return
    yield from plots.add("Reliability", plot_reliability(rows), _make_caption(rows))
    yield from plots.add(
        "Answering and refusing", plot_roc(rows), "The diamond is where the program answers now."
    )
    for result in rows:
        of = f", {config_name(result.report.config)}" if len(rows) > 1 else ""
        figure = plot_confidences(result.report)
        yield from plots.add(f"Confidence{of}", figure)
    yield from plots.add("Time for a question", plot_latency(rows))
    for result in rows:
        if result.comparison:
            of = f", {config_name(result.report.config)}" if len(rows) > 1 else ""
            yield from _plot_changes(result.report, result.comparison, of, plots)


def _make_caption(results: Sequence[ComparedReport]) -> str:
    rows = results[0].report.rows
    if not has_both_kinds(rows):
        return ""
    level = chance_calibration_error([row.confidence for row in rows])
    numbers = "Numbers are questions, bars" if len(results) == 1 else "Bars are"
    return (
        f"{numbers} 95 % intervals. On so many questions even a perfectly calibrated confidence"
        f" would show a calibration error of {level:.3f}."
    )


def _plot_changes(
    report: Report, comparison: Comparison, of: str, plots: PageFigures
) -> Iterator[Plot]:
    for names in _CHANGE_PLOTS:
        drawable = ((name, find_changes(report, comparison, name)) for name in names)
        name, changes = next((one for one in drawable if one[1]), (names[0], []))
        rose = sum(change > 0 for change, _ in changes)
        fell = len(changes) - rose
        caption = f"{rose:,} questions are better off than in the baseline, {fell:,} worse."
        title = f"{describe_measure(name).label} against the baseline{of}"
        yield from plots.add(title, plot_differences(changes, name), caption)
