"""Teaches the answer scorer, and writes it in the layout of sentence-transformers' CrossEncoder.

    python -m eval.scorer --data FOLDER --work FOLDER [--to FOLDER] [--epochs N] [--seed N]

    teach    from marked sentences and newswire             eval.scorer.learning
    write    the model, in 16-bit numbers                   eval.scorer.saving
    prove    on texts that it was not taught                eval.scorer.proof
    tell     what it is made of and worth, in its card      eval.scorer.telling

A run that was interrupted goes on from its last checkpoint in the work folder. With two cores it
takes about an hour and a half.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.scorer import chart, proof
from eval.scorer.judging import Asked, Score
from eval.scorer.learning import Learning, Plan
from eval.scorer.marked import Marked, Part, read
from eval.scorer.mining import Pool
from eval.scorer.network import Network
from eval.scorer.newswire import questions
from eval.scorer.saving import save
from eval.scorer.telling import Told, card
from index.article import DatelineError, digest
from index.models.engine import PairEngine
from index.models.pairs import pair_engine
from index.weights import DEFAULT_MODEL, locate

# Questions that decide when to stop: each is judged twice, with its answer and without.
_JUDGED = 200


def main() -> int:
    """Teach, write, prove, and tell."""
    parser = argparse.ArgumentParser(prog="python -m eval.scorer", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the labelled collections")
    parser.add_argument("--work", type=Path, required=True, help="where checkpoints are kept")
    parser.add_argument("--to", type=Path, default=None, help="where the model is written")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    options = parser.parse_args()
    try:
        _run(options)
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _run(options: argparse.Namespace) -> None:
    started = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {line}", file=sys.stderr, flush=True)

    taught, validation = _material(options.data)
    say(f"{len(taught):,} questions to learn from, {len(validation):,} to judge by")
    pool = Pool([*taught, *validation])
    network = Network(locate(DEFAULT_MODEL).folder, options.seed)
    plan = Plan(epochs=options.epochs, seed=options.seed)
    run = Learning(network, plan, options.work, (taught, validation, pool), say)
    learned = run.run()
    chart.write(options.work, options.work / "log.html")
    to = options.to or options.work / "model"
    say(f"sha256 of the weights in {to}: {save(network, learned, to)}")
    engine = pair_engine(locate(str(to)))
    lines = list(proof.lines(options.data / "answer_sentences", _scores(engine)))
    print("\n".join(lines))
    told = Told(plan, options.work, (taught, validation), engine.backend, lines)
    (to / "README.md").write_text(card(told, network), "utf-8")


def _material(data: Path) -> tuple[list[Marked], list[Marked]]:
    """What is learned from, and what decides when to stop."""
    marked = read(data / "answer_sentences")
    taught = [each for each in marked if each.part is Part.TRAIN]
    validation = [each for each in marked if each.part is Part.VALIDATION and each.answers]
    return (
        [*taught, *questions(data / "reuters")],
        sorted(validation, key=lambda each: digest(each.question))[:_JUDGED],
    )


def _scores(engine: PairEngine) -> Score:
    def score(asked: Asked) -> list[NDArray[np.float32]]:
        pairs = [(question, text) for question, texts in asked for text in texts]
        ends = np.cumsum([len(texts) for _, texts in asked])
        return np.split(engine.scores(pairs), ends[:-1])

    return score


if __name__ == "__main__":
    sys.exit(main())
