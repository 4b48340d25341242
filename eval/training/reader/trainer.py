"""Teaches the reader: passes, learning rate, averaging, checkpoints.

A run that was stopped goes on from its last checkpoint and ends with the same weights: all chance
follows from the seed and the number of the pass.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval.training.reader.checkpoint import load_checkpoint, save_checkpoint
from eval.training.reader.examples import Example, ExampleMaker, batch_examples
from eval.training.reader.judging import Judgement, ReadText, judge
from eval.training.reader.learner import Learner
from index.core.article import digest

_CLIP = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How to teach. `rate` and `output_rate` are the highest learning rates of adapters and
    outputs, reached after `warm_up` of all steps and falling to zero at the end; `average` is the
    decay of the moving average of the weights, which is kept."""

    steps: int = 1_350
    questions: int = 16
    rate: float = 4e-4
    output_rate: float = 1e-3
    warm_up: float = 0.05
    average: float = 0.995
    judged_every: int = 500
    saved_every: int = 100
    seed: int = 1


@dataclass(frozen=True, slots=True)
class RunQuestions:
    """`taught` draws the examples of a run; `watched` has the questions that it is watched with."""

    taught: ExampleMaker
    watched: ExampleMaker


class Trainer:
    """Runs a plan. The checkpoint lies in the folder of the run."""

    def __init__(
        self,
        learner: Learner,
        plan: Plan,
        folder: Path,
        questions: RunQuestions,
        say: Callable[[str], None],
    ) -> None:
        import torch

        self._learner, self._plan, self._folder, self._say = learner, plan, folder, say
        self._questions = questions
        self._name = digest(repr(plan), *(repr(each) for each in questions.taught.questions))
        self._steps = plan.steps
        self._optimiser = torch.optim.AdamW(
            learner.groups(plan.rate, plan.output_rate), weight_decay=0.01
        )
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser, lambda step: compute_rate_share(step, self._steps, plan.warm_up)
        )
        self._mean = learner.state()
        self._pass, self._place = 0, 0

    def run(self) -> dict[str, Any]:
        """Teach to the end, from the last checkpoint on; the averaged weights by name. Raises
        DatelineError if the folder's checkpoint is of another run."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._resume()
        while self._schedule.last_epoch < self._steps:
            self._run_pass()
        self._say(f"at the end: {self._judge()}")
        return self._mean

    def _run_pass(self) -> None:
        losses, started = [], time.monotonic()
        for place, batch in enumerate(self._draw_batches(self._pass)):
            if place < self._place:
                continue
            losses.append(self._step(batch))
            self._place = place + 1
            done = self._schedule.last_epoch
            if done % 50 == 0:
                seconds = (time.monotonic() - started) / len(losses)
                loss = sum(losses[-50:]) / len(losses[-50:])
                self._say(f"step {done:,} of {self._steps:,}: loss {loss:.4f}, {seconds:.2f} s")
            if done % self._plan.judged_every == 0:
                self._say(f"step {done:,}: {self._judge()}")
            if done % self._plan.saved_every == 0 or done == self._steps:
                self._save()
            if done == self._steps:
                return
        self._pass, self._place = self._pass + 1, 0
        self._save()

    def _draw_batches(self, number: int) -> Iterator[list[Example]]:
        dice = random.Random(f"{self._plan.seed} {number}")
        return batch_examples(self._questions.taught.draw_pass(dice), self._plan.questions, dice)

    def _step(self, batch: Sequence[Example]) -> float:
        import torch

        loss = self._learner.learn(batch)
        trained = [p for group in self._optimiser.param_groups for p in group["params"]]
        torch.nn.utils.clip_grad_norm_(trained, _CLIP)
        self._optimiser.step()
        self._optimiser.zero_grad(set_to_none=True)
        self._schedule.step()
        # Early on the average follows fast: it must not remember where it began.
        done = self._schedule.last_epoch
        decay = min(self._plan.average, done / (done + 20))
        with torch.no_grad():
            for name, value in self._learner.parameters().items():
                self._mean[name].lerp_(value, 1 - decay)
        return loss

    def _judge(self) -> Judgement:
        """The figures of the averaged weights on the questions to judge."""
        now = self._learner.state()
        self._learner.put(self._mean)
        found = judge(read_texts(self._learner, self._questions.watched))
        self._learner.put(now)
        return found

    def _save(self) -> None:
        import torch

        save_checkpoint(
            self._folder,
            {
                "plan": self._name,
                "now": self._learner.state(),
                "mean": self._mean,
                "optimiser": self._optimiser.state_dict(),
                "schedule": self._schedule.state_dict(),
                "place": (self._pass, self._place),
                "chance": torch.get_rng_state(),
            },
        )

    def _resume(self) -> None:
        import torch

        state = load_checkpoint(self._folder, self._name)
        if state is None:
            return
        self._learner.put(state["now"])
        self._mean = state["mean"]
        self._optimiser.load_state_dict(state["optimiser"])
        self._schedule.load_state_dict(state["schedule"])
        self._pass, self._place = state["place"]
        torch.set_rng_state(state["chance"])
        self._say(f"going on from step {self._schedule.last_epoch:,}")


def read_texts(learner: Learner, asked: ExampleMaker) -> list[ReadText]:
    """What the learner makes of every question and its whole text."""
    windows = [asked.read_whole(number) for number in range(len(asked.questions))]
    scored = iter(learner.score([window for own in windows for _, window in own]))
    found = []
    for question, own in zip(asked.questions, windows, strict=True):
        best = np.full(len(question.sentences), -np.inf, np.float32)
        for places, _ in own:
            scores = next(scored)
            here = slice(places.start, places.stop)
            best[here] = np.maximum(best[here], scores.sentences - scores.none)
        gold = tuple(n in question.answers for n in range(len(best)))
        found.append(ReadText(question.collection, question.kind, best, gold))
    return found


def compute_rate_share(step: int, steps: int, warm_up: float) -> float:
    """The share of the highest learning rate at a step: up in a line, then down in a line."""
    rising = max(1, int(steps * warm_up))
    return min((step + 1) / rising, max(0.0, (steps - step) / max(1, steps - rising)))
