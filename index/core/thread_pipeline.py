"""Work that goes through stages, each a thread of its own, in the order in which it came.

Bounded: only so much is on its way at once. Knows nothing of what is done.
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


class Cancelled(Exception):  # noqa: N818 - it tells a stage to end, and nobody of a mistake
    """Nobody wants what a stage is working on any more."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """What became of a piece of work whose stage failed."""

    error: BaseException


# The last thing that a stage is given.
_END = object()


class ThreadPipeline(Generic[T, R]):
    """Runs `stages`, each with what the one before returned; up to `most` pieces are on their way.

    Used as a context by one thread, which hands work over and takes back what is done. What fails
    in a stage is raised there, after all that came before it; what came after it is let go. Leaving
    the context ends the stages: what one has begun it finishes, unless it asks `check`.
    """

    def __init__(self, stages: Sequence[Callable[[Any], Any]], most: int) -> None:
        self._most = most
        self._under_way = 0
        self._halted = threading.Event()
        self._queues: list[SimpleQueue[Any]] = [SimpleQueue() for _ in range(len(stages) + 1)]
        # Daemons: a program that is told twice to stop waits for nobody.
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
        """Raise Halted where the context was left: for a stage that takes long."""
        if self._halted.is_set():
            raise Cancelled

    def submit(self, work: T) -> Iterator[R]:
        """Wait until there is room, and hand work over then; gives what is done until then.

        Nothing is handed over before all of that was taken.
        """
        yield from self._collect(self._most - 1)
        self._under_way += 1
        self._queues[0].put(work)

    def collect(self) -> Iterator[R]:
        """What is done by now."""
        return self._collect(self._most)

    def drain(self) -> Iterator[R]:
        """All that is on its way, as it is done."""
        return self._collect(0)

    def _collect(self, most_under_way: int) -> Iterator[R]:
        """What is done; waits for it where more than so many are on their way."""
        while self._under_way:
            try:
                result: R | _Failure = self._queues[-1].get(block=self._under_way > most_under_way)
            except Empty:
                return
            if isinstance(result, _Failure):
                # The stages have ended: nothing more will come.
                self._under_way = 0
                raise result.error
            self._under_way -= 1
            yield result

    def _run(self, number: int, stage: Callable[[Any], Any]) -> None:
        given, made = self._queues[number : number + 2]
        while (work := given.get()) is not _END:
            result = self._run_stage(stage, work)
            made.put(result)
            if isinstance(result, _Failure):
                break
        made.put(_END)

    def _run_stage(self, stage: Callable[[Any], Any], work: Any) -> Any:
        if isinstance(work, _Failure):
            return work
        try:
            self.check()
            return stage(work)
        # Whatever it is, it is raised again by the thread that handed the work over.
        except BaseException as error:  # noqa: BLE001
            return _Failure(error)
