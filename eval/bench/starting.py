"""How long the command takes from its start to its end, as a shell sees it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from index.article import DatelineError
from index.text import one_line

# Starts of each command in a round.
_TIMES = 3


def starts(home: Path, model: str, question: str) -> dict[str, list[float]]:
    """Seconds of `dateline --help`, and of `dateline ask` on a home.

    Raises DatelineError where the command fails.
    """
    ask = ("--home", str(home), "--model", model, "ask", question)
    found: dict[str, list[float]] = {"help": [], "ask": []}
    for _ in range(_TIMES):
        found["help"].append(_taken("--help"))
        found["ask"].append(_taken(*ask))
    return found


def _taken(*words: str) -> float:
    command = [sys.executable, "-m", "assistant.cli", *words]
    started = time.perf_counter()
    ran = subprocess.run(  # noqa: S603 - our own module
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
    )
    taken = time.perf_counter() - started
    if ran.returncode:
        raise DatelineError(f"dateline {words[0]} failed: {one_line(ran.stderr)[-300:]}")
    return taken
