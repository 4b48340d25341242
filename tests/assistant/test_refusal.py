"""Probabilities by hand, and what counts as evidence."""

from __future__ import annotations

import math
from dataclasses import asdict, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.names import Stems
from assistant.refusal import Coefficients, Evidence, coefficients, probability, weigh
from index.article import Hit
from tests.assistant.build import article_of, hit_of, name, question_of, word

NOTHING = Evidence(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
SIGNALS = tuple(field.name for field in fields(Evidence))
SHARE = st.floats(0.0, 1.0)
EVIDENCE = st.builds(Evidence, *[SHARE] * len(SIGNALS))


def odds(intercept: float, **weights: float) -> Coefficients:
    return Coefficients(intercept, weights, threshold=0.5)


@pytest.mark.parametrize(
    ("model", "evidence", "expected"),
    [
        (odds(0.0), NOTHING, 0.5),
        (odds(math.log(3)), NOTHING, 0.75),
        (odds(-math.log(9)), NOTHING, 0.1),
        (odds(-1.0, passage=2.0), replace(NOTHING, passage=0.5), 0.5),
        (odds(0.0, known=math.log(4)), replace(NOTHING, known=1.0), 0.8),
        (odds(0.0, names=math.log(3), absent=-9.0), replace(NOTHING, names=1.0), 0.75),
        (odds(math.log(3), absent=-math.log(27)), replace(NOTHING, absent=1.0), 0.1),
        (odds(0.0, passage=1.0, sentence=2.0), replace(NOTHING, passage=0.5, sentence=-0.25), 0.5),
    ],
)
def test_probability_is_the_logistic_of_the_weighted_signals(
    model: Coefficients, evidence: Evidence, expected: float
) -> None:
    assert probability(evidence, model) == pytest.approx(expected)


def test_the_shipped_coefficients_name_signals_and_a_threshold() -> None:
    model = coefficients()
    assert set(model.weights) <= set(SIGNALS)
    assert 0.0 < model.threshold < 1.0
    assert probability(NOTHING, model) < model.threshold
    everything = Evidence(1.0, 1.0, 1.0, 1.0, 1.0, 0.0)
    assert probability(everything, model) > model.threshold


@given(EVIDENCE, st.sampled_from(sorted(coefficients().weights)), SHARE)
def test_more_of_a_signal_moves_the_probability_the_way_its_weight_points(
    evidence: Evidence, signal: str, value: float
) -> None:
    model = coefficients()
    before, after = evidence, replace(evidence, **{signal: value})
    step = (value - asdict(evidence)[signal]) * model.weights[signal]
    if step < 0:
        before, after, step = after, before, -step
    assert probability(before, model) <= probability(after, model)
    if step > 1e-6:
        assert probability(before, model) < probability(after, model)


def test_every_signal_for_an_answer_counts_for_it_and_absence_against_it() -> None:
    weights = coefficients().weights
    assert {signal for signal, weight in weights.items() if weight < 0} == {"absent"}


PESKOV = hit_of(article_of("Peskov spoke of troops.", article_id="p"), {0: 0.7}, dense=0.6, rank=1)
MACRON = hit_of(
    article_of("Macron spoke of bread.", article_id="m", title="Élysée", published="2025-03"),
    {0: 0.4},
    dense=0.8,
    rank=2,
)


def test_the_best_similarities_are_taken_wherever_they_are(stems: Stems) -> None:
    evidence, _ = weigh(question_of(), [PESKOV, MACRON], [], stems)
    assert (evidence.passage, evidence.sentence) == (0.8, 0.7)


@pytest.mark.parametrize(
    ("names", "hits", "present", "absent", "missing"),
    [
        ([], [PESKOV], 0, 0, ()),
        (["Peskov"], [PESKOV, MACRON], 1, 0, ()),
        (["Macron", "Elysee"], [PESKOV, MACRON], 1, 0, ()),
        # A date and an outlet are part of what an article says.
        (["Macron", "March", "2025"], [MACRON], 1, 0, ()),
        (["Macron", "Wire"], [MACRON], 1, 0, ()),
        (["April"], [MACRON], 0, 1, ("April",)),
        # Both are there, but no one article has both: neither is missing, yet they do not meet.
        (["Peskov", "Macron"], [PESKOV, MACRON], 0, 1, ()),
        (["Peskov", "Venezuela"], [PESKOV, MACRON], 0, 1, ("Venezuela",)),
        (["Venezuela", "Maduro"], [PESKOV], 0, 1, ("Venezuela", "Maduro")),
        (["Peskov"], [], 0, 1, ("Peskov",)),
    ],
)
def test_all_names_must_meet_in_one_article(
    names: list[str],
    hits: list[Hit],
    present: int,
    absent: int,
    missing: tuple[str, ...],
    stems: Stems,
) -> None:
    asked = question_of("?", *(name(each, passages=1) for each in names))
    evidence, lacking = weigh(asked, hits, [], stems)
    assert (evidence.names, evidence.absent, lacking) == (present, absent, missing)


def test_words_that_the_archive_lacks_are_counted_and_named(stems: Stems) -> None:
    asked = question_of("?", word("bake"), word("sourdough"), word("bread", 1), word("oven", 1))
    evidence, missing = weigh(asked, [MACRON], [], stems)
    assert evidence.known == 0.5
    assert missing == ("bake", "sourdough")


def test_a_missing_name_is_named_before_a_missing_word(stems: Stems) -> None:
    asked = question_of("?", word("bake"), name("Venezuela"))
    assert weigh(asked, [PESKOV], [], stems)[1] == ("Venezuela",)
