"""What goes into a pipeline comes out in order, errors too; the work under way is bounded."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from index.core.thread_pipeline import Cancelled, ThreadPipeline

PATIENCE = 60


def pipeline(*stages: Callable[[Any], Any], most: int = 3) -> ThreadPipeline[int, int]:
    return ThreadPipeline(stages, most)


def test_work_goes_through_the_stages_in_order() -> None:
    seen: list[int] = []

    def double(number: int) -> int:
        return 2 * number

    def keep(number: int) -> int:
        seen.append(number)
        return number + 1

    done: list[int] = []
    with pipeline(double, keep) as line:
        for number in range(20):
            done += line.submit(number)
            done += line.collect()
        done += line.drain()
        assert not list(line.drain())
    assert seen == [2 * number for number in range(20)]
    assert done == [2 * number + 1 for number in range(20)]


def test_stages_run_at_the_same_time_in_threads_of_their_own() -> None:
    meeting = threading.Barrier(3)
    threads: set[int] = set()

    def stage(number: int) -> int:
        threads.add(threading.get_ident())
        if number < 2:  # each holds one of these, and the caller is there, too
            meeting.wait(PATIENCE)
        return number

    def later(number: int) -> int:
        if number == 0:
            meeting.wait(PATIENCE)
        return stage(2)

    def first(number: int) -> int:
        return number if number == 0 else stage(number)

    with pipeline(first, later) as line:
        list(line.submit(0))
        list(line.submit(1))
        meeting.wait(PATIENCE)
        list(line.drain())
    assert len(threads | {threading.get_ident()}) == 3


def test_no_more_is_on_its_way_than_may_be() -> None:
    may_end = threading.Semaphore(0)

    def stage(number: int) -> int:
        assert may_end.acquire(timeout=PATIENCE)
        return number

    with pipeline(stage, most=3) as line:
        for number in range(3):
            assert list(line.submit(number)) == []
        assert list(line.collect()) == []
        may_end.release()
        # There was no room, so the first had to come out before the next went on.
        assert list(line.submit(3)) == [0]
        may_end.release(3)
        assert list(line.drain()) == [1, 2, 3]


def test_an_error_is_raised_after_all_that_came_before_it() -> None:
    seen: list[float] = []

    def invert(number: int) -> float:
        return 1 / number

    def keep(number: float) -> float:
        seen.append(number)
        return number

    done: list[float] = []

    def all_put() -> None:
        with ThreadPipeline[int, float]([invert, keep], 9) as line:
            for number in (1, 2, 0, 4, 5):
                assert list(line.submit(number)) == []
            done.extend(line.drain())

    with pytest.raises(ZeroDivisionError):
        all_put()
    assert done == [1, 0.5]
    assert seen == [1, 0.5], "what came after the error went on"


def test_after_an_error_nothing_more_comes() -> None:
    with ThreadPipeline[int, float]([lambda number: 1 / number], 9) as line:
        for number in (0, 1):
            list(line.submit(number))
        with pytest.raises(ZeroDivisionError):
            list(line.drain())
        assert list(line.drain()) == []


def test_whatever_a_stage_raises_is_raised() -> None:
    def interrupt(number: int) -> int:
        raise KeyboardInterrupt

    def one_put() -> None:
        with pipeline(interrupt) as line:
            list(line.submit(1))
            list(line.drain())

    with pytest.raises(KeyboardInterrupt):
        one_put()


def test_leaving_ends_what_has_begun_and_lets_the_rest_go() -> None:
    begun = threading.Event()
    log: list[str] = []

    def stage(number: int) -> int:
        log.append(f"begun {number}")
        begun.set()
        with suppress(Cancelled):
            while True:
                line.check()
        log.append(f"ended {number}")
        return number

    line = pipeline(stage)

    def interrupt() -> None:
        with line:
            for number in range(3):
                list(line.submit(number))
            assert begun.wait(PATIENCE)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupt()
    # It may have been half of a write, and whoever leaves may close what it was written to.
    assert log == ["begun 0", "ended 0"]


def test_a_stage_that_takes_long_can_ask_whether_to_go_on() -> None:
    begun = threading.Event()
    threads: list[threading.Thread] = []

    def endless(number: int) -> int:
        threads.append(threading.current_thread())
        begun.set()
        while True:
            line.check()

    line = pipeline(endless)
    with line:
        list(line.submit(1))
        assert begun.wait(PATIENCE)
    assert not threads[0].is_alive()
