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
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.bundled_reranker import find_reranker_files
from assistant.answering.reranker import Basis, NoReranker
from assistant.config.factory import make_reranker
from assistant.config.settings import NO_SCORER, Settings
from eval.archive_cache import cache_folder, prepared
from eval.training import answerability, choosing, lists
from eval.training.answerability import Weighed
from eval.training.choosing import Labelled, labelled
from eval.training.corpora import collections, samples, unseen
from eval.training.folds import FOLDS, fold_of
from eval.training.material import OWN, Asked, Kind, material
from eval.training.saving import Origin, written
from eval.training.scored_questions import Reader
from eval.training.tables import (
    choosing_lines,
    comparison_lines,
    confidence_lines,
    refusal_lines,
    scorer_lines,
    strictness_lines,
)
from index.core.article import digest
from index.core.errors import DatelineError


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
    found = _found(data, settings, say)
    basis, weighed = found.basis, found.weighed
    say(f"{len(weighed):,} questions with and without an answer")
    confidences = answerability.held_out(weighed, basis)
    thresholds = answerability.thresholds(weighed, confidences)
    lines = [
        *_choosing_lines(found),
        *refusal_lines(weighed, confidences),
        *strictness_lines(weighed, confidences, thresholds),
        *(_scorer_lines(weighed, confidences, found.plain) if found.plain else ()),
    ]
    print("\n".join(lines))
    weights = choosing.learned(found.questions, basis)
    model = answerability.fitted(weighed, basis)
    print(weights, model.intercept, model.weights, thresholds, sep="\n")
    if write:
        counts = Counter(f"{each.asked.collection}, {each.asked.kind}" for each in weighed)
        scorer = find_reranker_files(settings.scorer) if basis is Basis.MODEL else None
        for path in written(weights, model, thresholds, Origin(counts, lines, scorer)):
            say(f"written: {path}")


@dataclass(frozen=True, slots=True)
class _Found:
    """What all questions found: those with gold sentences, and the lists of TREC QA's; those with
    and without an answer, where sentences are chosen by the weights of `folds`, and by those of
    `signals` alone (`plain`, where there is a scorer to compare with)."""

    basis: Basis
    questions: Sequence[Labelled]
    lists: Sequence[Labelled]
    signals: Sequence[Mapping[str, float]]
    folds: Sequence[Mapping[str, float]]
    weighed: Sequence[Weighed]
    plain: Sequence[Weighed]


def _found(data: Path, settings: Settings, say: Callable[[str], None]) -> _Found:
    scorer, others = make_reranker(settings), samples()
    basis = scorer.basis
    known = collections(data) if basis is Basis.SIGNALS else unseen(collections(data), data)
    asked = list(material(known, [others], settings.home, settings, say))
    with prepared(others, settings, settings.home) as home:
        stems = home.library.stems
        read = Reader(scorer, stems)
        questions = [labelled(each, read.found(each)) for each in asked if each.evidence]
        say(f"{len(questions):,} questions with gold sentences")
        signals = choosing.by_fold(questions)
        with_scorer = basis is Basis.MODEL
        folds = choosing.by_fold(questions, basis) if with_scorer else signals
        own = next(each for each in known if each.name == lists.NAME)
        whole = list(lists.listed(own, settings, read))
        drawn = list(_drawn(asked))
        weighed = _weighed(drawn, read, folds)
        plain = _weighed(drawn, Reader(NoReranker(), stems), signals) if with_scorer else []
    return _Found(basis, questions, whole, signals, folds, weighed, plain)


def _weighed(
    asked: Sequence[Asked], read: Reader, folds: Sequence[Mapping[str, float]]
) -> list[Weighed]:
    return [Weighed(each, read.evidence(each, folds[fold_of(each.group)])) for each in asked]


def _scorer_lines(
    weighed: Sequence[Weighed], confidences: Sequence[float], plain: Sequence[Weighed]
) -> Iterator[str]:
    """What the scorer is worth for refusing: alone, and beside signals alone (`plain`)."""
    yield from scorer_lines(weighed)
    signals = answerability.held_out(plain)
    yield from confidence_lines(weighed, signals, confidences)
    yield "by signals alone, of the same questions"
    yield from strictness_lines(plain, signals, answerability.thresholds(plain, signals))


def _choosing_lines(found: _Found) -> Iterator[str]:
    """What choosing is worth: of questions asked of archives, and of whole lists."""
    yield from choosing_lines(found.questions, found.folds, found.basis)
    ways = _ways(found)
    if found.basis is Basis.MODEL:
        yield from comparison_lines(found.questions, ways)
    yield from lists.list_lines(found.lists, ways)


def _ways(found: _Found) -> dict[str, Sequence[Mapping[str, float]]]:
    """Ways of choosing, the whole one last."""
    if found.basis is Basis.SIGNALS:
        return {"signals": found.signals}
    return {
        "similarity": [{"similarity": 1.0}] * FOLDS,
        "signals": found.signals,
        "scorer": [{choosing.SCORER: 1.0}] * FOLDS,
        "both": found.folds,
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
