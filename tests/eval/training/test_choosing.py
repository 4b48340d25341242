"""Weights are learned from what tells gold sentences from others."""

from __future__ import annotations

import numpy as np
import pytest

from eval.training import sentence_choice
from eval.training.folds import FOLDS, fold_of
from eval.training.sentence_choice import BY_HAND, FEATURE_NAMES, LEARNED, LabelledSentences


def questions(teller: str, count: int = 60, collection: str = "c") -> list[LabelledSentences]:
    """Questions with six sentences each, of which the one that has most of a feature is gold."""
    dice = np.random.default_rng(7)
    found = []
    for number in range(count):
        features = dice.random((6, len(FEATURE_NAMES)))
        gold = np.zeros(6, dtype=bool)
        gold[np.argmax(features[:, FEATURE_NAMES.index(teller)])] = True
        found.append(LabelledSentences(collection, f"{collection}{number}", features, gold))
    return found


@pytest.mark.parametrize("teller", ["overlap_beyond_title", "similarity"])
def test_the_feature_that_tells_gets_the_weight(teller: str) -> None:
    weights = sentence_choice.learn_weights(questions(teller))
    assert max(LEARNED, key=weights.__getitem__) == teller
    assert weights[teller] > 5 * max(weights[name] for name in LEARNED if name != teller)


def test_weights_say_the_same_each_time_and_of_the_questions_in_any_order() -> None:
    asked = questions("together")
    assert sentence_choice.learn_weights(asked) == sentence_choice.learn_weights(asked)
    backwards = sentence_choice.learn_weights(asked[::-1])
    assert backwards == pytest.approx(sentence_choice.learn_weights(asked), abs=0.05)


def test_no_feature_is_turned_round() -> None:
    # Here a gold sentence is the least similar one, and asks.
    asked = [
        LabelledSentences(q.collection, q.group, -q.features, q.gold)
        for q in questions("similarity")
    ] + questions("is_question")
    weights = sentence_choice.learn_weights(asked)
    assert all(weights[name] >= 0 for name in LEARNED if name != "is_question")
    assert weights["is_question"] <= 0


def test_what_is_set_by_hand_stays_and_a_reader_has_no_weight() -> None:
    weights = sentence_choice.learn_weights(questions("overlap_beyond_title"))
    assert {name: weights[name] for name in BY_HAND} == BY_HAND
    assert set(weights) == set(FEATURE_NAMES)
    assert "reader" not in weights


def test_held_out_questions_are_judged_by_weights_that_have_not_seen_them() -> None:
    asked = questions("overlap_beyond_title")
    folds = sentence_choice.learn_by_fold(asked)
    assert len(folds) == FOLDS
    for fold in range(FOLDS):
        others = [question for question in asked if fold_of(question.group) != fold]
        assert folds[fold] == sentence_choice.learn_weights(others)
    assert sum(sentence_choice.predict_held_out(asked, folds)) > 40


def test_what_one_collection_teaches_is_tried_on_another() -> None:
    asked = [*questions("overlap_beyond_title"), *questions("overlap_beyond_title", collection="d")]
    assert sum(sentence_choice.predict_transfer(asked, "d")) > 40
    unlike = [*questions("overlap_beyond_title"), *questions("person", collection="d")]
    assert sum(sentence_choice.predict_transfer(unlike, "d")) < 30


def test_questions_without_gold_sentences_teach_nothing() -> None:
    nothing = LabelledSentences(
        "c", "g", np.zeros((2, len(FEATURE_NAMES))), np.zeros(2, dtype=bool)
    )
    empty = LabelledSentences("c", "g", np.zeros((0, len(FEATURE_NAMES))), np.zeros(0, dtype=bool))
    weights = sentence_choice.learn_weights([nothing, empty])
    assert all(weights[name] == 0.0 for name in LEARNED)
    assert not sentence_choice.is_right(empty, weights)
