"""Training computes the same candidates as the product."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.answerability import estimate_answerability, load_answerability_model
from assistant.answering.sentence_choice import load_sentence_weights
from assistant.config.factory import make_assistant
from assistant.config.settings import Settings
from eval.archive_cache import open_archive
from eval.datasets import registry
from eval.training import sentence_choice
from eval.training.candidates import measure_evidence, rank_candidates
from eval.training.corpora import Collection
from eval.training.training_questions import QuestionKind, TrainingQuestion, ask_questions
from tests.assistant.build import article_of, hit_of, question_of, word, words

SENTENCES = ("Alpha beta gamma.", "Delta epsilon zeta.", "Eta theta iota.")
HIT = hit_of(article_of(*SENTENCES), {0: 0.7, 1: 0.6, 2: 0.5}, dense=0.5)
ASKED = TrainingQuestion(
    "c",
    "c",
    QuestionKind.OWN,
    "g",
    question_of("Which iota?", word("iota", 1)),
    (HIT,),
    (SENTENCES[2],),
)


def test_every_sentence_is_a_candidate_and_one_is_gold() -> None:
    candidates = rank_candidates(ASKED, words)
    assert {each.text for each in candidates} == set(SENTENCES)
    found = sentence_choice.label_sentences(ASKED, candidates)
    similarities = found.features[:, sentence_choice.FEATURE_NAMES.index("similarity")]
    assert similarities[found.gold].tolist() == [0.5]
    assert sorted(similarities.tolist()) == [0.5, 0.6, 0.7]


@pytest.mark.parametrize(
    ("weights", "share"), [({"similarity": 1.0}, 0.0), ({"overlap_beyond_title": 1.0}, 1.0)]
)
def test_evidence_is_of_the_sentence_that_the_weights_choose(
    weights: dict[str, float], share: float
) -> None:
    assert measure_evidence(ASKED, words, weights).share == share


@pytest.mark.slow
def test_the_assistant_has_the_confidence_that_the_evidence_gives(
    invented: Path, settings: Settings
) -> None:
    known = Collection("invented", registry.read(invented))
    questions = list(ask_questions([known], [], settings.home, settings, lambda _: None))
    with open_archive(known.dataset, settings, settings.home) as archive:
        assistant = make_assistant(archive.library, settings)
        for each in questions:
            if each.kind not in (QuestionKind.OWN, QuestionKind.NEAR):
                continue
            evidence = measure_evidence(each, archive.library.stems, load_sentence_weights())
            confidence = estimate_answerability(evidence, load_answerability_model())
            assert assistant.ask(each.question.text).confidence == round(confidence, 4)
    assert {each.kind for each in questions} >= {QuestionKind.OWN, QuestionKind.NEAR}
