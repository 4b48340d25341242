"""Stages are named in the order in which they first ran, and never take longer than the whole."""

from __future__ import annotations

import threading

import pytest

from index.core.stopwatch import Stopwatch


def test_stages_come_in_the_order_of_their_first_run() -> None:
    watch = Stopwatch()
    for name in ("search", "rank", "search"):
        with watch.stage(name):
            sum(range(10_000))
    timings = watch.timings_ms()
    assert list(timings) == ["search", "rank", "total"]
    assert 0 < timings["rank"] < timings["search"] + timings["rank"] <= timings["total"] + 0.02


def test_a_stage_that_fails_is_timed_too() -> None:
    watch = Stopwatch()
    with pytest.raises(ZeroDivisionError), watch.stage("embed"):
        raise ZeroDivisionError
    assert list(watch.timings_ms()) == ["embed", "total"]


def test_without_stages_there_is_only_the_total() -> None:
    assert list(Stopwatch().timings_ms()) == ["total"]


def test_stages_of_several_threads_are_added_up() -> None:
    watch = Stopwatch()
    meeting = threading.Barrier(4)

    def stage() -> None:
        with watch.stage("write"):
            meeting.wait(60)

    threads = [threading.Thread(target=stage) for _ in range(3)]
    for thread in threads:
        thread.start()
    with watch.stage("read"):
        meeting.wait(60)
    for thread in threads:
        thread.join()
    assert set(watch.timings_ms()) == {"read", "write", "total"}
