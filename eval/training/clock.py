"""Progress of long commands: lines with the seconds since their start."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable


def make_clock() -> Callable[[str], None]:
    """A function that prints a line on stderr, with the seconds since now."""
    started = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {line}", file=sys.stderr, flush=True)

    return say
