"""Probabilities by hand, and what counts as evidence."""

from __future__ import annotations

import math
from dataclasses import asdict, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.answerability import (
    AnswerabilityModel,
    estimate_answerability,
    load_answerability_model,
)
from assistant.answering.answerability_features import AnswerabilityFeatures, measure_answerability
from assistant.answering.basis import Basis
from assistant.answering.question import Question
from assistant.answering.question_context import QuestionContext
from assistant.answering.sentence_choice import apply_reading, rank_sentences
from assistant.core.answer_options import Strictness
from index.core.article import Hit, Term
from index.language.en.names.country_aliases import Stemmer
from tests.assistant.build import article_of, hit_of, name, question_of, word

FEATURES = tuple(field.name for field in fields(AnswerabilityFeatures))
NOTHING = AnswerabilityFeatures(**dict.fromkeys(FEATURES, 0.0))
SHARE = st.floats(0.0, 1.0)
EVIDENCE = st.builds(AnswerabilityFeatures, *[SHARE] * len(FEATURES))
AGAINST = {"absent", "scattered", "silent", "other", "misdated"}
# The log-odds of a reader that is sure.
SURE = 9.0
WEIGHED = [
    (basis, name) for basis in Basis for name in sorted(load_answerability_model(basis).weights)
]


def odds(intercept: float, **weights: float) -> AnswerabilityModel:
    return AnswerabilityModel(intercept, weights, dict.fromkeys(Strictness, 0.5))


@pytest.mark.parametrize(
    ("model", "evidence", "expected"),
    [
        (odds(0.0), NOTHING, 0.5),
        (odds(math.log(3)), NOTHING, 0.75),
        (odds(-math.log(9)), NOTHING, 0.1),
        (odds(-1.0, passage=2.0), replace(NOTHING, passage=0.5), 0.5),
        (odds(0.0, article=math.log(4)), replace(NOTHING, article=1.0), 0.8),
        (odds(math.log(3), absent=-math.log(27)), replace(NOTHING, absent=1.0), 0.1),
        (odds(0.0, passage=1.0, sentence=2.0), replace(NOTHING, passage=0.5, sentence=-0.25), 0.5),
        (odds(0.0, lexical=1e9), replace(NOTHING, lexical=1.0), 1.0),
        (odds(0.0, lexical=-1e9), replace(NOTHING, lexical=1.0), 0.0),
    ],
)
def test_probability_is_the_logistic_of_the_weighted_features(
    model: AnswerabilityModel, evidence: AnswerabilityFeatures, expected: float
) -> None:
    assert estimate_answerability(evidence, model) == pytest.approx(expected)


@pytest.mark.parametrize("basis", Basis)
def test_the_shipped_coefficients_name_features_and_thresholds(basis: Basis) -> None:
    model = load_answerability_model(basis)
    if basis is Basis.FEATURES:
        assert set(model.weights) == set(FEATURES) - {"reader"}
    else:
        assert {"reader"} <= set(model.weights) <= set(FEATURES)
    lenient, balanced, strict = (model.thresholds[point] for point in Strictness)
    assert 0.0 < lenient < balanced < strict < 1.0
    assert estimate_answerability(replace(NOTHING, reader=-SURE), model) < lenient
    everything = AnswerabilityFeatures(**{n: float(n not in AGAINST) for n in FEATURES})
    assert estimate_answerability(replace(everything, reader=SURE), model) > strict


@given(EVIDENCE, st.sampled_from(WEIGHED), SHARE)
def test_more_of_a_feature_moves_the_probability_the_way_its_weight_points(
    evidence: AnswerabilityFeatures, weighed_by: tuple[Basis, str], value: float
) -> None:
    basis, feature = weighed_by
    model = load_answerability_model(basis)
    before, after = evidence, replace(evidence, **{feature: value})
    step = (value - asdict(evidence)[feature]) * model.weights[feature]
    if step < 0:
        before, after, step = after, before, -step
    assert estimate_answerability(before, model) <= estimate_answerability(after, model)
    if step > 1e-6:
        assert estimate_answerability(before, model) < estimate_answerability(after, model)


@pytest.mark.parametrize("basis", Basis)
def test_every_feature_for_an_answer_counts_for_it_and_every_one_against_it_against(
    basis: Basis,
) -> None:
    weights = load_answerability_model(basis).weights
    assert all(weight <= 0 for feature, weight in weights.items() if feature in AGAINST)
    assert all(weight >= 0 for feature, weight in weights.items() if feature not in AGAINST)


def weighed(
    asked: Question, hits: list[Hit], stems: Stemmer
) -> tuple[AnswerabilityFeatures, tuple[str, ...]]:
    reading = QuestionContext.build(asked, hits, stems)
    return measure_answerability(reading, rank_sentences(reading))


