"""Send work through stages in order, each stage in its own thread.

Bounded: a limited number of pieces is under way at once. Does not know what the work is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Cancelled(Exception):  # noqa: N818 - it ends a stage and reports no mistake
    """The context was left: the result of the stage is not needed any more."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """The outcome of a piece of work whose stage failed."""

    error: BaseException


# The last item in each queue.
_END = object()


class ThreadPipeline(Generic[T, R]):
    """Runs `stages`, each on the result of the one before; up to `most` pieces are under way.

    A context manager for one thread, which submits work and collects results. An error in a stage
    is raised in that thread, after the results before it; later work is dropped. Leaving the
    context ends the stages: a stage finishes its current piece, unless it calls `check`.
    """

    def __init__(self, stages: Sequence[Callable[[Any], Any]], most: int) -> None:
        self._most = most
        self._under_way = 0
        self._halted = threading.Event()
        self._queues: list[SimpleQueue[Any]] = [SimpleQueue() for _ in range(len(stages) + 1)]
        # Daemons: a program that is interrupted twice does not wait for them.
        self._threads = [
            threading.Thread(target=self._run, args=[number, stage], daemon=True, name="pipeline")
            for number, stage in enumerate(stages)
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._halted.set()
        self._queues[0].put(_END)
        for thread in self._threads:
            thread.join()

    def check(self) -> None:
        """Raise Cancelled if the context was left. Long stages call it."""
        if self._halted.is_set():
            raise Cancelled

    def submit(self, work: T) -> Iterator[R]:
        """Wait until there is room, then submit a piece of work; yields the results until then.

        The work is submitted once all of them have been consumed.
        """
        yield from self._collect(self._most - 1)
        self._under_way += 1
        self._queues[0].put(work)

    def collect(self) -> Iterator[R]:
        """The results that are ready."""
        return self._collect(self._most)

    def drain(self) -> Iterator[R]:
        """All results of the work under way, as they become ready."""
        return self._collect(0)

    def _collect(self, most_under_way: int) -> Iterator[R]:
        """The results that are ready; waits for more while too many pieces are under way."""
        while self._under_way:
            try:
                result: R | _Failure = self._queues[-1].get(block=self._under_way > most_under_way)
            except Empty:
                return
            if isinstance(result, _Failure):
                # The stages have ended: there are no more results.
                self._under_way = 0
                raise result.error
            self._under_way -= 1
            yield result

    def _run(self, number: int, stage: Callable[[Any], Any]) -> None:
        inputs, results = self._queues[number : number + 2]
        while (work := inputs.get()) is not _END:
            result = self._run_stage(stage, work)
            results.put(result)
            if isinstance(result, _Failure):
                break
        results.put(_END)

    def _run_stage(self, stage: Callable[[Any], Any], work: Any) -> Any:
        if isinstance(work, _Failure):
            return work
        try:
            self.check()
            return stage(work)
        # Any error is raised again in the thread that submitted the work.
        except BaseException as error:  # noqa: BLE001
            return _Failure(error)
