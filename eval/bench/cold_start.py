"""Times the command from start to end, as a shell does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from assistant.config.settings import Settings
from index.core.errors import DatelineError
from index.core.text import one_line

# Starts of each command per round.
_TIMES = 3


def time_cold_starts(home: Path, settings: Settings, question: str) -> dict[str, list[float]]:
    """Seconds of `dateline --help` and of `dateline ask` on a home.

    Raises DatelineError if a command fails.
    """
    ask = ("--home", str(home), "--model", settings.model, "ask", question)
    variables = {
        f"DATELINE_{name.upper()}": str(getattr(settings, name))
        for name in ("precision", "passage_pieces", "passage_overlap")
    }
    times: dict[str, list[float]] = {"help": [], "ask": []}
    for _ in range(_TIMES):
        times["help"].append(_time_command(variables, "--help"))
        times["ask"].append(_time_command(variables, *ask))
    return times


def _time_command(variables: dict[str, str], *words: str) -> float:
    command = [sys.executable, "-m", "assistant.cli", *words]
    started = time.perf_counter()
    completed = subprocess.run(  # noqa: S603 - our own module
        command,
        env=os.environ | variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    duration = time.perf_counter() - started
    if completed.returncode:
        subcommand = next(word for word in words if word in ("ask", "--help"))
        raise DatelineError(f"dateline {subcommand} failed: {one_line(completed.stderr)[-300:]}")
    return duration
