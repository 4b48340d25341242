"""What each choice of the training brings: short runs, each of them without one.

    python -m eval.scorer.ablation --work FOLDER [--share N]

Of the questions that `python -m eval.scorer` keeps in its work folder one in so many is learned
from, once; runs that were made already are not made again. Figures are of held-out questions, by
signals and model together, in the proportion that fits the validation questions best. A run that
is taught without some examples takes fewer steps, too.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.scorer import SEPARATOR
from eval.inference import mean_difference
from eval.scorer import examples
from eval.scorer.checkpoint import learned, mean
from eval.scorer.examples import Example, near_misses, picked
from eval.scorer.judging import Judgement, asked, judge
from eval.scorer.learning import Learning, Plan
from eval.scorer.marked import Part
from eval.scorer.network import Network
from eval.scorer.prior import loss, mixed
from eval.training.material import Kind
from index.article import DatelineError
from index.weights import DEFAULT_MODEL, locate

# Judged at its end alone.
_PLAN = Plan(epochs=1, judged_every=10**6)
# The same beginning, and other examples in another order: weights that can be averaged.
_ANOTHER = replace(_PLAN, seed=_PLAN.seed + 1)

Examples = Sequence[Example]


def _as_it_is(taught: Examples) -> Examples:
    return taught


@dataclass(frozen=True, slots=True)
class Choice:
    """What a run does without: in what is taught, what is read of a candidate, or the plan.

    `mean_of`: earlier runs, the mean of whose weights is judged (Wortsman et al. 2022,
    arXiv:2203.05482)."""

    name: str
    taught: Callable[[Examples], Examples] = _as_it_is
    context: bool = True
    plan: Plan = _PLAN
    mean_of: tuple[str, ...] = ()


def _shuffled(taught: Examples) -> Examples:
    """What stands first is drawn more often: here, anything may stand there."""
    return [
        picked(e, random.Random(e.question).sample(range(len(e.gold)), len(e.gold))) for e in taught
    ]


def _without(*kinds: Kind, collection: str = "") -> Callable[[Examples], Examples]:
    return lambda taught: [
        each for each in taught if each.kind not in kinds and each.collection != collection
    ]


CHOICES = (
    Choice("nothing"),
    Choice("nothing, another order", plan=_ANOTHER),
    Choice("a single order", mean_of=("nothing", "nothing, another order")),
    Choice("a loss without the signals", plan=replace(_PLAN, residual=True)),
    Choice("title and sentence before", context=False),
    Choice("harder candidates more often", _shuffled),
    Choice(
        "questions without an answer",
        _without(*(kind for kind in Kind if kind is not Kind.OWN)),
        # Nor may they be made of those with an answer.
        plan=replace(_PLAN, taken_out=0.0),
    ),
    Choice("answers taken out", plan=replace(_PLAN, taken_out=0.0)),
    Choice("names exchanged", _without(Kind.SWAPPED)),
    Choice("questions from Reuters", _without(collection="newswire")),
    Choice("one rate for all layers", plan=replace(_PLAN, layer_decay=0.9)),
    Choice("the average of weights", plan=replace(_PLAN, average=0.0)),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run's model is worth with the signals; `losses` by held-out question, so weighed that
    their mean is that of all examples: those of one question go together."""

    judgement: Judgement
    losses: Sequence[float]


def outcome(
    choice: Choice, parts: Mapping[Part, Examples], folder: Path, say: Callable[[str], None]
) -> Outcome:
    """Teach without the choice, in a folder of its own, and judge by what is held out."""
    # All begin alike: weights of two beginnings have no mean.
    network = Network(locate(DEFAULT_MODEL).folder, _PLAN.seed)
    if choice.mean_of:
        network.put(mean([learned(_folder(folder, name)) for name in choice.mean_of]))
    else:
        material = _read(choice, choice.taught(parts[Part.TRAIN])), parts[Part.VALIDATION]
        own = _folder(folder, choice.name)
        network.put(Learning(network, choice.plan, own, material, say).run())
    outputs = {part: network.scores(asked(_read(choice, parts[part]))) for part in _JUDGED}
    mix = mixed(parts[Part.VALIDATION], outputs[Part.VALIDATION])
    held_out = parts[Part.HELD_OUT]
    scores = list(map(mix.of, held_out, outputs[Part.HELD_OUT]))
    return Outcome(
        judge(held_out, scores),
        _by_question(held_out, [loss(e.gold, s) for e, s in zip(held_out, scores, strict=True)]),
    )


def _by_question(found: Examples, losses: Sequence[float]) -> list[float]:
    sums: dict[tuple[str, str], float] = {}
    for each, own in zip(found, losses, strict=True):
        key = each.collection, each.question
        sums[key] = sums.get(key, 0.0) + own
    return [own * len(sums) / len(losses) for own in sums.values()]


_JUDGED = (Part.VALIDATION, Part.HELD_OUT)


def _folder(folder: Path, name: str) -> Path:
    return folder / name.replace(" ", "-")


def _read(choice: Choice, found: Examples) -> Examples:
    """What is read of the candidates."""
    if choice.context:
        return found
    return [
        replace(each, candidates=tuple(text.split(SEPARATOR)[0] for text in each.candidates))
        for each in found
    ]


def line(choice: Choice, found: Outcome, whole: Outcome) -> str:
    """A run's figures, and by how much its loss is above that of the whole one."""
    more = mean_difference(found.losses, whole.losses)
    own = found.judgement
    return (
        f"{choice.name:<30} {own.loss:.4f} | {more.value:+.4f} [{more.low:+.4f}, {more.high:+.4f}]"
        f" | {own.first:.3f} | {own.mean_precision:.3f} | {own.auroc:.3f}"
    )


def main() -> int:
    """Make all runs, and print what each is worth."""
    parser = argparse.ArgumentParser(prog="python -m eval.scorer.ablation", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="the work folder of a whole run")
    parser.add_argument("--share", type=int, default=4, help="of so many questions one is used")
    options = parser.parse_args()
    if options.share < 1:
        parser.error("--share must be at least 1")
    try:
        _run(options.work, options.share)
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _run(work: Path, share: int) -> None:
    try:
        parts = {part: _kept(work, part, share) for part in Part}
    except OSError as error:
        raise DatelineError(f"There are no examples in {work}", str(error)) from error
    # A run of other questions is another run.
    folder = work / f"ablation-{share}"
    print("without | loss | more than with all | first right | average precision | AUROC")
    whole: Outcome | None = None
    for choice in CHOICES:
        found = outcome(choice, parts, folder, lambda said: None)
        whole = whole or found
        print(line(choice, found, whole), flush=True)


def _kept(work: Path, part: Part, share: int) -> list[Example]:
    """One in so many of a part's examples, whole ones; all that a run is stopped by. What is judged
    by has its near misses, too."""
    found = list(examples.read(work / part.name.lower() / "examples.jsonl"))
    if part is not Part.VALIDATION:
        found = random.Random(part.name).sample(found, -(-len(found) // share))
    return found if part is Part.TRAIN else [*found, *near_misses(found)]


if __name__ == "__main__":
    sys.exit(main())
