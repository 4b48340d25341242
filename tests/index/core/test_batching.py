"""Callers that come together are served together, and each gets what is its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from index.core.batching import Batcher

PATIENCE = 60


class Gate:
    """Work that begins when it may: doubles numbers, and has no half of a negative one."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.begun = threading.Semaphore(0)
        self.may_go_on = threading.Semaphore(0)
        self.is_interrupted = False

    def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.batches.append(list(numbers))
        self.begun.release()
        assert self.may_go_on.acquire(timeout=PATIENCE)
        if self.is_interrupted:
            self.is_interrupted = False
            raise KeyboardInterrupt
        for number in numbers:
            if number < 0:
                raise ValueError(f"{number} is negative")
        return [2 * number for number in numbers]


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(32) as pool:
        yield pool


def behind_the_first(
    gate: Gate, batching: Batcher[int, int], threads: ThreadPoolExecutor, asked: Sequence[int]
) -> list[Future[int]]:
    """One call (of 1000, alone) that runs, and these, in their order, that wait for its end."""
    calls = [threads.submit(batching.call, 1_000)]
    assert gate.begun.acquire(timeout=PATIENCE)
    for number, value in enumerate(asked, 1):
        calls.append(threads.submit(batching.call, value))
        until(batching, number)
    return calls


def until(batching: Batcher[int, int], waiting: int) -> None:
    """Go on when so many wait."""
    end = time.monotonic() + PATIENCE
    while batching.waiting != waiting:
        assert time.monotonic() < end


def test_the_first_leads_at_once_and_who_comes_meanwhile_is_in_the_next(
    gate: Gate, threads: ThreadPoolExecutor
) -> None:
    batching = Batcher(gate, 16)
    calls = behind_the_first(gate, batching, threads, [1, 2, 3])
    gate.may_go_on.release(2)
    assert [call.result(PATIENCE) for call in calls] == [2_000, 2, 4, 6]
    assert gate.batches == [[1_000], [1, 2, 3]]


def test_who_is_alone_waits_for_nobody(gate: Gate) -> None:
    batching = Batcher(gate, 16)
    gate.may_go_on.release(2)
    assert [batching.call(1), batching.call(2)] == [2, 4]
    assert gate.batches == [[1], [2]]


def test_a_batch_has_a_bound_and_the_order_is_kept(gate: Gate, threads: ThreadPoolExecutor) -> None:
    batching = Batcher(gate, 4)
    calls = behind_the_first(gate, batching, threads, range(10))
    gate.may_go_on.release(4)
    assert [call.result(PATIENCE) for call in calls] == [2_000, *range(0, 20, 2)]
    assert gate.batches == [[1_000], [0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]


def test_an_error_is_raised_where_it_belongs_and_nowhere_else(
    gate: Gate, threads: ThreadPoolExecutor
) -> None:
    batching = Batcher(gate, 16)
    calls = behind_the_first(gate, batching, threads, [1, -2, 3, -4])
    gate.may_go_on.release(6)
    assert [calls[n].result(PATIENCE) for n in (0, 1, 3)] == [2_000, 2, 6]
    for n, message in ((2, "-2 is negative"), (4, "-4 is negative")):
        with pytest.raises(ValueError, match=message):
            calls[n].result(PATIENCE)
    # It goes on as before.
    gate.may_go_on.release()
    assert batching.call(5) == 10


def test_a_leader_that_is_interrupted_leaves_the_rest_to_another(
    gate: Gate, threads: ThreadPoolExecutor
) -> None:
    batching = Batcher(gate, 16)
    first, *calls = behind_the_first(gate, batching, threads, [1, 2, 3])
    gate.may_go_on.release()
    assert first.result(PATIENCE) == 2_000
    assert gate.begun.acquire(timeout=PATIENCE)
    gate.is_interrupted = True
    gate.may_go_on.release(2)
    errors = [call.exception(PATIENCE) for call in calls]
    assert sorted(type(error).__name__ for error in errors if error) == ["KeyboardInterrupt"]
    rest = [n for n, error in enumerate(errors, 1) if error is None]
    assert [calls[n - 1].result(PATIENCE) for n in rest] == [2 * n for n in rest]
    assert gate.batches == [[1_000], [1, 2, 3], rest]


def test_as_many_as_there_are_threads_lose_nothing(threads: ThreadPoolExecutor) -> None:
    sizes: list[int] = []

    def square(numbers: Sequence[int]) -> list[int]:
        sizes.append(len(numbers))
        return [number * number for number in numbers]

    batching = Batcher(square, 8)
    results = list(threads.map(batching.call, range(2_000)))
    assert results == [number * number for number in range(2_000)]
    assert sum(sizes) == 2_000
    assert max(sizes) <= 8
