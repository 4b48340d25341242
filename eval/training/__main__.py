"""Learns the weights of the program from labelled questions, and prints what they are worth.

    python -m eval.training --data FOLDER [--cache FOLDER] [--scorer NAME] [--write]

    ask      every question of its own archive and of others        eval.training.material
    choose   weights of what speaks for a sentence                  eval.training.choosing
    refuse   a probability that there is an answer                  eval.training.answerability
    print    figures of questions that were held out                eval.training.tables

With `--scorer` what is learned are the weights that go with that model, from questions that it was
not taught. With `--write` the program's own weights are replaced, and say what they were learned
from.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from assistant.scorer import Basis
from assistant.settings import NO_SCORER, Settings
from assistant.wiring import make_scorer
from eval.homes import cache_folder, prepared
from eval.training import answerability, choosing, lists
from eval.training.answerability import Weighed
from eval.training.choosing import Labelled, labelled
from eval.training.corpora import collections, samples, unseen
from eval.training.folds import FOLDS, fold_of
from eval.training.material import OWN, Asked, Kind, material
from eval.training.reader import Reader
from eval.training.saving import written
from eval.training.tables import (
    choosing_lines,
    comparison_lines,
    refusal_lines,
    scorer_lines,
    strictness_lines,
)
from index.article import DatelineError, digest


def main() -> int:
    """Learn, print, and write if asked to."""
    parser = argparse.ArgumentParser(prog="python -m eval.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the labelled collections")
    parser.add_argument("--cache", type=Path, default=None, help="where archives are kept")
    parser.add_argument("--scorer", default=NO_SCORER, help="a model, or a folder of one")
    parser.add_argument("--write", action="store_true", help="replace the program's weights")
    options = parser.parse_args()
    try:
        settings = Settings(home=options.cache or cache_folder(), scorer=options.scorer)
        _run(options.data, settings, write=options.write)
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _run(data: Path, settings: Settings, *, write: bool) -> None:
    say = _clock()
    scorer, others = make_scorer(settings), samples()
    basis = scorer.basis
    known = collections(data) if basis is Basis.SIGNALS else unseen(collections(data), data)
    asked = list(material(known, [others], settings.home, settings, say))
    with prepared(others, settings, settings.home) as home:
        read = Reader(scorer, home.library.stems)
        questions = [labelled(each, read.found(each)) for each in asked if each.evidence]
        say(f"{len(questions):,} questions with gold sentences")
        folds = choosing.by_fold(questions, basis)
        weights = choosing.learned(questions, basis)
        own = next(each for each in known if each.name == lists.NAME)
        whole = list(lists.listed(own, settings, read))
        weighed = [
            Weighed(each, read.evidence(each, folds[fold_of(each.group)])) for each in _drawn(asked)
        ]
    say(f"{len(weighed):,} questions with and without an answer")
    confidences = answerability.held_out(weighed, basis)
    thresholds = answerability.thresholds(weighed, confidences)
    lines = [
        *_choosing_lines(questions, whole, folds, basis),
        *refusal_lines(weighed, confidences),
        *(scorer_lines(weighed) if basis is Basis.MODEL else ()),
        *strictness_lines(weighed, confidences, thresholds),
    ]
    print("\n".join(lines))
    model = answerability.fitted(weighed, basis)
    print(weights, model.intercept, model.weights, thresholds, sep="\n")
    if write:
        counts = Counter(f"{each.asked.collection}, {each.asked.kind}" for each in weighed)
        for path in written(basis, weights, model, thresholds, (counts, lines)):
            say(f"written: {path}")


def _choosing_lines(
    questions: Sequence[Labelled],
    whole: Sequence[Labelled],
    folds: Sequence[Mapping[str, float]],
    basis: Basis,
) -> Iterator[str]:
    """What choosing is worth: of `questions` of archives, and of `whole` lists of their own."""
    yield from choosing_lines(questions, folds, basis)
    ways = _ways(questions, folds) if basis is Basis.MODEL else {"signals": folds}
    if basis is Basis.MODEL:
        yield from comparison_lines(questions, ways)
    yield from lists.list_lines(whole, ways)


def _ways(
    questions: Sequence[Labelled], folds: Sequence[Mapping[str, float]]
) -> dict[str, Sequence[Mapping[str, float]]]:
    """Ways of choosing, the whole one last."""
    return {
        "similarity": [{"similarity": 1.0}] * FOLDS,
        "signals": choosing.by_fold(questions),
        "scorer": [{choosing.SCORER: 1.0}] * FOLDS,
        "both": folds,
    }


def _drawn(asked: Sequence[Asked]) -> Iterator[Asked]:
    """All questions but the surplus of those that were asked for their gold sentences alone."""
    left: Counter[str] = Counter()
    for each in sorted(asked, key=lambda each: digest("drawn", each.group, each.question.text)):
        left[each.collection] += each.kind is Kind.OWN
        if each.kind is not Kind.OWN or left[each.collection] <= OWN:
            yield each


def _clock() -> Callable[[str], None]:
    started = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {line}", file=sys.stderr, flush=True)

    return say


if __name__ == "__main__":
    sys.exit(main())
