"""Runs the tasks of a benchmark in rounds, each in a process of its own: ours, theirs, ours,
theirs.

Knows which tasks each part needs. `sections` interprets their results.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.config.settings import Settings
from eval.bench.cold_start import time_cold_starts
from eval.bench.subprocess_task import OnProgress, run_in_subprocess

# Results by task, one for each round.
Results = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class BenchPlan:
    """What to measure. `articles` is a file, `folder` a working folder, `home` an existing archive
    or
    None to build one, `against` the name of a peer or ""."""

    parts: Sequence[str]
    rounds: int
    settings: Mapping[str, Any]
    articles: Path
    folder: Path
    questions: Sequence[str]
    home: Path | None = None
    against: str = ""

    def has(self, *parts: str) -> bool:
        """Is one of these parts selected?"""
        return any(part in self.parts for part in parts)

    @property
    def spec(self) -> dict[str, Any]:
        """The part of the specification that all tasks share."""
        return {
            "settings": self.settings,
            "articles": str(self.articles),
            "questions": list(self.questions),
            "rounds": self.rounds,
        }


@dataclass(slots=True)
class _Run:
    """The state of a run. `step` is called before each task, `on_progress` during it."""

    plan: BenchPlan
    step: Callable[[str], None]
    on_progress: OnProgress
    results: Results = field(default_factory=dict)
    home: Path | None = None

    def run_task(self, name: str, description: str, **more: Any) -> None:
        self.step(description)
        result = run_in_subprocess(name, self.plan.spec | more, self.on_progress)
        self.results.setdefault(name, []).append(result)


def count_steps(plan: BenchPlan) -> int:
    """The number of tasks in all rounds."""
    needs_archive = plan.has("ask", "start") and plan.home is None
    once = needs_archive and not plan.has("ingest")
    each = sum(
        (
            plan.has("embedding", "ingest"),
            plan.has("ingest"),
            plan.has("ask"),
            bool(plan.against) and plan.has("ingest", "ask"),
            plan.has("start"),
        )
    )
    return plan.rounds * each + once


def measure(plan: BenchPlan, step: Callable[[str], None], on_progress: OnProgress) -> Results:
    """Run all rounds. Raises DatelineError if a task fails."""
    run = _Run(plan, step, on_progress, home=plan.home)
    for number in range(plan.rounds):
        if plan.has("embedding", "ingest"):
            run.run_task("embed", "embedding")
        if plan.has("ingest") or (plan.has("ask", "start") and run.home is None):
            _ingest(run, plan.folder / f"home-{number}")
        assert run.home is not None or not plan.has("ask", "start")
        if plan.has("ask"):
            run.run_task("ask", "search and ask", home=str(run.home))
        if plan.against and plan.has("ingest", "ask"):
            folder = plan.folder / f"peer-{number}"
            run.run_task("peer", plan.against, peer=plan.against, folder=str(folder))
            shutil.rmtree(folder, ignore_errors=True)
        if plan.has("start"):
            step("cold start")
            assert run.home is not None
            question = plan.questions[number % len(plan.questions)]
            times = time_cold_starts(run.home, Settings.model_validate(plan.settings), question)
            run.results.setdefault("start", []).append(dict(times))
    return run.results


def _ingest(run: _Run, home: Path) -> None:
    """Build an archive; the later tasks use it unless the plan names another."""
    run.run_task("ingest", "ingest", home=str(home))
    named = run.plan.home
    previous, run.home = run.home, named or home
    obsolete = home if named else previous
    if obsolete is not None:
        shutil.rmtree(obsolete, ignore_errors=True)
