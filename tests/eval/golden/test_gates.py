"""A report against its floors: what is recorded holds, and what falls further is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.datasets.dataset import Dataset, LabelledQuery
from eval.golden import floors
from eval.golden.floors import Floors
from eval.golden.gates import (
    derive_bounds,
    explain_regressions,
    find_regressions,
    find_worst,
    has_same_questions,
)
from eval.golden.sets import thin
from eval.metrics.measures import LOWER_IS_BETTER
from eval.metrics.result import Figure, Fingerprint, QuestionResult, QuoteResult, Report
from index.core.article import Article
from index.core.errors import DatelineError
from index.sources.parsed_article import ParsedArticle

HELD = ("nDCG@10", "answer_in_first", "quotes_verbatim", "false_answer_rate", "answerability_auroc")
BEFORE = {"answer_in_first": 0.9, "false_answer_rate": 0.2}


def row(
    number: int, values: Mapping[str, float], *, answerable: bool = True, confidence: float = 0.5
) -> QuestionResult:
    quote = QuoteResult("ash", "Mount Sarn erupts", "Ash fell on three villages.", True)
    answered = values.get("false_answer", 1.0) == 1.0
    return QuestionResult(
        id=f"q{number:02}",
        text=f"question {number}",
        answerable=answerable,
        answered=answered,
        confidence=confidence,
        articles=("ash", "rain"),
        quotes=(quote,) if answered else (),
        values=values,
        search_ms=1.0,
        ask_ms=1.0,
    )


def report(
    values: Mapping[str, float], count: int = 20, rows: Sequence[QuestionResult] = ()
) -> Report:
    figures = {name: Figure(value, 0.0, 1.0, count) for name, value in values.items()}
    return Report(
        dataset="invented",
        config="",
        fingerprint=Fingerprint("a model", {}, "c0ffee", "1"),
        retrieval={},
        answers=figures,
        latency_ms={},
        rows=tuple(rows) or (row(1, {}),),
    )


@pytest.mark.parametrize(
    ("figure", "value", "count", "bound"),
    [
        # One of 20 questions is worth 0.05.
        ("answer_in_first", 0.9, 20, 0.85),
        ("false_answer_rate", 0.1, 20, 0.15),
        # 0.6667 - 0.0333, rounded down.
        ("answer_in_cited", 2 / 3, 30, 0.6333),
        ("false_refusal_rate", 1 / 3, 30, 0.3667),
        ("answer_in_first", 0.02, 20, 0.0),
        ("false_answer_rate", 0.98, 20, 1.0),
        # Of few questions one is too many.
        ("answer_in_first", 0.5, 6, 0.5),
        ("false_answer_rate", 0.0, 2, 0.0),
        # Graded figures.
        ("nDCG@10", 0.8, 20, 0.79),
        ("answerability_auroc", 0.9, 5, 0.89),
        ("calibration_error", 0.05, 300, 0.06),
        # Never a matter of chance.
        ("quotes_verbatim", 1.0, 1_000, 1.0),
    ],
)
def test_a_bound_leaves_what_one_question_is_worth(
    figure: str, value: float, count: int, bound: float
) -> None:
    held = derive_bounds(report({figure: value}, count), [figure])
    expected = ({}, {figure: bound}) if figure in LOWER_IS_BETTER else ({figure: bound}, {})
    assert (dict(held.floors), dict(held.ceilings)) == expected


@given(
    st.dictionaries(st.sampled_from(HELD), st.floats(0, 1), min_size=1),
    st.integers(min_value=1, max_value=1_000),
)
def test_a_run_holds_the_bounds_that_were_recorded_from_it(
    values: dict[str, float], count: int
) -> None:
    measured = report(values, count)
    held = derive_bounds(measured, list(values))
    assert find_regressions(measured, held) == []
    assert explain_regressions(measured, held, []) == ""
    assert has_same_questions(measured, held)


@given(
    st.sampled_from(HELD),
    st.floats(0, 1),
    st.floats(0, 1),
    st.integers(min_value=10, max_value=1_000),
)
def test_a_figure_that_loses_more_than_a_question_and_a_hundredth_has_fallen(
    figure: str, before: float, now: float, count: int
) -> None:
    held = derive_bounds(report({figure: before}, count), [figure])
    loss = now - before if figure in LOWER_IS_BETTER else before - now
    fallen = find_regressions(report({figure: now}, count), held)
    if loss > max(0.01, 1 / count) + 0.0001:
        assert [(fall.figure, fall.value) for fall in fallen] == [(figure, now)]
    if loss <= 0:
        assert fallen == []


def test_one_fallen_figure_is_told_with_its_floor_and_its_worst_questions() -> None:
    good = derive_bounds(report(BEFORE), list(BEFORE))
    rows = (
        row(1, {"answer_in_first": 1.0}),
        row(2, {"answer_in_first": 0.0}, confidence=0.7),
        row(3, {"false_answer": 1.0}, answerable=False, confidence=0.4),
        row(4, {"false_answer": 0.0}, answerable=False),
    )
    bad = report({"answer_in_first": 0.5, "false_answer_rate": 0.5}, rows=rows)
    told = explain_regressions(bad, good, find_regressions(bad, good))
    assert told.splitlines() == [
        "invented: answer_in_first is 0.5000, below its floor 0.85. Worst:",
        "  q02 (answerable, 0.70) question 2 -> “Ash fell on three villages.” [ash, rain]",
        "invented: false_answer_rate is 0.5000, above its ceiling 0.25. Worst:",
        "  q03 (unanswerable, 0.40) question 3 -> “Ash fell on three villages.” [ash, rain]",
    ]


def test_a_figure_that_is_no_longer_measured_has_fallen() -> None:
    held = derive_bounds(report({"quotes_verbatim": 1.0}), ["quotes_verbatim"])
    (fall,) = find_regressions(report({}), held)
    assert (fall.figure, fall.value) == ("quotes_verbatim", None)
    assert "quotes_verbatim was not measured" in explain_regressions(report({}), held, [fall])


def test_a_figure_that_a_run_does_not_have_cannot_be_held() -> None:
    with pytest.raises(DatelineError, match="invented has no evidence_f1"):
        derive_bounds(report({"answer_in_first": 1.0}), ["evidence_f1", "answer_in_first"])


def test_the_worst_come_first_and_are_five_at_most() -> None:
    rows = [row(n, {"nDCG@10": n / 10}) for n in range(10, 0, -1)]
    assert [one.id for one in find_worst(rows, "nDCG@10")] == ["q01", "q02", "q03", "q04", "q05"]
    assert find_worst([row(1, {"nDCG@10": 1.0})], "nDCG@10") == ()
    # Of those that are equally bad, the surest.
    wrong = [row(n, {"false_answer": 1.0}, answerable=False, confidence=n / 10) for n in (4, 6, 5)]
    assert [one.id for one in find_worst(wrong, "false_answer_rate")] == ["q06", "q05", "q04"]
    # Of an AUROC, those whose confidence misleads most.
    mixed = [row(1, {}, confidence=0.9), row(2, {}, confidence=0.3), row(3, {}, answerable=False)]
    assert [one.id for one in find_worst(mixed, "answerability_auroc")] == ["q02", "q03", "q01"]


def test_bounds_are_good_for_their_questions_and_articles_alone() -> None:
    measured = report({})
    held = derive_bounds(measured, [])
    assert has_same_questions(measured, held)
    assert not has_same_questions(replace(measured, rows=(row(2, {}),)), held)
    assert not has_same_questions(replace(measured, rows=(row(1, {}, answerable=False),)), held)
    moved = replace(measured.fingerprint, corpus="decaf")
    assert not has_same_questions(replace(measured, fingerprint=moved), held)


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    held = derive_bounds(report(BEFORE), list(BEFORE))
    written = Floors("2031-05-04", {"model": "a model"}, "none", {"invented": held})
    floors.write_floors(written, tmp_path / "floors.json")
    assert floors.read_floors(tmp_path / "floors.json") == written


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"sets": []}', '{"sets": {"a": {}}}', '{"sets": {}, "more": 1}', "\ud800"],
)
def test_a_file_that_holds_no_floors_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content, "utf-8", errors="surrogatepass")
    with pytest.raises(DatelineError, match="cannot be read"):
        floors.read_floors(path)
    with pytest.raises(DatelineError, match="cannot be read"):
        floors.read_floors(tmp_path / "none.json")


def test_a_thinned_dataset_keeps_the_questions_that_its_articles_answer() -> None:
    articles = [ParsedArticle(Article(f"a{n}", "", "Ash.", "", None), f"a{n}") for n in range(5)]
    whole = Dataset(
        "invented",
        "c0ffee",
        lambda: iter(articles),
        (LabelledQuery("q1", "one"), LabelledQuery("q2", "two"), LabelledQuery("q3", "three")),
        {"q1": {"a0": 1, "a1": 2}, "q2": {"a1": 1, "a2": 0}, "q3": {"a4": 1}},
    )
    part = thin(whole, 2)
    kept = [found.article.id for found in part.reads() if isinstance(found, ParsedArticle)]
    assert kept == ["a0", "a2", "a4"]
    assert [query.id for query in part.queries] == ["q1", "q3"]
    assert part.qrels == {"q1": {"a0": 1}, "q3": {"a4": 1}}
    assert part.corpus != whole.corpus
