"""Teach the reader, fit what goes with it, and report what it is worth on held-out texts.

    python -m eval.training.reader --data ../shared/data --to FOLDER [--ship]

The folder keeps the checkpoint, so a run that was stopped goes on. It ends with the adapter, its
card and the files of weights; `--ship` puts them into the program. With AVX-512, a step takes about
two seconds on two quiet cores.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.answering.reader.packaged_weights import (
    find_package_folder,
    find_tokenizer,
    read_packaged_weights,
)
from assistant.answering.reader.reader_input import ReaderTokenizer
from eval.training.clock import make_clock
from eval.training.reader.evaluation import fit_and_report
from eval.training.reader.examples import ExampleMaker
from eval.training.reader.learner import Learner
from eval.training.reader.marked_question import MarkedQuestion, Part
from eval.training.reader.material import read_material
from eval.training.reader.neighbours import find_neighbours
from eval.training.reader.shipping import ship
from eval.training.reader.trainer import Plan, RunQuestions, Trainer
from index.core.article import digest
from index.core.errors import DatelineError
from index.embedding.embedder import Embedder

# Questions of a collection that a run is watched with.
_WATCHED = 150


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.training.reader", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the collections")
    parser.add_argument("--to", type=Path, required=True, help="the folder of the run")
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--steps", type=int, default=Plan().steps)
    parser.add_argument("--ship", action="store_true", help="put the result into the program")
    options = parser.parse_args(arguments)
    plan = replace(Plan(), seed=options.seed, steps=options.steps)
    try:
        run(options.data, options.to, plan, make_clock())
        for path in ship(options.to) if options.ship else ():
            print(f"written: {path}")
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def run(data: Path, folder: Path, plan: Plan, say: Callable[[str], None]) -> None:
    """Teach a reader, fit what goes with it, and write all into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    material = read_material(data)
    say(f"{len(material):,} questions")
    learner = Learner(read_packaged_weights(find_package_folder()), plan.seed)
    learned = _make_trainer(learner, plan, folder, material, say).run()
    for line in fit_and_report(learned, plan, material, folder, say):
        print(line)


def _make_trainer(
    learner: Learner,
    plan: Plan,
    folder: Path,
    material: Sequence[MarkedQuestion],
    say: Callable[[str], None],
) -> Trainer:
    tokenizer = ReaderTokenizer(find_tokenizer())
    taught = [each for each in material if each.part is Part.TRAIN]
    near = load_neighbours(folder / "neighbours.json", taught, Embedder())
    say("neighbours found")
    watched = select_watched([each for each in material if each.part is Part.VALIDATION])
    questions = RunQuestions(
        ExampleMaker(taught, tokenizer, near), ExampleMaker(watched, tokenizer)
    )
    return Trainer(learner, plan, folder, questions, say)


def load_neighbours(
    path: Path, questions: Sequence[MarkedQuestion], embedder: Embedder
) -> list[list[int]]:
    """The neighbours of the questions, from the file if it has those of the same questions."""
    name = digest(*(repr(each) for each in questions))
    if path.exists():
        content = json.loads(path.read_text("utf-8"))
        if content["questions"] == name:
            found: list[list[int]] = content["found"]
            return found
    found = find_neighbours(questions, embedder)
    path.write_text(json.dumps({"questions": name, "found": found}), "utf-8")
    return found


def select_watched(questions: Sequence[MarkedQuestion]) -> list[MarkedQuestion]:
    """Some questions of each collection, the same each time."""
    found: dict[str, list[MarkedQuestion]] = {}
    for each in sorted(questions, key=lambda each: digest(each.group, each.question)):
        found.setdefault(each.collection, []).append(each)
    return [each for own in found.values() for each in own[:_WATCHED]]


if __name__ == "__main__":
    sys.exit(main())
