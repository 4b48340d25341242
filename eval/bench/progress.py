"""How far a measurement is, with rich, on stderr."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@dataclass(frozen=True, slots=True)
class BenchObserver:
    """Is told of every step before it begins, and how far it is."""

    step: Callable[[str], None]
    detail: Callable[[str], None]


@contextmanager
def show_progress(steps: int) -> Iterator[BenchObserver]:
    """A bar over the steps, with what is going on."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[detail]}", markup=False, style="dim"),
    )
    # Disabled where no one watches: it would leave an empty line in what is kept of stderr.
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("", total=steps, detail="")
        begun = 0

        def step(name: str) -> None:
            nonlocal begun
            progress.update(task, completed=begun, description=name, detail="")
            begun += 1

        yield BenchObserver(step, lambda text: progress.update(task, detail=text))
