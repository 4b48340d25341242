"""Confidence is learned from both kinds of questions, and thresholds keep their targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from assistant.answering.answerability import estimate_answerability
from assistant.answering.answerability_features import AnswerabilityFeatures
from assistant.core.answer_options import Strictness
from eval.training import answerability
from eval.training.answerability import (
    BY_HAND,
    FEATURE_NAMES,
    JUDGED,
    LEARNED,
    TARGETS,
    QuestionEvidence,
)
from eval.training.training_questions import QuestionKind, TrainingQuestion
from tests.assistant.build import question_of

NOTHING = AnswerabilityFeatures(**dict.fromkeys(FEATURE_NAMES, 0.0))


def asked(kind: QuestionKind, group: str) -> TrainingQuestion:
    return TrainingQuestion("c", "c", kind, group, question_of(), ())


def questions(count: int = 80, teller: str = "passage") -> list[QuestionEvidence]:
    """As many answerable questions as of each judged kind, the former with more of a feature."""
    dice = np.random.default_rng(7)
    found = []
    for number in range(count):
        for kind in (QuestionKind.OWN, *JUDGED):
            value = dice.normal(0.6 if kind is QuestionKind.OWN else 0.4, 0.1)
            evidence = replace(NOTHING, **{teller: float(value)})
            found.append(QuestionEvidence(asked(kind, f"{kind}{number}"), evidence))
    return found


@pytest.mark.parametrize("teller", ["passage", "share"])
def test_the_feature_that_tells_gets_the_weight(teller: str) -> None:
    model = answerability.fit(questions(teller=teller))
    assert model.weights[teller] > 5
    assert all(model.weights[name] == 0.0 for name in LEARNED if name != teller)
    assert {name: model.weights[name] for name in BY_HAND} == BY_HAND
    likely, unlikely = (
        estimate_answerability(replace(NOTHING, **{teller: value}), model) for value in (0.7, 0.3)
    )
    assert likely > 0.7 > 0.3 > unlikely


def test_what_a_reader_says_teaches_nothing() -> None:
    weighed = questions(teller="reader")
    assert set(answerability.fit(weighed).weights) == set(FEATURE_NAMES)
    assert "reader" not in FEATURE_NAMES
    assert len(set(answerability.predict_held_out(weighed))) <= 5  # one for each fold


def test_a_kind_weighs_the_same_whatever_its_number() -> None:
    once = questions()
    often = once + [each for each in once if each.asked.kind is QuestionKind.FOREIGN] * 3
    for passage in (0.4, 0.5, 0.6):
        evidence = replace(NOTHING, passage=passage)
        one, other = (
            estimate_answerability(evidence, answerability.fit(qs)) for qs in (once, often)
        )
        assert one == pytest.approx(other, abs=0.05)


def test_held_out_confidence_tells_the_kinds_apart() -> None:
    weighed = questions()
    confidences = answerability.predict_held_out(weighed)
    yes = [c for c, each in zip(confidences, weighed, strict=True) if each.answerable]
    no = [c for c, each in zip(confidences, weighed, strict=True) if not each.answerable]
    assert np.mean(yes) > 0.6 > 0.4 > np.mean(no)


def test_no_more_is_answered_than_the_target_allows_and_no_less_than_it_must() -> None:
    weighed = questions()
    confidences = answerability.predict_held_out(weighed)
    found = answerability.choose_thresholds(weighed, confidences)

    def meets(at: float, kinds: Sequence[QuestionKind], target: float) -> bool:
        return answerability.measure_false_answers(weighed, confidences, at, kinds) <= target

    assert found["lenient"] < found["balanced"]
    for point in Strictness:
        at = found[point.value]
        within = [meets(at, kinds, target) for kinds, target in TARGETS[point]]
        below = [meets(at - 0.01, kinds, target) for kinds, target in TARGETS[point]]
        assert all(within)
        assert not all(below)


def test_of_what_looks_answerable_no_more_is_answered_because_the_off_topic_is_told_well() -> None:
    kinds = [QuestionKind.FOREIGN] * 10 + [QuestionKind.NEAR] * 10
    weighed = [QuestionEvidence(asked(kind, "g"), NOTHING) for kind in kinds]
    told_well = [0.005] * 10 + [n / 10 + 0.05 for n in range(10)]
    assert answerability.choose_thresholds(weighed, told_well)["balanced"] == pytest.approx(0.56)
    told_badly = [0.755] * 10 + told_well[10:]
    assert answerability.choose_thresholds(weighed, told_badly)["balanced"] == pytest.approx(0.76)


def test_each_kind_counts_alike_in_what_is_answered_falsely() -> None:
    kinds = [JUDGED[0]] * 8 + list(JUDGED[1:]) + [QuestionKind.OWN]
    weighed = [QuestionEvidence(asked(kind, "g"), NOTHING) for kind in kinds]
    confidences = [1.0] * 8 + [0.0] * (len(JUDGED) - 1) + [1.0]
    found = answerability.measure_false_answers(weighed, confidences, 0.5)
    assert found == pytest.approx(1 / len(JUDGED))
