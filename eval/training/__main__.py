"""Learns the weights of the program from labelled questions, and prints what they are worth.

    python -m eval.training --data FOLDER [--cache FOLDER] [--write]

    ask      every question of its own archive and of others        eval.training.material
    choose   weights of what speaks for a sentence                  eval.training.choosing
    refuse   a probability that there is an answer                  eval.training.answerability
    print    figures of questions that were held out                eval.training.tables

With `--write` choosing.json and refusal.json are replaced, and say what they were learned from.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from assistant.evidence import weigh
from assistant.extractive import candidates
from assistant.names import Stems
from assistant.reading import Reading
from assistant.settings import Settings
from eval.homes import cache_folder, prepared
from eval.training import answerability, choosing
from eval.training.answerability import Weighed
from eval.training.choosing import Labelled
from eval.training.corpora import collections, samples
from eval.training.folds import fold_of
from eval.training.material import OWN, Asked, Kind, material
from eval.training.saving import written
from eval.training.tables import choosing_lines, refusal_lines, strictness_lines
from index.article import DatelineError, digest


def main() -> int:
    """Learn, print, and write if asked to."""
    parser = argparse.ArgumentParser(prog="python -m eval.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the labelled collections")
    parser.add_argument("--cache", type=Path, default=None, help="where archives are kept")
    parser.add_argument("--write", action="store_true", help="replace the program's weights")
    options = parser.parse_args()
    try:
        _run(options.data, options.cache or cache_folder(), write=options.write)
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _run(data: Path, cache: Path, *, write: bool) -> None:
    say = _clock()
    settings = Settings(home=cache)
    others = samples()
    asked = list(material(collections(data), [others], cache, settings, say))
    with prepared(others, settings, cache) as home:
        stems = home.library.stems
        questions = [_labelled(each, stems) for each in asked if each.evidence]
        say(f"{len(questions):,} questions with gold sentences")
        folds = choosing.by_fold(questions)
        weights = choosing.learned(questions)
        weighed = [_weighed(each, folds, stems) for each in _drawn(asked)]
    say(f"{len(weighed):,} questions with and without an answer")
    confidences = answerability.held_out(weighed)
    thresholds = answerability.thresholds(weighed, confidences)
    lines = [
        *choosing_lines(questions, folds),
        *refusal_lines(weighed, confidences),
        *strictness_lines(weighed, confidences, thresholds),
    ]
    print("\n".join(lines))
    model = answerability.fitted(weighed)
    print(weights, model.intercept, model.weights, thresholds, sep="\n")
    if write:
        counts = Counter(f"{each.asked.collection}, {each.asked.kind}" for each in weighed)
        for path in written(weights, model, thresholds, (counts, lines)):
            say(f"written: {path}")


def _drawn(asked: Sequence[Asked]) -> Iterator[Asked]:
    """All questions but the surplus of those that were asked for their gold sentences alone."""
    left: Counter[str] = Counter()
    for each in sorted(asked, key=lambda each: digest("drawn", each.group, each.question.text)):
        left[each.collection] += each.kind is Kind.OWN
        if each.kind is not Kind.OWN or left[each.collection] <= OWN:
            yield each


def _labelled(asked: Asked, stems: Stems) -> Labelled:
    return choosing.labelled(asked, Reading.of(asked.question, asked.hits, stems))


def _weighed(asked: Asked, folds: Sequence[Mapping[str, float]], stems: Stems) -> Weighed:
    """The evidence for a question, by weights of sentences that have not seen its article."""
    weights = folds[fold_of(asked.group)]
    reading = Reading.of(asked.question, asked.hits, stems)
    return Weighed(asked, weigh(reading, candidates(reading, weights))[0])


def _clock() -> Callable[[str], None]:
    started = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {line}", file=sys.stderr, flush=True)

    return say


if __name__ == "__main__":
    sys.exit(main())
