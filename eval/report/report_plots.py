"""Which plots the page shows of a dataset, with their titles and captions. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eval.metrics.comparison import Comparison, Result
from eval.metrics.measures import has_both_kinds
from eval.metrics.reliability import chance_level
from eval.metrics.result import Report
from eval.report.confidence_plots import confidence_histogram, reliability, roc_curve
from eval.report.plots import Json, changed, differences, latency
from eval.report.wording import config_name, wording

# Measures whose differences are drawn question by question: the first of each line that changed.
_DRAWN = (("nDCG@10",), ("evidence_f1", "answer_in_cited"))


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot of the page by its number."""

    number: int
    title: str
    caption: str = ""


@dataclass(slots=True)
class Plots:
    """The plots of a page in the making."""

    figures: list[Json] = field(default_factory=list)

    def added(self, title: str, figure: Json | None, caption: str = "") -> Iterator[Plot]:
        """A plot, if there is a figure for it."""
        if figure is not None:
            self.figures.append(figure)
            yield Plot(len(self.figures) - 1, title, caption)


def drawn(results: Sequence[Result], plots: Plots) -> Iterator[Plot]:
    """The plots of a dataset, in order; those that would be empty are left out."""
    rows = [result for result in results if result.report.rows]
    if not rows:
        return
    yield from plots.added("Reliability", reliability(rows), _caption(rows))
    yield from plots.added(
        "Answering and refusing", roc_curve(rows), "The diamond is where the program answers now."
    )
    for result in rows:
        of = f", {config_name(result.report.config)}" if len(rows) > 1 else ""
        figure = confidence_histogram(result.report)
        yield from plots.added(f"Confidence{of}", figure)
    yield from plots.added("Time for a question", latency(rows))
    for result in rows:
        if result.comparison:
            of = f", {config_name(result.report.config)}" if len(rows) > 1 else ""
            yield from _difference_plots(result.report, result.comparison, of, plots)


def _caption(results: Sequence[Result]) -> str:
    rows = results[0].report.rows
    if not has_both_kinds(rows):
        return ""
    level = chance_level([row.confidence for row in rows])
    numbers = "Numbers are questions, bars" if len(results) == 1 else "Bars are"
    return (
        f"{numbers} 95 % intervals. On so many questions even a perfectly calibrated confidence"
        f" would show a calibration error of {level:.3f}."
    )


def _difference_plots(
    report: Report, comparison: Comparison, of: str, plots: Plots
) -> Iterator[Plot]:
    for names in _DRAWN:
        drawable = ((name, changed(report, comparison, name)) for name in names)
        name, changes = next((one for one in drawable if one[1]), (names[0], []))
        rose = sum(change > 0 for change, _ in changes)
        fell = len(changes) - rose
        caption = f"{rose:,} questions are better off than in the baseline, {fell:,} worse."
        title = f"{wording(name).label} against the baseline{of}"
        yield from plots.added(title, differences(changes, name), caption)
