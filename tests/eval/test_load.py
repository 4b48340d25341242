"""A load's figures by worked numbers, and a small load on a real server."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

import pytest

from assistant.server import build_interfaces
from assistant.wiring import make_assistant
from eval.load.__main__ import main
from eval.load.clients import Outcome
from eval.load.figures import figures, percentile
from eval.load.questions import MIXES, Item, requests
from eval.load.report import Memory, Run, as_json, markdown
from index.embedder import Embedder
from index.home import Home
from index.library import Library
from tests.assistant.rest import client_of, settings_of


def test_percentiles_are_values_of_the_nearest_rank() -> None:
    ordered = [15.0, 20.0, 35.0, 40.0, 50.0]
    found = [percentile(ordered, percent) for percent in (5, 30, 40, 50, 100)]
    assert found == [15, 20, 20, 35, 50]
    assert math.isnan(percentile([], 50))


def test_figures_count_answers_and_tell_refusals_from_failures() -> None:
    outcomes = [
        Outcome("ask", 200, 10),
        Outcome("ask", 200, 30),
        Outcome("ask", 429, 1, 1.0),
        Outcome("search", 503, 2),
        Outcome("search", 0, 60_000),
    ]
    found = figures(outcomes, 4.0)
    assert list(found) == ["ask", "search", "all"]
    ask = found["ask"]
    assert (ask.requests, ask.answered, ask.per_second, ask.p50, ask.p99) == (3, 2, 0.5, 10, 30)
    assert (ask.failures, found["search"].failures, found["all"].failures) == (0, 2, 2)
    assert found["all"].statuses == {0: 1, 200: 2, 429: 1, 503: 1}
    run = Run("mixed", 2, 4.0, found, Memory(100.0, 120.4, None), 0.1)
    assert run.failures == 2
    table = markdown([run])
    assert "| mixed | ask | 0.5 | 10 | 30 | 30 | 200: 2, 429: 1 |" in table
    assert "| mixed | 2 | 4.0 | 100 | 120 | - | 20 |" in table
    assert "none: 1" in table
    assert as_json([run])[0]["figures"]["ask"]["p99"] == 30


def test_requests_are_drawn_by_their_weights_and_the_same_each_time() -> None:
    items = [Item("a#1 b", "Rain fell on Marlow"), Item("c", "Hail fell on Marlow")]
    drawn = requests(items, MIXES["mixed"], 1)
    again = requests(items, MIXES["mixed"], 1)
    found = [next(drawn) for _ in range(2_000)]
    assert found == [next(again) for _ in range(2_000)]
    kinds = [request.kind for request in found]
    assert kinds.count("search") == pytest.approx(1_000, abs=100)
    assert kinds.count("article") == pytest.approx(200, abs=60)
    addresses = {str(request.arguments["url"]) for request in found if request.kind == "article"}
    assert addresses == {"/v1/articles/a%231%20b", "/v1/articles/c"}


def test_a_small_load(
    samples_home: Path,
    embedder: Embedder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = settings_of(samples_home)
    with Library(Home(samples_home), embedder) as library:
        app = build_interfaces(settings, library, make_assistant(library, settings))
        app.state.service.warm_up().join()
        with client_of(app) as client:
            command = ["load", "--url", str(client.base_url), "--clients", "3", "--seconds", "0.5"]
            command += ["--pid", str(os.getpid())]
            command += ["--warm-up", "0", "--rest", "0", "--json", str(tmp_path / "load.json")]
            monkeypatch.setattr("sys.argv", [*command, "mixed", "search"])
            assert main() == 0
            monkeypatch.setattr("sys.argv", [*command, "nothing"])
            assert main() == 2
    out, err = capsys.readouterr()
    assert "There is no load 'nothing'" in err
    mixed, search = json.loads((tmp_path / "load.json").read_text())
    assert (mixed["load"], search["load"], search["clients"]) == ("mixed", "search", 3)
    figures = search["figures"]["search"]
    assert list(figures["statuses"]) == ["200"]
    assert figures["requests"] == figures["answered"] >= 3
    assert 0 < figures["p50"] <= figures["p95"] <= figures["p99"]
    assert search["processor_seconds"] > 0
    assert 10 < search["memory"]["before"] <= search["memory"]["most"]
    assert f"| search | search | {figures['per_second']:.1f} |" in out
