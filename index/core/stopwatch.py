"""Measure the stages of one request, or of one run of adding."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Milliseconds by stage, in the order in which the stages first end.

    Several threads may be in stages at once: their sum can exceed the total.
    """

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._stages: dict[str, float] = {}
        self._lock = threading.Lock()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time of the body to a stage."""
        before = time.perf_counter()
        try:
            yield
        finally:
            milliseconds = (time.perf_counter() - before) * 1_000
            with self._lock:
                self._stages[name] = self._stages.get(name, 0.0) + milliseconds

    def timings_ms(self) -> dict[str, float]:
        """The stages and the `total` since the stopwatch was made, to a hundredth."""
        total = (time.perf_counter() - self._started) * 1_000
        with self._lock:
            stages = self._stages | {"total": total}
        return {name: round(milliseconds, 2) for name, milliseconds in stages.items()}
