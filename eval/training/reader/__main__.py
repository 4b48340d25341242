"""Teach the reader, and write its adapter with a card.

    python -m eval.training.reader --data ../shared/data --to FOLDER

The folder keeps the checkpoint, so a run that was stopped goes on. It takes under two hours on two
cores with AVX-512.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.answering.reader.packaged_weights import find_package_folder, read_packaged_weights
from assistant.answering.reader.reader_input import ReaderTokenizer
from eval.training.reader.examples import ExampleMaker
from eval.training.reader.learner import Learner
from eval.training.reader.marked_question import MarkedQuestion, Part
from eval.training.reader.material import read_material
from eval.training.reader.neighbours import find_neighbours
from eval.training.reader.trainer import Plan, Trainer
from index.core.article import digest
from index.embedding.embedder import Embedder

# Questions of a collection that a run is watched with.
_WATCHED = 150


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.training.reader", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the collections")
    parser.add_argument("--to", type=Path, required=True, help="the folder of the run")
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--rate", type=float, default=Plan().rate)
    parser.add_argument("--steps", type=int, default=Plan().steps)
    options = parser.parse_args(arguments)
    teach(options, make_clock())
    return 0


def teach(options: argparse.Namespace, say: Callable[[str], None]) -> None:
    """Teach a reader to the end."""
    options.to.mkdir(parents=True, exist_ok=True)
    folder = find_package_folder()
    tokenizer = ReaderTokenizer(folder / "tokenizer.json")
    material = read_material(options.data)
    say(f"{len(material):,} questions")
    parts = {part: [each for each in material if each.part is part] for part in Part}
    taught = parts[Part.TRAIN]
    near = load_neighbours(options.to / "neighbours.json", taught)
    say("neighbours found")
    maker = ExampleMaker(taught, tokenizer, near)
    watched = ExampleMaker(select_watched(parts[Part.VALIDATION]), tokenizer)
    learner = Learner(read_packaged_weights(folder), options.seed)
    plan = replace(Plan(), seed=options.seed, rate=options.rate, steps=options.steps)
    Trainer(learner, plan, options.to, maker, watched, say).run()


def load_neighbours(path: Path, questions: Sequence[MarkedQuestion]) -> list[list[int]]:
    """The neighbours of the questions, from the file if it has those of the same questions."""
    name = digest(*(repr(each) for each in questions))
    if path.exists():
        content = json.loads(path.read_text("utf-8"))
        if content["questions"] == name:
            found: list[list[int]] = content["found"]
            return found
    found = find_neighbours(questions, Embedder())
    path.write_text(json.dumps({"questions": name, "found": found}), "utf-8")
    return found


def select_watched(questions: Sequence[MarkedQuestion]) -> list[MarkedQuestion]:
    """Some questions of each collection, the same each time."""
    found: dict[str, list[MarkedQuestion]] = {}
    for each in sorted(questions, key=lambda each: digest(each.group, each.question)):
        found.setdefault(each.collection, []).append(each)
    return [each for own in found.values() for each in own[:_WATCHED]]


def make_clock() -> Callable[[str], None]:
    """A function that prints a line with the seconds since now."""
    started = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {line}", file=sys.stderr, flush=True)

    return say


if __name__ == "__main__":
    sys.exit(main())
