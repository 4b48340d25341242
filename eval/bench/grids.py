"""Formats figures as grids of text for the terminal. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.bench.workload.bench_document import BenchDocument, BenchSection, Growth, Profile
from eval.bench.workload.measurement import OURS, RATIO, Measurement

_SIDES = {OURS: "Dateline", RATIO: "ratio", "llamaindex": "LlamaIndex"}
DASH = "–"
# The title of the growth table names the stand-in model.
GROWTH = "Growth, by passages, with a stand-in for the model"


@dataclass(frozen=True, slots=True)
class GridCell:
    """A formatted figure: the median, the spread ("" for a single value), and whether it meets its
    goal (None without a goal)."""

    value: str
    spread: str = ""
    goal: str = ""
    is_met: bool | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: a name, its unit, and a cell for each column, None if empty."""

    name: str
    unit: str
    cells: tuple[GridCell | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: column heads and rows."""

    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]


def make_section_grid(section: BenchSection) -> Grid:
    """A grid of figures (rows) and sides (columns)."""
    sides = list(dict.fromkeys(figure.side for figure in section.figures))
    sides.sort(key=lambda side: (side == RATIO, side != OURS))
    names = dict.fromkeys(figure.name for figure in section.figures)
    rows = []
    for name in names:
        by_side = {figure.side: figure for figure in section.figures if figure.name == name}
        unit = next((one.unit for side, one in by_side.items() if side != RATIO), "times")
        cells = tuple(make_cell(by_side[side]) if side in by_side else None for side in sides)
        rows.append(GridRow(name, unit, cells))
    return Grid(tuple(_side_name(side) for side in sides), tuple(rows))


def make_growth_grid(growth: Growth) -> Grid:
    """A grid of figures (rows) and sizes (columns)."""
    names = {(one.name, one.unit): None for point in growth.points for one in point.figures}
    rows = []
    for name, unit in names:
        measurements = [
            next((one for one in point.figures if (one.name, one.unit) == (name, unit)), None)
            for point in growth.points
        ]
        rows.append(
            GridRow(name, unit, tuple(make_cell(one) if one else None for one in measurements))
        )
    return Grid(tuple(f"{point.passages:,}" for point in growth.points), tuple(rows))


def make_profile_grid(profile: Profile) -> Grid:
    """A grid of stages (rows) with their share of the total."""
    rows = [
        GridRow(
            name,
            "ms",
            (GridCell(format_number(duration)), GridCell(f"{duration / profile.total_ms:.0%}")),
        )
        for name, duration in profile.stages.items()
    ]
    rows.append(GridRow("total", "ms", (GridCell(format_number(profile.total_ms)), None)))
    return Grid(("time", "share"), tuple(rows))


def make_cell(figure: Measurement) -> GridCell:
    """Format a figure as a cell."""
    spread = (
        ""
        if len(figure.values) == 1
        else f"{format_number(figure.low)}{DASH}{format_number(figure.high)}"
    )
    goal = ""
    if figure.goal is not None:
        goal = f"goal {'≥' if figure.goal.at_least else '≤'} {figure.goal.value:g}"
    return GridCell(format_number(figure.median), spread, goal, figure.is_met)


def format_number(value: float) -> str:
    """Format a number with three significant digits."""
    size = abs(value)
    if size >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.{1 if size >= 10 else 2 if size >= 0.1 else 3}f}"


def _side_name(side: str) -> str:
    """The name of a side for readers."""
    return _SIDES.get(side, side)


def describe_run(document: BenchDocument) -> list[tuple[str, str]]:
    """Describe the machine, the model and the articles as pairs of name and text."""
    machine, model = document.machine, document.model
    clock = f", {machine.clock_ghz} GHz" if machine.clock_ghz else ""
    facts = [
        (
            "processor",
            f"{machine.processor}{clock}; {machine.cores} of {machine.cores_of_machine} cores used",
        ),
        ("instructions", ", ".join(machine.extensions) or "not known"),
        ("memory", f"{machine.memory_gb:g} GB"),
        ("system", f"{machine.system}; Python {machine.python}"),
        ("libraries", ", ".join(f"{name} {one}" for name, one in machine.libraries.items())),
        (
            "load average",
            f"{_format_load(machine.load_before)} before, {_format_load(machine.load_after)} after",
        ),
        ("articles", _describe_articles(document)),
        ("rounds", str(document.rounds)),
        ("measured", document.made),
    ]
    computed = f", computed by {model.backend} in {model.precision}" if model.backend else ""
    facts.insert(6, ("model", f"{model.name}{computed}"))
    return facts


def describe_load_warning(document: BenchDocument) -> str:
    """A warning if the machine was busy before the run, else ""."""
    machine = document.machine
    if not machine.load_before or machine.load_before[0] <= machine.cores / 2:
        return ""
    return (
        "The machine was busy with other work before this began: compare what stands side by side,"
        " and take no figure for what the machine can do."
    )


def _format_load(averages: Sequence[float]) -> str:
    return " / ".join(f"{one:.1f}" for one in averages) or "not known"


def _describe_articles(document: BenchDocument) -> str:
    corpus = document.corpus
    kind = "invented from the words of the samples" if corpus.invented else corpus.name
    return f"{corpus.articles:,}, {kind} ({corpus.characters:,} characters)"
