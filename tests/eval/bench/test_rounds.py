"""Which tasks the parts of a measurement need, and in which order they are run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from eval.bench.rounds import BenchPlan, count_steps, measure


def test_sides_take_turns_and_a_round_has_all_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    homes: list[str] = []

    def run_in_subprocess(task: str, spec: Mapping[str, Any], told: object) -> dict[str, Any]:
        started.append(task)
        homes.append(Path(spec.get("home", "-")).name)
        return {}

    monkeypatch.setattr("eval.bench.rounds.run_in_subprocess", run_in_subprocess)

    def plan(*parts: str, **more: Any) -> BenchPlan:
        return BenchPlan(parts, 2, {}, tmp_path / "a.jsonl", tmp_path, ["Who?"], **more)

    def run(plan: BenchPlan) -> list[str]:
        started.clear()
        homes.clear()
        told: list[str] = []
        measure(plan, told.append, lambda text: None)
        assert len(told) == count_steps(plan)
        return started

    everything = plan("ingest", "ask", against="llamaindex")
    assert run(everything) == ["embed", "ingest", "ask", "peer"] * 2
    assert homes == ["-", "home-0", "home-0", "-", "-", "home-1", "home-1", "-"]
    assert run(plan("ask")) == ["ingest", "ask", "ask"]
    assert run(plan("ask", home=tmp_path / "mine")) == ["ask", "ask"]
    assert run(plan("ingest", "ask", home=tmp_path / "mine"))[2] == "ask"
    assert homes[2] == homes[5] == "mine"
    assert run(plan("growth", against="llamaindex")) == []
