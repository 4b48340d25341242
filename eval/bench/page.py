"""docs/performance.md, of what was measured:

    python -m eval.bench.page docs/performance*.json > docs/performance.md

The files are documents of `dateline bench --json`, runs of `python -m eval.load --json`, and
curves of recall. The prose is in performance.md.j2, beside this module; no figure of theirs is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.bench.document import Document, Recall, json_of, of_value, recall_of
from eval.bench.wording import (
    DASH,
    Cell,
    Grid,
    caution,
    described,
    growth_grid,
    limit_grid,
    number,
    profile_grid,
    recall_grid,
    section_grid,
)
from index.article import DatelineError

if TYPE_CHECKING:
    from eval.load.report import Run

_TEMPLATE = "performance.md.j2"
# Lines that the template leaves where it leaves something out.
_SPACE = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Sources:
    """What the page is made of: one document, and the runs of the load test."""

    document: Document
    load: tuple[Run, ...] = ()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the page; returns the exit code."""
    names = sys.argv[1:] if arguments is None else arguments
    try:
        print(page(sources([Path(name) for name in names])), end="")
    except DatelineError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def sources(paths: Sequence[Path]) -> Sources:
    """What the files hold together. Raises DatelineError where no document is among them, or a file
    is none of ours."""
    documents: list[Document] = []
    load: list[Run] = []
    recall: list[Recall] = []
    for path in paths:
        value = json_of(path)
        if isinstance(value, dict):
            documents.append(of_value(value, path.name))
        elif _is_of(value, "recall_at_10"):
            recall += recall_of(value, path.name)
        elif _is_of(value, "load"):
            load += _runs(value, path.name)
        else:
            raise DatelineError(f"{path} holds nothing that was measured")
    if not documents:
        raise DatelineError("There is no document of dateline bench --json to make the page of")
    # What measured the most says where that was, whatever its file is called.
    documents.sort(key=lambda one: len(one.sections), reverse=True)
    document = merged(documents)
    return Sources(replace(document, recall=(*document.recall, *recall)), tuple(load))


def merged(documents: Sequence[Document]) -> Document:
    """The first document, with what it does not have from the others, which then say when it was
    measured there."""
    whole, *others = documents
    for other in others:
        # The same of another archive, which the first note names, is something else.
        known = {(section.name, section.notes[:1]) for section in whole.sections}
        when = f"Measured by itself on {other.made}, on {other.machine.processor}."
        more = tuple(
            replace(section, notes=(*section.notes, when))
            for section in other.sections
            if (section.name, section.notes[:1]) not in known
        )
        growth = other.growth and replace(other.growth, notes=(*other.growth.notes, when))
        whole = replace(
            whole,
            sections=(*whole.sections, *more),
            growth=whole.growth or growth,
            profiles=whole.profiles or other.profiles,
            limit=whole.limit or other.limit,
            recall=whole.recall or other.recall,
        )
    return whole


def _is_of(value: Any, name: str) -> bool:
    return (
        isinstance(value, list) and bool(value) and isinstance(value[0], dict) and name in value[0]
    )


def _runs(value: Any, name: str) -> tuple[Run, ...]:
    from pydantic import TypeAdapter, ValidationError

    from eval.load.report import Run

    try:
        return TypeAdapter(tuple[Run, ...]).validate_python(value)
    except ValidationError as error:
        raise DatelineError(f"{name} was not written by eval.load --json") from error


def page(made_of: Sources) -> str:
    """The page as Markdown."""
    from jinja2 import Environment, StrictUndefined

    from eval.load.report import markdown

    environment = Environment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown, and what comes from files is escaped by `inline`
    )
    environment.filters |= {"inline": inline, "table": table, "number": number}
    environment.globals |= {
        "caution": caution,
        "described": described,
        "section_grid": section_grid,
        "growth_grid": growth_grid,
        "profile_grid": profile_grid,
        "limit_grid": limit_grid,
        "recall_grid": recall_grid,
    }
    template = files("eval").joinpath("bench", _TEMPLATE).read_text("utf-8")
    text = environment.from_string(template).render(
        document=made_of.document,
        sections=made_of.document.sections,
        load=markdown(made_of.load) if made_of.load else "",
    )
    return _SPACE.sub("\n\n", text)


def table(grid: Grid) -> str:
    """A table as Markdown; its first two columns are names and units."""
    lines = [
        f"| | | {' | '.join(map(inline, grid.heads))} |",
        f"|---|---|{'---:|' * len(grid.heads)}",
    ]
    for row in grid.rows:
        cells = [inline(row.name), inline(row.unit), *map(_cell, row.cells)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return DASH
    told = f", {cell.goal}{'' if cell.is_met else ': missed'}" if cell.goal else ""
    return inline(f"{cell.text}{told}")


def inline(text: str) -> str:
    """Text that stays text, and on its line, in a table of Markdown."""
    flat = " ".join(text.split())
    for mark in "\\|<>*`[]":
        flat = flat.replace(mark, f"\\{mark}")
    return flat


if __name__ == "__main__":
    sys.exit(main())
