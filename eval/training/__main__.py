"""Learns the weights of the program from labelled questions, and prints held-out figures.

    python -m eval.training --data FOLDER [--cache FOLDER] [--scorer NAME] [--write]

    ask      each question of its own archive and of others    eval.training.training_questions
    choose   the weights of the sentence features              eval.training.sentence_choice
    refuse   the probability that there is an answer           eval.training.answerability
    print    held-out figures                                  eval.training.tables

With `--scorer` the weights belong to that reranker, and the questions that it was trained on are
left out. With `--write` the result replaces the program's weights, with its provenance.
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
from eval.archive_cache import cache_folder, open_archive
from eval.training import answerability, sentence_choice, trecqa_lists
from eval.training.answerability import QuestionEvidence
from eval.training.candidate_reader import CandidateReader
from eval.training.corpora import exclude_taught, read_collections, read_samples
from eval.training.folds import FOLDS, fold_of
from eval.training.sentence_choice import LabelledSentences, label_sentences
from eval.training.tables import (
    format_choosing,
    format_comparison,
    format_confidence,
    format_refusal,
    format_scorer,
    format_strictness,
)
from eval.training.training_questions import OWN, QuestionKind, TrainingQuestion, ask_questions
from eval.training.weight_files import Origin, write_weights
from index.core.article import digest
from index.core.errors import DatelineError


def main() -> int:
    """Learn, print, and write with `--write`."""
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
    say = _make_clock()
    training_data = _collect_data(data, settings, say)
    basis, refusal_questions = training_data.basis, training_data.weighed
    say(f"{len(refusal_questions):,} questions with and without an answer")
    confidences = answerability.predict_held_out(refusal_questions, basis)
    thresholds = answerability.choose_thresholds(refusal_questions, confidences)
    lines = [
        *_choosing_lines(training_data),
        *format_refusal(refusal_questions, confidences),
        *format_strictness(refusal_questions, confidences, thresholds),
        *(
            _scorer_lines(refusal_questions, confidences, training_data.plain)
            if training_data.plain
            else ()
        ),
    ]
    print("\n".join(lines))
    weights = sentence_choice.learn_weights(training_data.questions, basis)
    model = answerability.fit(refusal_questions, basis)
    print(weights, model.intercept, model.weights, thresholds, sep="\n")
    if write:
        counts = Counter(
            f"{each.asked.collection}, {each.asked.kind}" for each in refusal_questions
        )
        scorer = find_reranker_files(settings.scorer) if basis is Basis.MODEL else None
        for path in write_weights(weights, model, thresholds, Origin(counts, lines, scorer)):
            say(f"written: {path}")


@dataclass(frozen=True, slots=True)
class _TrainingData:
    """What all questions found: those with gold sentences, and the lists of TREC QA's; those with
    and without an answer, where sentences are chosen by the weights of `folds`, and by those of
    `signals` alone (`plain`, where there is a scorer to compare with)."""

    basis: Basis
    questions: Sequence[LabelledSentences]
    lists: Sequence[LabelledSentences]
    signals: Sequence[Mapping[str, float]]
    folds: Sequence[Mapping[str, float]]
    weighed: Sequence[QuestionEvidence]
    plain: Sequence[QuestionEvidence]


def _collect_data(data: Path, settings: Settings, say: Callable[[str], None]) -> _TrainingData:
    scorer, others = make_reranker(settings), read_samples()
    basis = scorer.basis
    known_collections = (
        read_collections(data)
        if basis is Basis.SIGNALS
        else exclude_taught(read_collections(data), data)
    )
    training_questions = list(
        ask_questions(known_collections, [others], settings.home, settings, say)
    )
    with open_archive(others, settings, settings.home) as archive:
        stems = archive.library.stems
        reader = CandidateReader(scorer, stems)
        questions = [
            label_sentences(each, reader.read_candidates(each))
            for each in training_questions
            if each.evidence
        ]
        say(f"{len(questions):,} questions with gold sentences")
        signals = sentence_choice.learn_by_fold(questions)
        with_scorer = basis is Basis.MODEL
        folds = sentence_choice.learn_by_fold(questions, basis) if with_scorer else signals
        own = next(each for each in known_collections if each.name == trecqa_lists.NAME)
        whole = list(trecqa_lists.read_lists(own, settings, reader))
        sampled = list(_sample(training_questions))
        weighed = _measure_evidence(sampled, reader, folds)
        plain = (
            _measure_evidence(sampled, CandidateReader(NoReranker(), stems), signals)
            if with_scorer
            else []
        )
    return _TrainingData(basis, questions, whole, signals, folds, weighed, plain)


def _measure_evidence(
    questions: Sequence[TrainingQuestion],
    reader: CandidateReader,
    folds: Sequence[Mapping[str, float]],
) -> list[QuestionEvidence]:
    return [
        QuestionEvidence(each, reader.measure_evidence(each, folds[fold_of(each.group)]))
        for each in questions
    ]


def _scorer_lines(
    weighed: Sequence[QuestionEvidence],
    confidences: Sequence[float],
    plain: Sequence[QuestionEvidence],
) -> Iterator[str]:
    """Compare refusal by the reranker alone, by both, and by features alone (`plain`)."""
    yield from format_scorer(weighed)
    signals = answerability.predict_held_out(plain)
    yield from format_confidence(weighed, signals, confidences)
    yield "by signals alone, of the same questions"
    yield from format_strictness(plain, signals, answerability.choose_thresholds(plain, signals))


def _choosing_lines(data: _TrainingData) -> Iterator[str]:
    """The figures of sentence choice: on questions asked of archives, and on whole lists."""
    yield from format_choosing(data.questions, data.folds, data.basis)
    ways = _list_ways(data)
    if data.basis is Basis.MODEL:
        yield from format_comparison(data.questions, ways)
    yield from trecqa_lists.format_lists(data.lists, ways)


def _list_ways(data: _TrainingData) -> dict[str, Sequence[Mapping[str, float]]]:
    """The ways of choosing to compare, the full one last."""
    if data.basis is Basis.SIGNALS:
        return {"signals": data.signals}
    return {
        "similarity": [{"similarity": 1.0}] * FOLDS,
        "signals": data.signals,
        "scorer": [{sentence_choice.SCORER: 1.0}] * FOLDS,
        "both": data.folds,
    }


def _sample(questions: Sequence[TrainingQuestion]) -> Iterator[TrainingQuestion]:
    """Drop the surplus of the questions that are needed only for their gold sentences."""
    counts: Counter[str] = Counter()
    for each in sorted(questions, key=lambda each: digest("drawn", each.group, each.question.text)):
        counts[each.collection] += each.kind is QuestionKind.OWN
        if each.kind is not QuestionKind.OWN or counts[each.collection] <= OWN:
            yield each


def _make_clock() -> Callable[[str], None]:
    started = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {line}", file=sys.stderr, flush=True)

    return say


if __name__ == "__main__":
    sys.exit(main())
