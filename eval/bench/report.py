"""A measurement as one HTML file that needs nothing else: tables, and plots beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from eval.bench import plots as drawn
from eval.bench.document import Document, Profile
from eval.bench.wording import (
    GROWTH,
    Grid,
    caution,
    described,
    growth_grid,
    limit_grid,
    profile_grid,
    recall_grid,
    section_grid,
)
from eval.gallery import Plot, Plots
from eval.page import rendered
from eval.saving import save

_STAND_IN = "Vectors of a stand-in for the model."
# Of each section, the figure that is drawn round by round.
_DRAWN = {"embedding": "passages", "ingest": "articles", "ask": "search p50"}


@dataclass(frozen=True, slots=True)
class _Shown:
    """A section of the page."""

    title: str
    notes: tuple[str, ...]
    grid: Grid
    plots: tuple[Plot, ...] = ()


def write_page(path: Path, document: Document) -> None:
    """Write the page to a file, whole or not at all. Raises DatelineError."""
    save(path, page(document).encode("utf-8", "replace"))


def page(document: Document) -> str:
    """The page of a document."""
    plots = Plots()
    shown = list(_shown(document, plots))
    values = {"document": document, "described": described(document), "sections": shown}
    values["caution"] = caution(document)
    return rendered("bench/report.html.j2", plots, values)


def _shown(document: Document, plots: Plots) -> Iterator[_Shown]:
    for section in document.sections:
        name = _DRAWN.get(section.name, "")
        figures = plots.added(
            f"{section.title}: {name}, round by round", drawn.rounds(section, name)
        )
        yield _Shown(section.title, section.notes, section_grid(section), tuple(figures))
    if (growth := document.growth) is not None:
        figures = (
            plot
            for title, unit, names in drawn.GROWTH
            for plot in plots.added(title, drawn.growth(growth, unit, names), _STAND_IN)
        )
        yield _Shown(GROWTH, growth.notes, growth_grid(growth), tuple(figures))
    if document.recall:
        figures = plots.added("Recall of the vector store", drawn.recall(document.recall))
        yield _Shown("Recall", (), recall_grid(document.recall), tuple(figures))
    for profile in document.profiles:
        yield _profile(profile, plots)
    if document.limit:
        title = "How far from the processor's limit"
        yield _Shown(title, document.limit.assumptions, limit_grid(document.limit))


def _profile(profile: Profile, plots: Plots) -> _Shown:
    title = f"Where the time goes: {profile.of}"
    figures = plots.added(f"Stages: {profile.of}", drawn.stages(profile))
    return _Shown(title, (profile.note,), profile_grid(profile), tuple(figures))
