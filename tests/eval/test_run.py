"""What is measured is what was labelled, found and answered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering.reader.adapter import read_adapter
from assistant.config.settings import Settings
from assistant.core.answer_options import BUNDLED_READER
from eval.datasets import registry
from eval.metrics.result import QuestionResult, Report
from eval.run import Configuration, EvaluationObserver, evaluate, make_fingerprint
from index.core.errors import DatelineError


@pytest.fixture
def report(invented: Path, settings: Settings, tmp_path: Path) -> Report:
    return evaluate(registry.read(invented), Configuration("", settings), tmp_path / "cache")


def test_every_question_has_its_row_and_the_figures_are_their_means(report: Report) -> None:
    first, second, third = report.rows
    assert [row.id for row in report.rows] == ["q1", "q2", "q3"]
    assert first.articles[0] == "harbour"
    assert second.articles[0] == "choir"
    assert (first.answered, second.answered, third.answered) == (True, True, False)
    assert first.values["answer_in_first"] == second.values["answer_in_first"] == 1.0
    assert all("rotten" in quote.text for quote in first.quotes[:1])
    assert report.retrieval["nDCG@10"].value == 1.0
    assert report.retrieval["nDCG@10"].count == 2  # the third has no relevant article
    assert report.answers["false_answer_rate"].value == 0.0
    assert report.answers["false_refusal_rate"].value == 0.0
    assert report.answers["quotes_verbatim"].value == 1.0
    assert report.answers["answerability_auroc"].value == 1.0
    assert set(report.latency_ms) == {"search_p50", "search_p95", "ask_p50", "ask_p95"}


def test_a_run_with_the_reader_that_comes_with_the_program_says_which_it_was(
    invented: Path, settings: Settings
) -> None:
    with_reader = settings.model_copy(update={"reader": BUNDLED_READER})
    plain, both = (
        make_fingerprint(registry.read(invented), each).model.split(" + ")
        for each in (settings, with_reader)
    )
    assert both[:-1] == plain
    assert both[-1] == f"{BUNDLED_READER} {read_adapter(BUNDLED_READER).sha256[:16]}"


def test_the_fingerprint_tells_runs_apart_that_may_differ(
    report: Report, invented: Path, settings: Settings, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    other = Configuration("", settings.model_copy(update={"dense_weight": 0.0}))
    changed = evaluate(registry.read(invented), other, cache)
    assert changed.fingerprint != report.fingerprint
    moved = Configuration("", settings.model_copy(update={"home": tmp_path, "port": 1}))
    same = evaluate(registry.read(invented), moved, cache)
    assert same.fingerprint == report.fingerprint
    assert [untimed(row) for row in same.rows] == [untimed(row) for row in report.rows]


def untimed(row: QuestionResult) -> QuestionResult:
    return replace(row, search_ms=0.0, ask_ms=0.0)


def test_the_watcher_hears_of_every_article_and_question(
    invented: Path, settings: Settings, tmp_path: Path
) -> None:
    reads: list[object] = []
    rows: list[QuestionResult] = []
    dataset = registry.read(invented)
    watcher = EvaluationObserver(reads.append, rows.append)
    evaluate(dataset, Configuration("", settings), tmp_path / "cache", observer=watcher)
    assert len(reads) >= 3
    assert [row.id for row in rows] == ["q1", "q2", "q3"]


def test_a_dataset_without_questions_cannot_be_measured(
    invented: Path, settings: Settings, tmp_path: Path
) -> None:
    empty = replace(registry.read(invented), queries=())
    with pytest.raises(DatelineError, match="has no question"):
        evaluate(empty, Configuration("", settings), tmp_path / "cache")
