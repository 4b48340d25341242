from __future__ import annotations

import math
import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.core.answer import Answer, AnswerSentence, Status
from eval.datasets.dataset import LabelledQuery
from eval.metrics.measures import aggregate, measure_answer, measure_latency, measure_retrieval
from eval.metrics.result import QuoteResult
from tests.eval.rows import row, run

LOG3 = math.log2(3)


def answer(*, answered: bool = True) -> Answer:
    status = Status.ANSWERED if answered else Status.NO_EVIDENCE
    return Answer("?", status, 0.7, (), (), ())


def quotes(*texts: str, verbatim: bool = True) -> list[QuoteResult]:
    return [QuoteResult("a1", "Title", text, verbatim) for text in texts]


# -- articles


def test_ndcg_by_hand_with_grades() -> None:
    # Gains 0, 1, 2 at ranks 1, 2, 3; at best 2, 1.
    found = measure_retrieval({"q": ["x", "b", "a"]}, {"q": {"a": 2, "b": 1, "x": 0}})["q"]
    assert found == pytest.approx(
        {
            "nDCG@10": (1 / LOG3 + 2 / 2) / (2 + 1 / LOG3),
            "R@5": 1.0,
            "R@10": 1.0,
            "RR@10": 0.5,
            "Success@1": 0.0,
        }
    )


def test_the_order_of_the_run_is_kept_where_ids_would_sort_otherwise() -> None:
    for order in (["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a"]):
        found = measure_retrieval({"q": order}, {"q": {"b": 3}})["q"]
        assert found["RR@10"] == 1 / (order.index("b") + 1)
        assert found["Success@1"] == (order[0] == "b")


@pytest.mark.parametrize("rank", [5, 6, 10, 11])
def test_cut_offs(rank: int) -> None:
    articles = [f"a{number}" for number in range(1, 31)]
    found = measure_retrieval({"q": articles}, {"q": {f"a{rank}": 1}})["q"]
    within = rank <= 10
    assert found["R@5"] == (rank <= 5)
    assert found["R@10"] == within
    assert found["RR@10"] == pytest.approx(within / rank)
    assert found["nDCG@10"] == pytest.approx(within / math.log2(rank + 1))


def test_what_was_not_found_counts_0_and_what_is_not_judged_is_absent() -> None:
    judged = {"empty": {"a": 1}, "missing": {"a": 1}, "irrelevant": {"a": 0, "b": -1}, "none": {}}
    run = {"empty": [], "irrelevant": ["a"], "none": ["a"], "unjudged": ["a"]}
    found = measure_retrieval(run, judged)
    assert set(found) == {"empty", "missing"}
    assert all(set(values.values()) == {0.0} for values in found.values())
    assert all(len(values) == 5 for values in found.values())
    assert measure_retrieval(run, {}) == {}
    assert measure_retrieval({}, {"none": {}}) == {}


@given(st.permutations(["a", "b", "c", "d"]), st.integers(1, 4))
def test_better_orders_have_no_less_ndcg(order: list[str], relevant: int) -> None:
    grades = {article: int(i < relevant) for i, article in enumerate("abcd")}
    value = measure_retrieval({"q": order}, {"q": grades})["q"]["nDCG@10"]
    best = measure_retrieval({"q": list("abcd")}, {"q": grades})["q"]["nDCG@10"]
    assert best == pytest.approx(1.0)
    assert value <= best + 1e-9
    found = {i for i, article in enumerate(order) if grades[article]}
    assert (value == pytest.approx(1.0)) == (found == set(range(relevant)))


# -- answers

GOLD = ("The ferry sank off Port Elling on Monday.", "Forty people were saved by the harbour crew.")
ASKED = LabelledQuery("q", "When did the ferry sink?", answers=("on Monday",), evidence=GOLD)


def test_an_answer_may_stand_in_the_first_or_in_a_later_quote() -> None:
    other = "The mayor spoke at the quay in the evening."
    first = measure_answer(ASKED, answer(), quotes("It sank on Monday, he said.", other))
    assert (first["answer_in_first"], first["answer_in_cited"]) == (1.0, 1.0)
    later = measure_answer(ASKED, answer(), quotes(other, "It sank on Monday, he said."))
    assert (later["answer_in_first"], later["answer_in_cited"]) == (0.0, 1.0)
    nowhere = measure_answer(ASKED, answer(), quotes(other))
    assert (nowhere["answer_in_first"], nowhere["answer_in_cited"]) == (0.0, 0.0)


def test_the_first_quote_is_the_one_that_is_ranked_first() -> None:
    said = "It sank on Monday, he said."
    other = "The mayor spoke at the quay in the evening."
    sentences = (AnswerSentence(other, (1,)), AnswerSentence(said, (2,), is_best=True))
    asked = replace(answer(), sentences=sentences)
    assert measure_answer(ASKED, asked, quotes(other, said))["answer_in_first"] == 1.0
    assert measure_answer(ASKED, asked, quotes(said, other))["answer_in_first"] == 0.0


