"""A run of the real trainer, on a small network and a few made-up questions."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from eval.training.reranker.checkpoint import CHECKPOINT
from eval.training.reranker.examples import Example
from eval.training.reranker.judging import Judgement, collect_pairs, judge
from eval.training.reranker.log import LOG, read_judgements
from eval.training.reranker.network import Network
from eval.training.reranker.prior import fit_mix, fit_prior
from eval.training.reranker.trainer import Learning, Plan, _share
from index.core.errors import DatelineError
from tests.eval.training.reranker.build import examples_of, marked

PLAN = Plan(
    epochs=2,
    questions=8,
    rate=3e-3,
    average=0.9,
    judged_every=6,
    patience=99,
    seed=3,
)
TAUGHT = [each for n in range(60) for each in examples_of(marked(n, [n % 5]))]
JUDGED = [each for n in range(500, 510) for each in examples_of(marked(n, [n % 5]))]
# Of QED all come twice in a pass, a quarter as many without an answer, and near misses of the rest.
STEPS = 2 * math.ceil(2 * (60 + 15 + round(PLAN.taken_out * 60)) / 8)

Say = Callable[[str], None]


def run_of(folder: Path, pupil: Path, plan: Plan = PLAN, say: Say = lambda line: None) -> Learning:
    """A run as the command makes it: a network of its own each time."""
    network = Network(pupil, plan.seed)
    return Learning(network, plan, folder, (TAUGHT, JUDGED), say)


class Whole:
    """A run that nobody interrupted: its folder, its best weights and what it said."""

    def __init__(self, folder: Path, pupil: Path) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.best = run_of(folder, pupil, say=self.said.append).run()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, pupil: Path) -> Whole:
    return Whole(tmp_path_factory.mktemp("whole"), pupil)


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / LOG).read_text("utf-8").splitlines()]


def assert_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert one.keys() == other.keys()
    assert [name for name in one if not torch.equal(one[name], other[name])] == []


def judgement(network: Network) -> Judgement:
    outputs = network.scores(collect_pairs(JUDGED))
    mix = fit_mix(JUDGED, outputs)
    return judge(JUDGED, [mix.of(e, own) for e, own in zip(JUDGED, outputs, strict=True)])


def test_it_learns_what_the_signals_do_not_know(whole: Whole, pupil: Path) -> None:
    start, *losses = [line.judgement.loss for line in read_judgements(whole.folder)]
    assert min(losses) < 0.5 * start
    # What it comes back with is what was judged best.
    network = Network(pupil, PLAN.seed)
    assert judgement(network).loss > 2 * min(losses)
    network.model.load_state_dict(whole.best, strict=False)
    assert judgement(network).loss == pytest.approx(min(losses), rel=1e-3)


def test_the_signals_alone_are_judged_first(whole: Whole) -> None:
    first, *later = read_judgements(whole.folder)
    alone = fit_prior(JUDGED)
    nothing = judge(JUDGED, [alone.of(each) for each in JUDGED])
    assert (first.step, first.judgement) == (0, nothing)
    assert whole.said[0] == f"by signals alone: {nothing}"
    assert all(line.step > 0 for line in later)
    # They like what stands first, which is right in a fifth.
    assert nothing.first == 1 / 5


def test_it_is_judged_as_planned_and_at_the_end(whole: Whole) -> None:
    assert [line.step for line in read_judgements(whole.folder)] == [*range(0, STEPS, 6), STEPS]
    assert {line["of"] for line in lines(whole.folder)} == {STEPS}
    assert len(whole.said) == len(read_judgements(whole.folder))


class InterruptedRunError(Exception):
    """As when the machine goes off."""


# Of 48 steps 24 are the first epoch's.
@pytest.mark.parametrize("after", [0, 3, 5])
def test_a_run_that_was_interrupted_ends_with_the_same_weights(
    whole: Whole, pupil: Path, tmp_path: Path, after: int
) -> None:
    heard: list[str] = []

    def say(line: str) -> None:
        heard.append(line)
        # It is said before it is kept: what was learned since the last checkpoint is lost.
        if sum(each.startswith("step") for each in heard) > after:
            raise InterruptedRunError

    with pytest.raises(InterruptedRunError):
        run_of(tmp_path, pupil, say=say).run()
    said: list[str] = []
    best = run_of(tmp_path, pupil, say=said.append).run()
    # Before the first checkpoint there is nothing to go on from.
    assert said[0] == (f"going on from step {6 * after}" if after else whole.said[0])
    assert said[1:] == whole.said[after + 1 :]
    assert_same(best, whole.best)
    # Each step is noted once, with the loss that it had.
    assert lines(tmp_path) == lines(whole.folder)


@pytest.mark.parametrize(
    ("plan", "taught"),
    [
        (replace(PLAN, seed=4), TAUGHT),
        (replace(PLAN, epochs=3), TAUGHT),
        (PLAN, TAUGHT[1:]),
        (PLAN, [replace(TAUGHT[0], question="Who?"), *TAUGHT[1:]]),
    ],
)
def test_a_checkpoint_of_another_run_is_refused(
    whole: Whole, pupil: Path, tmp_path: Path, plan: Plan, taught: list[Example]
) -> None:
    for name in (CHECKPOINT, LOG):
        (tmp_path / name).write_bytes((whole.folder / name).read_bytes())
    other = Learning(Network(pupil, plan.seed), plan, tmp_path, (taught, JUDGED), print)
    with pytest.raises(DatelineError, match="another plan or of other examples"):
        other.run()
    assert lines(tmp_path) == lines(whole.folder)


def test_a_run_that_has_ended_does_nothing_more(whole: Whole, pupil: Path, tmp_path: Path) -> None:
    (tmp_path / CHECKPOINT).write_bytes((whole.folder / CHECKPOINT).read_bytes())
    assert_same(run_of(tmp_path, pupil).run(), whole.best)
    assert not (tmp_path / LOG).exists()


def test_it_stops_where_it_no_longer_gets_better(pupil: Path, tmp_path: Path) -> None:
    # A rate of nothing: what is judged stays as it is.
    plan = Plan(epochs=9, questions=8, rate=0.0, judged_every=1, patience=3, seed=3)
    best = run_of(tmp_path, pupil, plan).run()
    assert [line.step for line in read_judgements(tmp_path)] == [0, 1, 2, 3, 4]
    start = dict(Network(pupil, 3).model.named_parameters())
    assert all(torch.allclose(best[name], start[name], atol=1e-6) for name in best)


def test_however_much_there_is_to_learn_from_a_checkpoint_holds_none_of_it(whole: Whole) -> None:
    kept = (whole.folder / CHECKPOINT).read_bytes()
    assert b"Mayor" not in kept
    assert not list(whole.folder.glob("*.part"))


def test_the_rate_rises_and_falls_in_lines() -> None:
    shares = [_share(step, 100, 0.1) for step in range(101)]
    assert shares[:10] == pytest.approx([n / 10 for n in range(1, 11)])
    assert max(shares) == 1.0
    assert shares[55] == pytest.approx(0.5)
    assert shares[100] == 0.0
    assert all(math.isfinite(_share(step, steps, 0.1)) for steps in (1, 2) for step in (0, 1, 2))
