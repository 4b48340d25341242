"""Weights that go with a scorer: it is asked once, as the product asks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.answerability import (
    AnswerabilityModel,
    load_answerability_model,
)
from assistant.answering.answerability_features import measure_answerability
from assistant.answering.bundled_reranker import BUNDLED_RERANKER, find_reranker_files
from assistant.answering.candidate import SentenceCandidate
from assistant.answering.question_context import QuestionContext
from assistant.answering.reranker import Basis, Scores
from assistant.answering.sentence_choice import load_sentence_weights, rank_sentences, rerank
from assistant.core.answer_options import Strictness
from eval.datasets.dataset import Dataset, LabelledQuery
from eval.training import answerability, sentence_choice, weight_files
from eval.training.answerability import QuestionEvidence
from eval.training.candidate_reader import CandidateReader
from eval.training.corpora import Collection, exclude_taught
from eval.training.folds import FOLDS
from eval.training.marked_articles import TRAINING_FILES, Part, read
from eval.training.sentence_choice import SCORER, LabelledSentences
from eval.training.tables import format_comparison, format_confidence
from eval.training.training_questions import QuestionKind, TrainingQuestion
from index.language.en.country_aliases import Stemmer
from tests.assistant.build import article_of, hit_of, question_of, word, words
from tests.eval.training.reranker.build import record, write
from tests.eval.training.test_choosing import questions

SENTENCES = ("Alpha beta gamma.", "Delta epsilon zeta.", "Eta theta iota.")
HIT = hit_of(article_of(*SENTENCES), {0: 0.7, 1: 0.6, 2: 0.5}, dense=0.5)
QUESTION = question_of("Which iota?", word("iota", 1))
STEMS: Stemmer = words


class Last:
    """A scorer that likes what comes last, and notes what it is asked."""

    basis = Basis.MODEL

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def score(self, question: str, candidates: Sequence[SentenceCandidate]) -> Scores:
        self.asked.append([candidate.text for candidate in candidates])
        return np.arange(len(candidates), dtype=np.float32)

    def warm_up(self) -> None:
        """Nothing."""


def asked() -> TrainingQuestion:
    return TrainingQuestion("c", "c", QuestionKind.OWN, "g", QUESTION, (HIT,), (SENTENCES[2],))


def test_a_scorer_is_asked_once_for_a_question_whatever_the_weights() -> None:
    scorer, one, other = Last(), asked(), asked()
    reader = CandidateReader(scorer, STEMS)
    found = reader.read_candidates(one)
    for weights in ({}, {"scorer": 1.0}, {"similarity": 1.0}):
        reader.measure_evidence(one, weights)
    assert reader.read_candidates(one) == found
    assert len(scorer.asked) == 1
    # Questions that look alike may have been asked of other archives.
    reader.measure_evidence(other, {})
    assert len(scorer.asked) == 2


def test_what_is_learned_from_is_what_the_product_sees() -> None:
    scorer = Last()
    reader, weights = CandidateReader(scorer, STEMS), load_sentence_weights(Basis.MODEL)
    evidence = reader.measure_evidence(asked(), weights)
    reading = QuestionContext.build(QUESTION, (HIT,), STEMS)
    first = rank_sentences(reading)
    assert scorer.asked == [[candidate.text for candidate in first]]
    best_first = rerank(first, [0.0, 1.0, 2.0], weights)
    assert evidence == measure_answerability(reading, best_first)[0]
    assert evidence.scorer == best_first[0].features.scorer


def test_signals_of_a_question_include_what_the_scorer_says() -> None:
    each = asked()
    found = sentence_choice.label_sentences(
        each, CandidateReader(Last(), STEMS).read_candidates(each)
    )
    outputs = found.signals[:, sentence_choice.SIGNALS.index(SCORER)]
    assert sorted(outputs.tolist()) == [0.0, 1.0, 2.0]
    assert found.gold.sum() == 1


def test_ways_of_choosing_are_compared_with_the_last_by_collection() -> None:
    both: list[LabelledSentences] = [*questions(SCORER), *questions(SCORER, collection="d")]
    ways = {
        "similarity": [{"similarity": 1.0}] * FOLDS,
        "scorer": [{SCORER: 1.0}] * FOLDS,
    }
    lines = [line.split() for line in format_comparison(both, ways)]
    assert [line[:2] for line in lines] == [[c, way] for c in "cd" for way in ways]
    for line in lines:
        share = float(line[2])
        if line[1] == "scorer":
            assert (share, "p" in line) == (1.0, False)
        else:
            # One of six is gold.
            assert share < 0.5
            assert float(line[line.index("p") + 1]) < 0.001


def test_the_p_values_of_all_comparisons_are_corrected_together() -> None:
    found = {
        count: format_comparison(
            [each for n in range(count) for each in questions(SCORER, collection=str(n))],
            {"similarity": [{"similarity": 1.0}] * FOLDS, "scorer": [{SCORER: 1.0}] * FOLDS},
        )
        for count in (1, 3)
    }
    p = {
        count: [float(line.split(", p ")[1]) for line in found[count] if ", p " in line]
        for count in found
    }
    assert p[3][0] == pytest.approx(3 * p[1][0], rel=0.2)


def told(kind: QuestionKind, collection: str = "c") -> QuestionEvidence:
    each = replace(asked(), kind=kind, collection=collection)
    return QuestionEvidence(each, CandidateReader(Last(), STEMS).measure_evidence(each, {}))


def test_confidence_with_the_scorer_is_compared_with_that_without_by_kind() -> None:
    weighed = [
        told(kind)
        for kind in (QuestionKind.OWN, QuestionKind.NEAR, QuestionKind.REMOVED)
        for _ in range(20)
    ]
    weighed += [told(QuestionKind.OWN, "d"), told(QuestionKind.NEAR, "d")]
    ramp = [n / 100 for n in range(20)]
    # Against near misses from all wrong to all right, against removed articles as it was.
    signals = [*ramp, *(0.5 + n for n in ramp), *ramp, 0.0, 0.0]
    both = [*ramp, *(n - 0.5 for n in ramp), *ramp, 0.0, 0.0]
    heading, *lines = format_confidence(weighed, signals, both)
    assert heading.endswith("p")
    # Of one question of a kind nothing can be said.
    assert [line[:30].split() for line in lines] == [
        ["c", "article", "removed"],
        ["c", "near", "miss"],
    ]
    same, better = ([float(each.split()[0]) for each in line[30:].split("|")] for line in lines)
    assert same[:2] == [0.5, 0.5]
    assert same[2] == 1.0
    assert better[:2] == [0.0, 1.0]
    assert better[2] < 0.01


def test_questions_that_a_scorer_was_taught_are_not_asked(tmp_path: Path) -> None:
    folder = tmp_path / "answer_sentences"
    for name in TRAINING_FILES:
        write(
            folder,
            name,
            [
                record([f"Of {name} {n} alone."], [], question=f"Who is {name} {n}?")
                for n in range(40)
            ],
        )
    parts = {each.question: each.part for each in read(folder)}
    queries = tuple(
        LabelledQuery(str(n), question.upper().replace("?", " ?"))
        for n, question in enumerate(parts)
    )
    dataset = Dataset("d", "0", lambda: iter(()), (*queries, LabelledQuery("x", "Who else?")))
    (left,) = exclude_taught([Collection("d", dataset)], tmp_path)
    expected = [
        query for query, part in zip(queries, parts.values(), strict=True) if part is Part.HELD_OUT
    ]
    assert list(left.dataset.queries) == [*expected, dataset.queries[-1]]
    assert 0 < len(expected) < len(queries)


@pytest.mark.parametrize("basis", Basis)
def test_the_files_that_come_with_the_program_are_as_they_would_be_written(
    basis: Basis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weight_files, "files", lambda _: tmp_path)
    weights = dict.fromkeys(sentence_choice.SIGNALS, 0.5)
    model = AnswerabilityModel(-1.0, dict.fromkeys(answerability.SIGNALS, 0.25), {})
    thresholds = {point.value: 0.5 for point in Strictness}
    scorer = find_reranker_files(BUNDLED_RERANKER) if basis is Basis.MODEL else None
    origin = weight_files.Origin({"c, own": 3}, ["a line"], scorer)
    paths = list(weight_files.write_weights(weights, model, thresholds, origin))
    assert [path.name for path in paths] == [
        f"sentence_choice.{basis}.json",
        f"answerability.{basis}.json",
    ]
    for path in paths:
        written = json.loads(path.read_text("utf-8"))
        stored = json.loads(
            (
                Path(weight_files.__file__).parents[2] / "assistant" / "answering" / path.name
            ).read_text()
        )
        assert written.keys() == stored.keys()
        for part in ("learned", "by_hand"):
            assert written[part].keys() == stored[part].keys()
        assert written["by_hand"] == stored["by_hand"]
        assert written["provenance"]["questions"] == {"c, own": 3}
        # Those that come with the program are of the scorer that does.
        for part in ("command", "scorer_sha256"):
            assert written["provenance"].get(part) == stored["provenance"].get(part)
        assert ("--scorer" in written["provenance"]["command"]) == (basis is Basis.MODEL)
    assert load_answerability_model(basis).weights.keys() <= set(answerability.SIGNALS)
