"""Run the simultaneous calls of many threads in batches.

A call made while nothing runs starts at once, alone: there is no timer. Calls made during a batch
form the next batch; one of the waiting threads runs it. Does not know what the work is.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(slots=True, eq=False)
class _Call(Generic[T, R]):
    """The call of one thread, and its outcome: one result, or an error."""

    value: T
    results: list[R] = field(default_factory=list)
    error: Exception | None = None

    @property
    def is_over(self) -> bool:
        return bool(self.results) or self.error is not None


class Batcher(Generic[T, R]):
    """Calls of `work`, which takes up to `most` values and returns a result for each, in order.

    One batch runs at a time. If a batch fails, each of its calls runs again alone, and raises only
    its own error.
    """

    def __init__(self, work: Callable[[Sequence[T]], Sequence[R]], most: int) -> None:
        self._work = work
        self._most = most
        self._waiting: deque[_Call[T, R]] = deque()
        self._runs = False
        self._changed = threading.Condition()

    @property
    def waiting(self) -> int:
        """How many calls wait for a batch to end."""
        return len(self._waiting)

    def call(self, value: T) -> R:
        """The result of `work` for one value; raises the error of this value alone."""
        call: _Call[T, R] = _Call(value)
        with self._changed:
            self._waiting.append(call)
        while batch := self._wait_for_turn(call):
            self._lead(batch, call)
        if call.error is not None:
            raise call.error
        return call.results[0]

    def _wait_for_turn(self, call: _Call[T, R]) -> list[_Call[T, R]]:
        """Wait until the call is over or this thread has to run a batch; return the batch."""
        with self._changed:
            self._changed.wait_for(lambda: call.is_over or not self._runs)
            if call.is_over:
                return []
            self._runs = True
            return [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]

    def _lead(self, batch: list[_Call[T, R]], own: _Call[T, R]) -> None:
        try:
            self._settle(batch)
        finally:
            with self._changed:
                # If the leading thread itself is interrupted, another one runs the rest.
                unfinished = [call for call in batch if call is not own and not call.is_over]
                self._waiting.extendleft(reversed(unfinished))
                self._runs = False
                self._changed.notify_all()

    def _settle(self, batch: list[_Call[T, R]]) -> None:
        """Run a batch; if it fails, run its calls one by one."""
        try:
            results = self._work([call.value for call in batch])
        except Exception as error:  # noqa: BLE001 - any error is raised again in the thread that called
            if len(batch) == 1:
                batch[0].error = error
                return
            for call in batch:
                self._settle([call])
            return
        for call, result in zip(batch, results, strict=True):
            call.results.append(result)
