"""Learns the weights of features from labelled questions, and prints held-out figures.

    python -m eval.training --data FOLDER [--cache FOLDER] [--write]

    ask      each question of its own archive and of others    eval.training.training_questions
    choose   the weights of the sentence features              eval.training.sentence_choice
    refuse   the probability that there is an answer           eval.training.answerability
    print    held-out figures                                  eval.training.tables

These are the weights of answers without a reader; `eval.training.reader` has those that go with
one. With `--write` the result replaces the program's weights, with its provenance.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.config.settings import Settings
from assistant.core.answer_options import NO_READER
from eval.archive_cache import cache_folder, open_archive
from eval.training import answerability, sentence_choice, trecqa_lists
from eval.training.answerability import QuestionEvidence
from eval.training.candidates import measure_evidence, rank_candidates
from eval.training.clock import make_clock
from eval.training.corpora import read_collections, read_samples
from eval.training.folds import fold_of
from eval.training.sentence_choice import LabelledSentences, label_sentences
from eval.training.tables import format_choosing, format_refusal, format_strictness
from eval.training.training_questions import OWN, QuestionKind, TrainingQuestion, ask_questions
from eval.training.weight_files import Origin, write_weights
from index.core.article import digest
from index.core.errors import DatelineError


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, print, and write with `--write`; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the labelled collections")
    parser.add_argument("--cache", type=Path, default=None, help="where archives are kept")
    parser.add_argument("--write", action="store_true", help="replace the program's weights")
    options = parser.parse_args(arguments)
    try:
        settings = Settings(home=options.cache or cache_folder(), reader=NO_READER)
        _run(options.data, settings, write=options.write)
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _run(data: Path, settings: Settings, *, write: bool) -> None:
    say = make_clock()
    training_data = _collect_data(data, settings, say)
    weighed = training_data.weighed
    say(f"{len(weighed):,} questions with and without an answer")
    confidences = answerability.predict_held_out(weighed)
    thresholds = answerability.choose_thresholds(weighed, confidences)
    lines = [
        *format_choosing(training_data.questions, training_data.folds),
        *trecqa_lists.format_lists(training_data.lists, training_data.folds),
        *format_refusal(weighed, confidences),
        *format_strictness(weighed, confidences, thresholds),
    ]
    print("\n".join(lines))
    weights = sentence_choice.learn_weights(training_data.questions)
    model = answerability.fit(weighed)
    print(weights, model.intercept, model.weights, thresholds, sep="\n")
    if write:
        counts = Counter(f"{each.asked.collection}, {each.asked.kind}" for each in weighed)
        for path in write_weights(weights, model, thresholds, Origin(counts, lines)):
            say(f"written: {path}")


@dataclass(frozen=True, slots=True)
class _TrainingData:
    """What all questions found: those with gold sentences, the lists of TREC QA, the weights of
    sentence choice by fold, and the questions with and without an answer, where sentences are
    chosen by these weights."""

    questions: Sequence[LabelledSentences]
    lists: Sequence[LabelledSentences]
    folds: Sequence[Mapping[str, float]]
    weighed: Sequence[QuestionEvidence]


def _collect_data(data: Path, settings: Settings, say: Callable[[str], None]) -> _TrainingData:
    collections, others = read_collections(data), read_samples()
    training_questions = list(ask_questions(collections, [others], settings.home, settings, say))
    with open_archive(others, settings, settings.home) as archive:
        stems = archive.library.stems
        questions = [
            label_sentences(each, rank_candidates(each, stems))
            for each in training_questions
            if each.evidence
        ]
        say(f"{len(questions):,} questions with gold sentences")
        folds = sentence_choice.learn_by_fold(questions)
        weighed = [
            QuestionEvidence(each, measure_evidence(each, stems, folds[fold_of(each.group)]))
            for each in _sample(training_questions)
        ]
    own = next(each for each in collections if each.name == trecqa_lists.NAME)
    lists = list(trecqa_lists.read_lists(own, settings))
    return _TrainingData(questions, lists, folds, weighed)


def _sample(questions: Sequence[TrainingQuestion]) -> Iterator[TrainingQuestion]:
    """Drop the surplus of the questions that are needed only for their gold sentences."""
    counts: Counter[str] = Counter()
    for each in sorted(questions, key=lambda each: digest("drawn", each.group, each.question.text)):
        counts[each.collection] += each.kind is QuestionKind.OWN
        if each.kind is not QuestionKind.OWN or counts[each.collection] <= OWN:
            yield each


if __name__ == "__main__":
    sys.exit(main())
