"""Figures of a measurement by worked numbers, and its document."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from eval.bench.grids import format_number, make_cell
from eval.bench.machine import describe_machine
from eval.bench.sections import make_profiles, make_sections
from eval.bench.tasks.ask import compute_stage_medians, measure_percentiles
from eval.bench.terminal import show
from eval.bench.workload.bench_document import format_document
from eval.bench.workload.measurement import Goal, make_measurement, make_ratio, nearest_rank
from index.core.errors import DatelineError
from tests.eval.bench.documents import MACHINE, document


def test_a_figure_is_the_median_with_the_least_and_the_greatest() -> None:
    figure = make_measurement("rate", "x/s", [5.0, 1.0, 2.0])
    assert (figure.median, figure.low, figure.high, figure.is_met) == (2, 1, 5, None)
    assert make_measurement("rate", "x/s", [1.0, 2.0]).median == 1.5
    assert make_measurement("rate", "x/s", [1234567.0]).values == (1234600.0,)
    with pytest.raises(DatelineError, match="Nothing was measured of 'rate'"):
        make_measurement("rate", "x/s", [])


def test_ratios_are_of_the_sides_of_one_round() -> None:
    # The machine was four times as slow in the second round, for both.
    found = make_ratio("rate", [40.0, 10.0, 30.0], [8.0, 2.5, 10.0], Goal(5.0, at_least=True))
    assert found.values == (5.0, 4.0, 3.0)
    assert (found.median, found.is_met) == (4.0, False)
    assert Goal(5.0, at_least=True).is_met_by(5.0)
    assert not Goal(5.0, at_least=False).is_met_by(5.1)
    with pytest.raises(ValueError, match="shorter"):
        make_ratio("rate", [1.0, 2.0], [1.0])


def test_percentiles_are_values_of_the_nearest_rank() -> None:
    values = [50.0, 15.0, 40.0, 20.0, 35.0]
    assert [nearest_rank(values, percent) for percent in (5, 30, 40, 50, 100)] == [
        15,
        20,
        20,
        35,
        50,
    ]
    with pytest.raises(DatelineError):
        nearest_rank([], 50)
    asked: list[str] = []
    found = measure_percentiles(asked.append, [str(n) for n in range(10)])
    assert list(found) == ["p50", "p95", "p99"]
    assert asked == [*"01234", *"0123456789"]  # the first ones also to warm up


def test_stages_have_medians_and_what_is_in_none_of_them_is_other() -> None:
    timings = [
        {"embed": 2.0, "rank": 1.0, "total": 4.0},
        {"embed": 4.0, "total": 5.0},
        {"embed": 3.0, "rank": 3.0, "total": 9.0},
    ]
    assert compute_stage_medians(timings) == {"embed": 3, "rank": 1, "other": 1, "total": 5}


def test_numbers_have_digits_that_mean_something() -> None:
    values = (12345.6, 123.4, 45.67, 4.567, 0.4567, 0.04567, 3.0, 0.0)
    shown = ["12,346", "123", "45.7", "4.57", "0.46", "0.046", "3", "0"]
    assert [format_number(value) for value in values] == shown
    goal = make_cell(make_measurement("x", "ms", [1.0, 2.0, 4.0], goal=Goal(1.5, at_least=False)))
    assert (goal.value, goal.spread) == ("2", "1–4")
    assert (goal.goal, goal.is_met) == ("goal ≤ 1.5", False)
    alone = make_cell(make_measurement("x", "ms", [7.0]))
    assert (alone.value, alone.spread) == ("7", "")


def rounds_of(**tasks: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return tasks


def added(seconds: float, whole: float, **more: Any) -> dict[str, Any]:
    return {
        "articles": 100,
        "seconds": seconds,
        "whole_s": whole,
        "load_s": 1.0,
        "peak_mb": 400.0,
        **more,
    }


def test_an_ingest_is_compared_with_the_bare_embedder_and_the_peer() -> None:
    stages = {"read": 1_000.0, "embed": 3_000.0, "write": 500.0, "split": 500.0}
    ours = [
        added(5.0, 10.0, pieces=4_000, disk_mb=3.0, stages=stages),
        added(10.0, 12.5, pieces=4_000, disk_mb=3.0, stages=stages),
    ]
    results = rounds_of(
        ingest=ours,
        embed=[{"texts_rate": 1_000.0}, {"texts_rate": 800.0}],
        peer=[added(50.0, 60.0), added(50.0, 50.0)],
    )
    (section,) = make_sections(results, ["ingest"], "llamaindex", "With its defaults.")
    found = {(figure.name, figure.side): figure for figure in section.figures}
    values = {key: list(figure.values) for key, figure in found.items()}
    assert values["articles", "dateline"] == [20, 10]
    assert values["articles", "llamaindex"] == [2, 2]
    assert values["articles", "ratio"] == [10, 5]
    assert values["articles, start and model included", "ratio"] == [6, 4]
    assert values["of the bare embedder's rate", "dateline"] == [80, 50]
    assert found["articles", "ratio"].goal == Goal(5.0, at_least=True)
    assert found["of the bare embedder's rate", "dateline"].goal == Goal(60.0, at_least=True)
    assert "With its defaults." in section.notes
    (profile,) = make_profiles(results)
    assert (profile.of, profile.total_ms) == ("ingest", 7_500)
    assert profile.stages == stages


@pytest.mark.parametrize(("articles", "goals"), [(100, 0), (20_000, 3)])
def test_goals_of_asking_are_for_a_large_archive(articles: int, goals: int) -> None:
    times = {"p50": 10.0, "p95": 100.0, "p99": 200.0}
    ours = {"search": times, "ask": times, "articles": articles, "passages": 150}
    results = rounds_of(
        ask=[ours | {"resident_mb": 300.0}],
        peer=[{"articles": 100, "search": {"p50": 25.0, "p95": 100.0, "p99": 200.0}}],
    )
    (section,) = make_sections(results, ["ask"], "llamaindex", "")
    assert sum(figure.goal is not None for figure in section.figures) == goals
    ratios = [figure for figure in section.figures if figure.side == "ratio"]
    assert [figure.values for figure in ratios] == [(2.5,)]  # above 1: ours takes less
    assert any("100 articles only" in note for note in section.notes) == (articles > 100)


def test_the_json_has_every_figure_with_its_median_and_its_values() -> None:
    value = json.loads(format_document(document()))
    assert list(value)[:2] == ["format", "version"]
    assert (value["format"], value["version"]) == ("dateline-bench", 2)
    figure = value["sections"][0]["figures"][0]
    assert figure["values"] == [30, 20, 40]
    assert (figure["median"], figure["low"], figure["high"]) == (30, 20, 40)
    assert value["growth"]["points"][1]["figures"][0]["median"] == 15


def test_the_terminal_shows_the_same_figures(capsys: pytest.CaptureFixture[str]) -> None:
    show(document())
    shown = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "articles articles/s 30 (20–40) 10 (10–16) 2.50 (2–3) goal ≥ 5" in shown
    assert "search p50 ms 1.50 (1–2) 15 (10–20)" in shown
    assert "embed ms 4 40%" in shown


def test_a_busy_machine_is_no_measure(capsys: pytest.CaptureFixture[str]) -> None:
    for load, is_busy in (((0.9, 9.0, 9.0), False), ((1.1, 0.0, 0.0), True)):
        show(document(machine=replace(MACHINE, load_before=load)))  # of two cores
        assert ("was busy with other work" in capsys.readouterr().out) == is_busy


def test_a_name_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show(document(machine=replace(MACHINE, processor="\x1b[2Jfast")))
    shown = capsys.readouterr().out
    assert "fast" in shown
    assert "\x1b" not in shown


def test_this_machine_is_described() -> None:
    machine = describe_machine(with_peers=False)
    assert machine.processor
    assert 1 <= machine.cores <= machine.cores_of_machine
    assert machine.memory_gb > 0.1
    assert {"dateline", "numpy", "chromadb"} <= machine.libraries.keys()
    assert "llama-index-core" not in machine.libraries