def test_a_gold_sentence_is_right_without_the_listed_words() -> None:
    found = measure_answer(ASKED, answer(), quotes(GOLD[1]))
    assert found["answer_in_first"] == 1.0


def test_evidence_is_counted_by_sentences_each_once() -> None:
    # Two quotes are one sentence in two articles; one of three different ones is gold, of two.
    third = "Divers will search the wreck when the weather allows it."
    texts = (GOLD[0], GOLD[0].upper(), "The mayor spoke at the quay in the evening.", third)
    found = measure_answer(ASKED, answer(), quotes(*texts))
    assert found["evidence_precision"] == pytest.approx(1 / 3)
    assert found["evidence_recall"] == 1 / 2
    assert found["evidence_f1"] == pytest.approx(2 * (1 / 3) * (1 / 2) / (1 / 3 + 1 / 2))


def test_a_refusal_of_an_answerable_question_has_nothing_right() -> None:
    found = measure_answer(ASKED, answer(answered=False), [])
    assert found == {
        "answer_in_first": 0.0,
        "answer_in_cited": 0.0,
        "evidence_precision": 0.0,
        "evidence_recall": 0.0,
        "evidence_f1": 0.0,
        "false_refusal": 1.0,
    }


def test_measures_without_labels_are_absent() -> None:
    unlabelled = replace(ASKED, answers=(), evidence=())
    assert measure_answer(unlabelled, answer(), quotes("x")) == {
        "quotes_verbatim": 1.0,
        "false_refusal": 0.0,
    }
    without_evidence = measure_answer(replace(ASKED, evidence=()), answer(), quotes("x"))
    assert not any(name.startswith("evidence") for name in without_evidence)


@pytest.mark.parametrize(("answered", "value"), [(True, 1.0), (False, 0.0)])
def test_an_unanswerable_question_is_only_answered_or_not(answered: bool, value: float) -> None:
    # Labels that an unanswerable question has by mistake count for nothing.
    found = measure_answer(
        replace(ASKED, answerable=False),
        answer(answered=answered),
        quotes(GOLD[0]) if answered else [],
    )
    assert found == {"false_answer": value} | ({"quotes_verbatim": 1.0} if answered else {})


def test_one_quote_that_does_not_stand_is_enough() -> None:
    both = [*quotes("x"), *quotes("y", verbatim=False)]
    assert measure_answer(ASKED, answer(), both)["quotes_verbatim"] == 0.0


# -- all together


def test_figures_are_means_over_the_questions_that_have_the_value() -> None:
    rows = [
        row(1, {"nDCG@10": 1.0, "false_refusal": 0.0}),
        row(2, {"nDCG@10": 0.5, "false_refusal": 1.0}),
        row(3, {"false_answer": 0.0}, answerable=False, answered=False),
    ]
    retrieval, answers = aggregate(rows)
    assert (retrieval["nDCG@10"].value, retrieval["nDCG@10"].count) == (0.75, 2)
    assert (answers["false_refusal_rate"].value, answers["false_refusal_rate"].count) == (0.5, 2)
    assert (answers["false_answer_rate"].value, answers["false_answer_rate"].count) == (0.0, 1)
    assert answers["answerability_auroc"].count == answers["calibration_error"].count == 3


def test_questions_of_one_kind_have_no_auroc_and_no_calibration() -> None:
    for answerable in (True, False):
        _, answers = aggregate([row(n, answerable=answerable) for n in range(3)])
        assert not {"answerability_auroc", "calibration_error"} & set(answers)
    assert aggregate([]) == ({}, {})


@settings(max_examples=10)
@given(st.integers(1, 40), st.randoms())
def test_the_order_of_the_rows_does_not_matter(count: int, chance: random.Random) -> None:
    rows = run(count)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    for figures, others in zip(aggregate(rows), aggregate(shuffled), strict=True):
        assert figures == others
        assert all(one.low <= one.value <= one.high for one in figures.values())


def test_three_hundred_rows_take_less_than_two_seconds() -> None:
    rows = run(300)
    aggregate(rows)  # imports
    started = time.perf_counter()
    aggregate(rows)
    assert time.perf_counter() - started < 2  # 0.2 on an idle core


def test_latency_is_by_percentiles() -> None:
    rows = [row(n, search_ms=float(n), ask_ms=10.0 * n) for n in range(101)]
    assert measure_latency(rows) == {
        "search_p50": 50,
        "search_p95": 95,
        "ask_p50": 500,
        "ask_p95": 950,
    }
    assert measure_latency([]) == {}
