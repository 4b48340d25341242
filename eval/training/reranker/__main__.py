"""Trains the reranker and writes it in the layout of sentence-transformers' CrossEncoder.

    python -m eval.training.reranker --data FOLDER --work FOLDER [--to FOLDER] [--epochs N]
        [--seed N]

    train     on marked sentences and newswire      eval.training.reranker.trainer
    export    the weights as float16                eval.training.reranker.saving
    evaluate  on held-out texts                     eval.training.reranker.held_out_report
    document  the model card                        eval.training.reranker.model_card

An interrupted run resumes from its last checkpoint in the work folder. A run takes about an hour
and a half on two cores.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.config.settings import NO_SCORER, Settings
from eval.archive_cache import open_archive
from eval.training.corpora import read_samples
from eval.training.marked_articles import HELD_OUT_FILE, MarkedQuestion, Part, exclude_shared, read
from eval.training.reranker import chart, examples, held_out_report, judging
from eval.training.reranker.archives import collections
from eval.training.reranker.examples import Example, near_misses
from eval.training.reranker.model_card import Told, card
from eval.training.reranker.network import Network
from eval.training.reranker.newswire import questions
from eval.training.reranker.prior import fit_mix
from eval.training.reranker.saving import save
from eval.training.reranker.trainer import Learning, Plan
from eval.training.training_questions import SampleSizes, TrainingQuestion, ask_questions
from index.core.errors import DatelineError
from index.embedding.cross_encoders import load_pair_engine
from index.embedding.engine import PairEngine
from index.embedding.model_files import DEFAULT_MODEL, locate_model

# Questions of a collection: all but most fairy tales to learn from, and few to judge by.
_COUNTS = {
    Part.TRAIN: SampleSizes(gold=2_400, own=600, swapped=300, foreign=40),
    Part.VALIDATION: SampleSizes(gold=50, own=50, swapped=20, foreign=5),
    Part.HELD_OUT: SampleSizes(gold=400, own=200, swapped=100, foreign=20),
}


def main() -> int:
    """Teach, write, prove, and tell."""
    parser = argparse.ArgumentParser(prog="python -m eval.training.reranker", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the labelled collections")
    parser.add_argument("--work", type=Path, required=True, help="where checkpoints are kept")
    parser.add_argument("--to", type=Path, default=None, help="where the model is written")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    options = parser.parse_args()
    if options.epochs < 1:
        parser.error("--epochs must be at least 1")
    try:
        _run(options)
    except (DatelineError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _run(options: argparse.Namespace) -> None:
    started = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {line}", file=sys.stderr, flush=True)

    asked = {part: _ask_questions(options, part, say) for part in Part}
    taught, judged = asked[Part.TRAIN], asked[Part.VALIDATION]
    judged = [*judged, *near_misses(judged)]
    say(f"{len(taught):,} examples to learn from, {len(judged):,} to judge by")
    network = Network(locate_model(DEFAULT_MODEL).folder, options.seed)
    plan = Plan(epochs=options.epochs, seed=options.seed)
    learned = Learning(network, plan, options.work, (taught, judged), say).run()
    chart.write(options.work, options.work / "log.html")
    to = options.to or options.work / "model"
    say(f"sha256 of the weights in {to}: {save(network, learned, to)}")
    engine = load_pair_engine(locate_model(str(to)))
    score = _scores(engine)
    mix = fit_mix(judged, score(judging.collect_pairs(judged)))
    lines = list(held_out_report.lines(asked[Part.HELD_OUT], score, mix))
    print("\n".join(lines))
    told = Told(plan, options.work, (taught, judged), engine.backend, lines)
    (to / "README.md").write_text(card(told, network), "utf-8")


def _ask_questions(
    options: argparse.Namespace, part: Part, say: Callable[[str], None]
) -> list[Example]:
    """The questions of a part, asked of its texts; kept in the work folder."""
    folder = options.work / part.name.lower()
    kept = folder / "examples.jsonl"
    if not kept.exists():
        known = collections(_read_marked(options.data, part), folder)
        settings = Settings(home=folder / "archives", scorer=NO_SCORER)
        asked = ask_questions(known, [], settings.home, settings, say, _COUNTS[part])
        examples.write(_examples(asked, settings), kept)
    return list(examples.read(kept))


def _read_marked(data: Path, part: Part) -> list[MarkedQuestion]:
    marked = [*read(data / "answer_sentences"), *questions(data / "reuters")]
    found = [each for each in marked if each.part is part]
    if part is not Part.HELD_OUT:
        return found
    # And a file of its own that nothing of the training reads.
    unread = read(data / "answer_sentences", [HELD_OUT_FILE])
    return [*exclude_shared(found, (each for each in marked if each.part is not part)), *unread]


def _examples(asked: Iterable[TrainingQuestion], settings: Settings) -> Iterator[Example]:
    with open_archive(read_samples(), settings, settings.home) as home:
        for each in asked:
            if (found := examples.example(each, home.library.stems)) is not None:
                yield found


def _scores(engine: PairEngine) -> judging.Score:
    def score(asked: judging.Asked) -> list[NDArray[np.float32]]:
        pairs = [(question, text) for question, texts in asked for text in texts]
        ends = np.cumsum([len(texts) for _, texts in asked])
        return np.split(engine.score(pairs), ends[:-1])

    return score


if __name__ == "__main__":
    sys.exit(main())
