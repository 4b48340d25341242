"""How long the command takes from its start to its end, as a shell sees it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from assistant.config.settings import Settings
from index.core.errors import DatelineError
from index.core.text import one_line

# Starts of each command in a round.
_TIMES = 3


def starts(home: Path, settings: Settings, question: str) -> dict[str, list[float]]:
    """Seconds of `dateline --help`, and of `dateline ask` on a home.

    Raises DatelineError where the command fails.
    """
    ask = ("--home", str(home), "--model", settings.model, "ask", question)
    variables = {
        f"DATELINE_{name.upper()}": str(getattr(settings, name))
        for name in ("precision", "passage_pieces", "passage_overlap")
    }
    found: dict[str, list[float]] = {"help": [], "ask": []}
    for _ in range(_TIMES):
        found["help"].append(_taken(variables, "--help"))
        found["ask"].append(_taken(variables, *ask))
    return found


def _taken(variables: dict[str, str], *words: str) -> float:
    command = [sys.executable, "-m", "assistant.cli", *words]
    started = time.perf_counter()
    ran = subprocess.run(  # noqa: S603 - our own module
        command,
        env=os.environ | variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    taken = time.perf_counter() - started
    if ran.returncode:
        named = next(word for word in words if word in ("ask", "--help"))
        raise DatelineError(f"dateline {named} failed: {one_line(ran.stderr)[-300:]}")
    return taken