PESKOV = hit_of(article_of("Peskov spoke of troops.", article_id="p"), {0: 0.7}, dense=0.6, rank=1)
MACRON = hit_of(
    article_of("Macron spoke of bread.", article_id="m", title="Élysée", published="2025-03"),
    {0: 0.4},
    dense=0.8,
    rank=2,
)


def test_a_reader_is_heard_on_the_best_sentence_not_on_the_one_that_it_likes_best(
    stems: Stemmer,
) -> None:
    reading = QuestionContext.build(question_of(), [PESKOV, MACRON], stems)
    first, second = rank_sentences(reading)
    for outputs, weight in (([1.0, 2.0], 0.0), ([2.0, 1.0], 9.0)):
        log_odds = dict(zip((first.place, second.place), outputs, strict=True))
        found = apply_reading([first, second], log_odds, {"similarity": 1.0, "reader": weight})
        assert found[0].place == first.place
        assert measure_answerability(reading, found)[0].reader == outputs[0]
    assert measure_answerability(reading, [])[0].reader == 0.0


def test_the_best_similarities_are_taken_wherever_they_are(stems: Stemmer) -> None:
    evidence, _ = weighed(question_of(), [PESKOV, MACRON], stems)
    assert (evidence.passage, evidence.sentence) == (0.8, 0.7)


@pytest.mark.parametrize(
    ("names", "hits", "absent", "missing"),
    [
        ([], [PESKOV], 0, ()),
        (["Peskov"], [PESKOV, MACRON], 0, ()),
        (["Macron", "Elysee"], [PESKOV, MACRON], 0, ()),
        # A date and an outlet are part of what an article says.
        (["Macron", "March", "2025"], [MACRON], 0, ()),
        (["Macron", "Wire"], [MACRON], 0, ()),
        (["April"], [MACRON], 1, ("April",)),
        # Both are there, but no one article has both: neither is missing, yet they do not meet.
        (["Peskov", "Macron"], [PESKOV, MACRON], 1 / 2, ()),
        (["Peskov", "Venezuela"], [PESKOV, MACRON], 1 / 2, ("Venezuela",)),
        (["Venezuela", "Maduro"], [PESKOV], 1, ("Venezuela", "Maduro")),
        (["Peskov"], [], 1, ("Peskov",)),
    ],
)
def test_all_names_must_meet_in_one_article(
    names: list[str], hits: list[Hit], absent: float, missing: tuple[str, ...], stems: Stemmer
) -> None:
    asked = question_of("?", *(name(each, passages=1) for each in names))
    evidence, lacking = weighed(asked, hits, stems)
    assert (evidence.absent, lacking) == (absent, missing)


def test_a_name_far_from_the_sentence_that_was_chosen_is_scattered(stems: Stemmer) -> None:
    article = article_of("Bread is dear.", "So it is.", "Nobody minds.", "Macron spoke of talks.")
    hit = hit_of(article, {0: 0.9, 1: 0.1, 2: 0.1, 3: 0.1})
    evidence, _ = weighed(question_of("?", name("Macron", 1), name("Bread", 1)), [hit], stems)
    assert (evidence.absent, evidence.scattered) == (0.0, 0.5)


@pytest.mark.parametrize(
    ("sentence", "silent", "other"),
    [
        ("“We shall see about the troops and the talks,” Peskov said.", 0, 0),
        ("“We shall see about the troops and the talks,” Rutte said.", 1, 1),
        ("Rutte, who met Peskov in 2024, said that troops and talks would come.", 1, 1),
    ],
)
def test_the_one_whose_words_are_asked_for_must_speak(
    sentence: str, silent: float, other: float, stems: Stemmer
) -> None:
    asked = question_of("What did Peskov say about troops?", name("Peskov", 1), word("troops", 1))
    evidence, _ = weighed(asked, [hit_of(article_of(sentence), {0: 0.6})], stems)
    assert (evidence.silent, evidence.other) == (silent, other)


def test_words_that_the_archive_lacks_are_named(stems: Stemmer) -> None:
    asked = question_of("?", word("bake"), word("sourdough"), word("bread", 1), word("oven", 1))
    assert weighed(asked, [MACRON], stems)[1] == ("bake", "sourdough")


def test_a_word_of_the_same_family_is_worth_half_of_the_word(stems: Stemmer) -> None:
    hit = hit_of(article_of("He was the author of it."), {0: 0.5})
    for asked, covered in (("author", 1.0), ("wrote", 0.5), ("baked", 0.0)):
        (stem,) = stems(asked)
        question = question_of("?", Term(asked, stem, 1, is_name=False))
        assert weighed(question, [hit], stems)[0].article == covered


def test_a_missing_name_is_named_before_a_missing_word(stems: Stemmer) -> None:
    asked = question_of("?", word("bake"), name("Venezuela"))
    assert weighed(asked, [PESKOV], stems)[1] == ("Venezuela",)
