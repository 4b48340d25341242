"""A run of the real trainer, on a small network and a few made-up questions."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from eval.scorer.examples import judged
from eval.scorer.judging import judge
from eval.scorer.learning import CHECKPOINT, LOG, Learning, Plan, _share, judged_lines
from eval.scorer.marked import Marked
from eval.scorer.mining import Pool
from eval.scorer.network import Network
from tests.eval.scorer.build import marked

PLAN = Plan(epochs=3, questions=8, rate=3e-3, average=0.9, judged_every=4, patience=99, seed=3)
TAUGHT = [marked(n, [n % 5]) for n in range(24)]
JUDGED = [marked(n, [n % 5]) for n in range(100, 110)]

Say = Callable[[str], None]


def run_of(
    folder: Path, small_scorer: Path, plan: Plan = PLAN, say: Say = lambda line: None
) -> Learning:
    """A run as the command makes it: a network and a pool of its own each time."""
    pool = Pool([*TAUGHT, *JUDGED])
    material: tuple[list[Marked], list[Marked], Pool] = (TAUGHT, JUDGED, pool)
    return Learning(Network(small_scorer, plan.seed), plan, folder, material, say)


class Whole:
    """A run that nobody interrupted: its folder, its best weights and what it said."""

    def __init__(self, folder: Path, small_scorer: Path) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.best = run_of(folder, small_scorer, say=self.said.append).run()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, small_scorer: Path) -> Whole:
    return Whole(tmp_path_factory.mktemp("whole"), small_scorer)


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / LOG).read_text("utf-8").splitlines()]


def assert_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert one.keys() == other.keys()
    assert [name for name in one if not torch.equal(one[name], other[name])] == []


def test_it_learns(whole: Whole, small_scorer: Path) -> None:
    losses = [line.judgement.loss for line in judged_lines(whole.folder)]
    untaught = Network(small_scorer, PLAN.seed)
    start = judge_loss(untaught)
    assert min(losses) < 0.7 * start
    # What it comes back with is what was judged best.
    untaught.model.load_state_dict(whole.best, strict=False)
    assert judge_loss(untaught) == pytest.approx(min(losses), rel=1e-3)


def judge_loss(network: Network) -> float:
    return judge(judged(JUDGED, Pool([*TAUGHT, *JUDGED])), network.scores).loss


def test_it_is_judged_as_planned_and_at_the_end(whole: Whole) -> None:
    steps = [line.step for line in judged_lines(whole.folder)]
    of = {line["of"] for line in lines(whole.folder)}
    assert len(of) == 1
    assert steps[:-1] == list(range(4, steps[-1], 4))
    # Planned by the first pass: of the others each is drawn anew.
    assert steps[-1] == pytest.approx(of.pop(), abs=2)
    assert whole.said.count("looking for harder sentences") == PLAN.epochs - 1


class InterruptedRunError(Exception):
    """As when the machine goes off."""


@pytest.mark.parametrize("after", [1, 3])
def test_a_run_that_was_interrupted_ends_with_the_same_weights(
    whole: Whole, small_scorer: Path, tmp_path: Path, after: int
) -> None:
    heard: list[str] = []

    def say(line: str) -> None:
        heard.append(line)
        # It is said before it is kept: what was learned since the last checkpoint is lost.
        if sum("loss" in each for each in heard) > after:
            raise InterruptedRunError

    with pytest.raises(InterruptedRunError):
        run_of(tmp_path, small_scorer, say=say).run()
    said: list[str] = []
    best = run_of(tmp_path, small_scorer, say=said.append).run()
    assert said[0] == f"going on from step {4 * after}"
    assert_same(best, whole.best)
    found = {line.step: line for line in judged_lines(tmp_path)}
    assert list(found.values()) == judged_lines(whole.folder)


def test_a_run_that_has_ended_does_nothing_more(
    whole: Whole, small_scorer: Path, tmp_path: Path
) -> None:
    (tmp_path / CHECKPOINT).write_bytes((whole.folder / CHECKPOINT).read_bytes())
    assert_same(run_of(tmp_path, small_scorer).run(), whole.best)
    assert not (tmp_path / LOG).exists()


def test_it_stops_where_it_no_longer_gets_better(small_scorer: Path, tmp_path: Path) -> None:
    # A rate of nothing: what is judged stays as it is.
    plan = Plan(epochs=9, questions=8, rate=0.0, judged_every=1, patience=3, seed=3)
    best = run_of(tmp_path, small_scorer, plan).run()
    assert [line.step for line in judged_lines(tmp_path)] == [1, 2, 3, 4]
    start = dict(Network(small_scorer, 3).model.named_parameters())
    assert all(torch.allclose(best[name], start[name], atol=1e-6) for name in best)


def test_the_rate_rises_and_falls_in_lines() -> None:
    shares = [_share(step, 100, 0.1) for step in range(101)]
    assert shares[:10] == pytest.approx([n / 10 for n in range(1, 11)])
    assert max(shares) == 1.0
    assert shares[55] == pytest.approx(0.5)
    assert shares[100] == 0.0
    assert all(math.isfinite(_share(step, steps, 0.1)) for steps in (1, 2) for step in (0, 1, 2))
