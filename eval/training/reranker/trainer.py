"""Trains the reranker: epochs, learning-rate schedule, averaging, checkpoints, early stopping.

An interrupted run resumes from its last checkpoint and ends with the same weights: all randomness
derives from the seed, the epoch and the step. A checkpoint of another plan, or of other examples,
is rejected.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.training.reranker.checkpoint import copy_weights, load_checkpoint, save_checkpoint
from eval.training.reranker.examples import TAKEN_OUT, Example, epoch
from eval.training.reranker.judging import collect_pairs, judge
from eval.training.reranker.log import Log
from eval.training.reranker.network import Network
from eval.training.reranker.prior import fit_mix, fit_prior
from index.core.article import digest

# Batches whose examples are sorted together by length, so that batches are of like lengths.
_SORTED = 32
_CLIP = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How to teach. `rate` is the highest learning rate, reached after `warm_up` of all steps and
    falling to zero at the end; `average` is the decay of the moving average of weights, which is
    kept; `patience` is the number of judgements without a better loss before the run stops."""

    epochs: int = 3
    questions: int = 16
    rate: float = 6e-5
    taken_out: float = TAKEN_OUT
    warm_up: float = 0.1
    average: float = 0.998
    judged_every: int = 150
    patience: int = 5
    seed: int = 1


class Learning:
    """One run, in a folder of its own."""

    def __init__(
        self,
        network: Network,
        plan: Plan,
        folder: Path,
        material: tuple[Sequence[Example], Sequence[Example]],
        say: Callable[[str], None],
    ) -> None:
        import torch

        self._network, self._plan, self._folder, self._say = network, plan, folder, say
        self._log = Log(folder)
        self._taught, self._judged = material
        self._of = digest(repr(plan), *map(repr, self._taught), *map(repr, self._judged))
        size = sum(1 for _ in self._batches(0))
        self._steps = plan.epochs * size
        self._optimiser = torch.optim.AdamW(network.groups(plan.rate))
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser, lambda step: _share(step, self._steps, plan.warm_up)
        )
        self._mean = copy_weights(network)
        self._best, self._best_loss, self._since = copy_weights(network), math.inf, 0
        self._epoch, self._place = 0, 0

    def run(self) -> dict[str, Any]:
        """Teach to the end, from the last checkpoint on; the best weights by name.

        Raises DatelineError where the checkpoint is of another run."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._resume()
        if not self._schedule.last_epoch:
            # What the signals know alone, to compare with.
            alone = fit_prior(self._judged)
            nothing = judge(self._judged, [alone.of(each) for each in self._judged])
            self._say(f"by signals alone: {nothing}")
            self._log.log_judgement(0, self._steps, nothing)
        while self._epoch < self._plan.epochs and self._since < self._plan.patience:
            self._pass()
        return self._best

    def _pass(self) -> None:
        """One epoch, or the rest of one."""
        for place, batch in enumerate(self._batches(self._epoch)):
            if place < self._place:
                continue
            loss = self._step(batch)
            self._place = place + 1
            done = self._schedule.last_epoch
            if done % 10 == 0:
                self._log.loss(done, self._steps, loss)
            if done % self._plan.judged_every == 0:
                self._judge(done)
                self._save()
            if self._since >= self._plan.patience:
                return
        self._epoch, self._place = self._epoch + 1, 0
        if self._epoch == self._plan.epochs:
            if self._schedule.last_epoch % self._plan.judged_every:
                self._judge(self._schedule.last_epoch)
            self._save()

    def _batches(self, number: int) -> Iterator[list[Example]]:
        dice = random.Random(f"{self._plan.seed} {number}")
        examples = epoch(self._taught, dice, self._plan.taken_out)
        size = self._plan.questions
        for start in range(0, len(examples), size * _SORTED):
            group = sorted(examples[start : start + size * _SORTED], key=_length)
            batches = [group[i : i + size] for i in range(0, len(group), size)]
            dice.shuffle(batches)
            yield from batches

    def _step(self, batch: Sequence[Example]) -> float:
        import torch

        loss = self._network.loss(batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._network.model.parameters(), _CLIP)
        self._optimiser.step()
        self._optimiser.zero_grad(set_to_none=True)
        self._schedule.step()
        # Early on the average follows fast: it must not remember where it began.
        done = self._schedule.last_epoch
        decay = min(self._plan.average, done / (done + 20))
        with torch.no_grad():
            for name, parameter in self._network.model.named_parameters():
                if name in self._mean:
                    self._mean[name].lerp_(parameter, 1 - decay)
        return float(loss.detach())

    def _outputs(self, examples: Sequence[Example]) -> list[NDArray[np.float32]]:
        """What the average makes of all candidates."""
        now = copy_weights(self._network)
        self._network.put(self._mean)
        outputs = self._network.scores(collect_pairs(examples))
        self._network.put(now)
        return outputs

    def _judge(self, done: int) -> None:
        """Judge the average; keep it where it is the best so far.

        It is mixed with the signals in the proportion that fits what it is judged by, so that even
        one that knows nothing looks a little better than they do alone."""
        outputs = self._outputs(self._judged)
        mix = fit_mix(self._judged, outputs)
        found = judge(self._judged, list(map(mix.of, self._judged, outputs)))
        if found.loss < self._best_loss:
            best = {name: weights.clone() for name, weights in self._mean.items()}
            self._best, self._best_loss, self._since = best, found.loss, 0
        else:
            self._since += 1
        self._say(f"step {done:,} of {self._steps:,}: {found}")
        self._log.log_judgement(done, self._steps, found)

    def _save(self) -> None:
        import torch

        state = {
            "of": self._of,
            "now": copy_weights(self._network),
            "mean": self._mean,
            "best": self._best,
            "optimiser": self._optimiser.state_dict(),
            "schedule": self._schedule.state_dict(),
            "counts": (self._epoch, self._place, self._best_loss, self._since),
            "chance": torch.get_rng_state(),
        }
        save_checkpoint(self._folder, state)

    def _resume(self) -> None:
        import torch

        if (state := load_checkpoint(self._folder, self._of)) is None:
            self._log.begin()
            return
        self._network.put(state["now"])
        self._mean, self._best = state["mean"], state["best"]
        self._optimiser.load_state_dict(state["optimiser"])
        self._schedule.load_state_dict(state["schedule"])
        self._epoch, self._place, self._best_loss, self._since = state["counts"]
        torch.set_rng_state(state["chance"])
        self._log.go_on(self._schedule.last_epoch)
        self._say(f"going on from step {self._schedule.last_epoch:,}")


def _share(step: int, steps: int, warm_up: float) -> float:
    """The share of the highest learning rate at a step: up in a line, then down in a line."""
    rising = max(1, int(steps * warm_up))
    return min((step + 1) / rising, max(0.0, (steps - step) / max(1, steps - rising)))


def _length(example: Example) -> int:
    return max(map(len, example.candidates))
