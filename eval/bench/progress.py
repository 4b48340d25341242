"""Shows the progress of a benchmark on stderr, with rich."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@dataclass(frozen=True, slots=True)
class BenchObserver:
    """Callbacks of a benchmark: `step` before each step, `detail` for its progress."""

    step: Callable[[str], None]
    detail: Callable[[str], None]


@contextmanager
def show_progress(steps: int) -> Iterator[BenchObserver]:
    """Show a bar over the steps, with the name and detail of the current one."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[detail]}", markup=False, style="dim"),
    )
    # Disabled without a terminal: it would leave an empty line in a redirected stderr.
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("", total=steps, detail="")
        started = 0

        def step(name: str) -> None:
            nonlocal started
            progress.update(task, completed=started, description=name, detail="")
            started += 1

        yield BenchObserver(step, lambda text: progress.update(task, detail=text))
