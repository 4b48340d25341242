"""How long the stages of one request took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Milliseconds by stage, in the order in which the stages first ran."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time that the body takes to a stage."""
        before = time.perf_counter()
        try:
            yield
        finally:
            taken = (time.perf_counter() - before) * 1_000
            self._stages[name] = self._stages.get(name, 0.0) + taken

    def timings_ms(self) -> dict[str, float]:
        """The stages and the `total` since the stopwatch was made, to a hundredth."""
        total = (time.perf_counter() - self._started) * 1_000
        return {name: round(taken, 2) for name, taken in (self._stages | {"total": total}).items()}
