"""A run that was stopped ends as if it had not been, and knows its own checkpoint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from assistant.answering.reader.packaged_weights import Weights
from assistant.answering.reader.reader_engine import WindowScores
from assistant.answering.reader.reader_input import ReaderInput
from eval.training.reader.checkpoint import CHECKPOINT
from eval.training.reader.examples import Example, ExampleMaker
from eval.training.reader.learner import Learner
from eval.training.reader.trainer import (
    Plan,
    RunQuestions,
    Trainer,
    compute_rate_share,
    read_texts,
)
from index.core.errors import DatelineError
from tests.eval.training.reader.build import make_tokenizer, question_on

# They load torch.
pytestmark = pytest.mark.slow

# A pass has three batches, one of them of one question; the run ends within the third pass, at a
# step that is not among those that are saved anyway.
PLAN = Plan(steps=7, questions=2, judged_every=5, saved_every=2, warm_up=0.25)
WORDS = ("who", "why", "rain", "fell", "ships", "sailed", "noon", "it", "was")
QUESTIONS = [
    question_on("rain fell", "ships sailed it was noon", answers=[0], question="who", group="a"),
    question_on("it was noon", "rain", "ships", answers=[1, 2], question="why", group="b"),
    question_on("ships fell", "ships sailed", question="who why", group="c"),
    question_on("noon", "rain fell", "it was", answers=[2], question="why who", group="d"),
    question_on("it rain", "it ships", question="who", group="e"),
]
QUESTIONS = [replace(each, collection="qed") for each in QUESTIONS]
Run = Callable[..., dict[str, Any]]


class StopError(Exception):
    """The run is stopped."""


class StoppedLearner(Learner):
    """Stops the run at its nth batch."""

    def __init__(self, weights: Weights, stopped_at: int | None) -> None:
        super().__init__(weights, seed=3, rank=2)
        self.batches: list[Sequence[Example]] = []
        self._stopped_at = stopped_at

    def learn(self, examples: Sequence[Example]) -> float:
        if len(self.batches) + 1 == self._stopped_at:
            raise StopError
        self.batches.append(examples)
        return super().learn(examples)


@pytest.fixture
def makers(tmp_path: Path) -> RunQuestions:
    tokenizer = make_tokenizer(tmp_path / "tokenizer.json", WORDS)
    return RunQuestions(ExampleMaker(QUESTIONS, tokenizer), ExampleMaker(QUESTIONS[:3], tokenizer))


@pytest.fixture
def run(small_weights: Weights, makers: RunQuestions, tmp_path: Path) -> Run:
    """Runs a plan in a folder, to its end or to a batch; gives the averaged weights."""

    def run_in(name: str, plan: Plan = PLAN, stopped_at: int | None = None) -> dict[str, Any]:
        learner = StoppedLearner(small_weights, stopped_at)
        return Trainer(learner, plan, tmp_path / name, makers, lambda line: None).run()

    return run_in


def are_equal(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[n], other[n]) for n in one)


# Before the first checkpoint, within a pass, at the beginning of one, and near the end.
@pytest.mark.parametrize("stopped_at", [1, 3, 4, 7])
def test_a_stopped_run_ends_with_the_weights_of_an_unbroken_one(run: Run, stopped_at: int) -> None:
    unbroken = run("unbroken")
    with pytest.raises(StopError):
        run("stopped", stopped_at=stopped_at)
    assert are_equal(run("stopped"), unbroken)


def test_another_seed_ends_elsewhere(run: Run) -> None:
    assert not are_equal(run("one"), run("other", replace(PLAN, seed=2)))


def test_a_run_that_has_ended_ends_at_once(
    run: Run, small_weights: Weights, makers: RunQuestions, tmp_path: Path
) -> None:
    first = run("run")
    learner = StoppedLearner(small_weights, None)
    said: list[str] = []
    again = Trainer(learner, PLAN, tmp_path / "run", makers, said.append).run()
    assert are_equal(again, first)
    assert not learner.batches
    assert said[0] == "going on from step 7"


def test_passes_are_whole(small_weights: Weights, makers: RunQuestions, tmp_path: Path) -> None:
    learner = StoppedLearner(small_weights, None)
    Trainer(learner, PLAN, tmp_path, makers, lambda line: None).run()
    sizes = [len(batch) for batch in learner.batches]
    assert len(sizes) == PLAN.steps
    assert sorted(sizes[:3]) == sorted(sizes[3:6]) == [1, 2, 2]


def test_watching_a_run_changes_nothing(run: Run) -> None:
    watched = run("watched", replace(PLAN, judged_every=1))
    assert are_equal(watched, run("alone", replace(PLAN, judged_every=100)))


def test_it_is_told_how_the_run_goes(
    small_weights: Weights, makers: RunQuestions, tmp_path: Path
) -> None:
    said: list[str] = []
    learner = StoppedLearner(small_weights, None)
    Trainer(learner, PLAN, tmp_path, makers, said.append).run()
    assert [line.partition(":")[0] for line in said] == ["step 5", "at the end"]
    assert all(": count 3  first " in line for line in said)


def test_a_checkpoint_of_another_plan_is_refused(run: Run, tmp_path: Path) -> None:
    run("run")
    kept = (tmp_path / "run" / CHECKPOINT).read_bytes()
    with pytest.raises(DatelineError, match=rf"{CHECKPOINT} is of another run.*--to"):
        run("run", replace(PLAN, rate=1e-3))
    assert (tmp_path / "run" / CHECKPOINT).read_bytes() == kept


def test_a_checkpoint_of_other_material_is_refused(
    run: Run, small_weights: Weights, makers: RunQuestions, tmp_path: Path
) -> None:
    run("run")
    fewer = RunQuestions(makers.watched, makers.watched)
    learner = StoppedLearner(small_weights, None)
    with pytest.raises(DatelineError, match="another run"):
        Trainer(learner, PLAN, tmp_path / "run", fewer, lambda line: None).run()


@pytest.mark.parametrize(
    ("step", "share"),
    [(0, 0.2), (3, 0.8), (4, 1.0), (5, 1.0), (24, 0.8), (62, 0.4), (99, 1 / 95), (100, 0.0)],
)
def test_the_rate_rises_in_a_line_and_falls_in_a_line(step: int, share: float) -> None:
    assert compute_rate_share(step, 100, 0.05) == pytest.approx(share)


def test_without_warming_up_the_rate_begins_at_its_highest() -> None:
    assert [compute_rate_share(step, 4, 0.0) for step in range(5)] == [1.0, 1.0, 2 / 3, 1 / 3, 0.0]


class FixedLearner(Learner):
    """Scores a window's sentences 1, 2, 3 …, less one for each window before, and "none" 0.5."""

    def __init__(self) -> None:
        pass

    def score(self, windows: Sequence[ReaderInput]) -> list[WindowScores]:
        return [
            WindowScores(np.arange(1, len(each.spans) + 1, dtype=np.float32) - n, 0.5)
            for n, each in enumerate(windows)
        ]


def test_a_sentence_of_two_windows_has_its_higher_score(tmp_path: Path) -> None:
    tokenizer = make_tokenizer(tmp_path / "tokenizer.json", ["a"])
    # Two of these fit into a window, and windows share a sentence.
    text = ["a " * 150] * 3
    asked = ExampleMaker([question_on(*text, answers=[2], kind="who")], tokenizer)
    assert [places for places, _ in asked.read_whole(0)] == [range(2), range(1, 3)]
    (found,) = read_texts(FixedLearner(), asked)
    assert (found.collection, found.kind, found.gold) == ("news", "who", (False, False, True))
    assert found.scores.tolist() == [0.5, 1.5, 0.5]
