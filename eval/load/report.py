"""What was measured, as Markdown for people and JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval.load.figures import Figures

_HEAD = "| load | kind | requests/s | p50 ms | p95 ms | p99 ms | answers by status |"

_SERVER = "| load | clients | seconds | MB before | at most | after | processor ms a request |"


@dataclass(frozen=True, slots=True)
class Memory:
    """What the server had in memory in MB; None where that could not be seen."""

    before: float | None
    most: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Run:
    """One load: its name, how many clients for how long, and how it went. `processor_seconds` are
    the server's."""

    load: str
    clients: int
    seconds: float
    figures: Mapping[str, Figures]
    memory: Memory
    processor_seconds: float | None = None

    @property
    def failures(self) -> int:
        """How many requests failed."""
        return sum(f.failures for kind, f in self.figures.items() if kind != "all")

    @property
    def processor_ms(self) -> float | None:
        """What a request took of the processors on average, in milliseconds."""
        requests = sum(f.requests for kind, f in self.figures.items() if kind != "all")
        if self.processor_seconds is None or not requests:
            return None
        return self.processor_seconds * 1_000 / requests


def markdown(runs: Sequence[Run]) -> str:
    """The runs as tables."""
    lines = [_HEAD, "|" + "---|" * 7]
    for run in runs:
        lines += [_row(run.load, kind, figures) for kind, figures in run.figures.items()]
    lines += ["", _SERVER, "|" + "---|" * 7]
    for run in runs:
        memory = (run.memory.before, run.memory.most, run.memory.after)
        sizes = ["-" if size is None else f"{size:,.0f}" for size in memory]
        sizes.append("-" if run.processor_ms is None else f"{run.processor_ms:.0f}")
        lines.append(f"| {run.load} | {run.clients} | {run.seconds:.1f} | {' | '.join(sizes)} |")
    return "\n".join(lines)


def _row(load: str, kind: str, figures: Figures) -> str:
    times = " | ".join(f"{taken:,.0f}" for taken in (figures.p50, figures.p95, figures.p99))
    statuses = ", ".join(f"{status or 'none'}: {n:,}" for status, n in figures.statuses.items())
    return f"| {load} | {kind} | {figures.per_second:.1f} | {times} | {statuses} |"


def as_json(runs: Sequence[Run]) -> list[dict[str, Any]]:
    """The runs as JSON takes them."""
    return [asdict(run) for run in runs]
