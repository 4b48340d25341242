from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.comparison import ComparedReport, compare_reports
from eval.metrics.result import Figure, Fingerprint, QuestionResult, QuoteResult, Report
from eval.report.report_json import encode_result, format_reports, read_reports, write_reports
from index.core.errors import DatelineError
from tests.eval.rows import report, run

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
# With lone surrogates, which UTF-8 cannot have.
NAMES = st.text(max_size=8)
FIGURE = st.builds(Figure, NUMBERS, NUMBERS, NUMBERS, st.integers())
FIGURES = st.dictionaries(st.sampled_from(["nDCG@10", "R@5"]), FIGURE)
ANSWERS = st.dictionaries(NAMES.map("answer {}".format), FIGURE, max_size=2)
ROWS = st.builds(
    QuestionResult,
    id=NAMES,
    text=NAMES,
    answerable=st.booleans(),
    answered=st.booleans(),
    confidence=NUMBERS,
    articles=st.lists(NAMES, max_size=2).map(tuple),
    quotes=st.lists(st.builds(QuoteResult, NAMES, NAMES, NAMES, st.booleans()), max_size=2).map(
        tuple
    ),
    values=st.dictionaries(NAMES, NUMBERS, max_size=2),
    search_ms=NUMBERS,
    ask_ms=NUMBERS,
)
REPORTS = st.builds(
    Report,
    dataset=NAMES,
    config=NAMES,
    fingerprint=st.builds(
        Fingerprint,
        NAMES,
        st.dictionaries(NAMES, NAMES | st.integers() | NUMBERS | st.booleans(), max_size=3),
        NAMES,
        NAMES,
    ),
    retrieval=FIGURES,
    answers=ANSWERS,
    latency_ms=st.dictionaries(NAMES, NUMBERS, max_size=2),
    rows=st.lists(ROWS, max_size=3, unique_by=lambda one: one.id).map(tuple),
    notes=st.lists(NAMES, max_size=2).map(tuple),
)


@given(st.lists(REPORTS, max_size=3))
def test_what_was_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, reports: list[Report]
) -> None:
    path = tmp_path_factory.mktemp("report") / "r.json"
    write_reports(path, [ComparedReport(one) for one in reports])
    found = read_reports(path)
    assert found == reports
    # 1 and 1.0 and True are equal, and not the same.
    for one, other in zip(found, reports, strict=True):
        assert repr(one.fingerprint) == repr(other.fingerprint)


def test_the_keys_are_those_that_programs_rely_on() -> None:
    found = encode_result(ComparedReport(report(run(40))))
    assert list(found) == [
        "dataset",
        "config",
        "fingerprint",
        "retrieval",
        "answers",
        "intervals",
        "latency_ms",
        "notes",
        "queries",
    ]
    assert set(found["fingerprint"]) == {"model", "settings", "corpus", "version"}
    assert set(found["latency_ms"]) == {"search_p50", "search_p95", "ask_p50", "ask_p95"}
    assert all(isinstance(value, float) for value in found["retrieval"].values())
    assert set(found["intervals"]) == {*found["retrieval"], *found["answers"]}
    assert set(found["intervals"]["nDCG@10"]) == {"low", "high", "count"}
    assert len(found["queries"]) == 40


def test_one_report_is_an_object_and_several_are_a_list_with_their_comparisons() -> None:
    reports = [report(run(60, lift=0.3)), report(run(60), config="b")]
    results = compare_reports(reports, [report(run(60))])
    assert isinstance(json.loads(format_reports(results[:1])), dict)
    first, second = json.loads(format_reports(results))
    assert (first["config"], second["config"]) == ("", "b")
    change = first["comparison"]["measures"]["nDCG@10"]
    assert change["verdict"] == "better"
    assert {"value", "baseline", "difference", "low", "high", "p", "p_holm"} <= set(change)
    assert set(first["comparison"]["latency_ms"]["ask_p50"]) == {"value", "baseline"}
    assert first["comparison"]["baseline"]["fingerprint"]["corpus"] == "c0ffee"


def test_a_baseline_may_itself_have_been_compared(tmp_path: Path) -> None:
    results = compare_reports([report(run(30, lift=0.3))], [report(run(30))])
    write_reports(tmp_path / "r.json", results)
    assert read_reports(tmp_path / "r.json") == [results[0].report]


def without(place: str) -> Callable[[Any], None]:
    def change(value: Any) -> None:
        *way, last = place.split(".")
        for step in way:
            value = value[int(step) if isinstance(value, list) else step]
        del value[last]

    return change


def having(place: str, new: object) -> Callable[[Any], None]:
    def change(value: Any) -> None:
        *way, last = place.split(".")
        for step in way:
            value = value[int(step) if isinstance(value, list) else step]
        value[last] = new

    return change


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (without("dataset"), "reports.0.dataset: Field required"),
        (without("queries"), "reports.0.queries: Field required"),
        (without("intervals.nDCG@10"), "reports.0.intervals.nDCG@10: Field required"),
        (without("queries.2.text"), "reports.0.queries.2.text: Field required"),
        (having("queries.2.confidence", "0.5"), "queries.2.confidence: Input should be a valid n"),
        (having("queries.2.confidence", True), "queries.2.confidence: Input should be a valid n"),
        (having("queries.2.confidence", math.inf), "confidence: Input should be a finite number"),
        (having("queries.2.confidence", math.nan), "confidence: Input should be a finite number"),
        (having("queries.2.confidence", 10**400), "queries.2.confidence: Input should be a"),
        (having("queries.2.answered", 1), "queries.2.answered: Input should be a valid boolean"),
        (having("queries.2.values.x", None), "queries.2.values.x: Input should be a valid number"),
        (having("queries.2.articles", ["a", 1]), "queries.2.articles.1: Input should be a valid s"),
        (having("queries.2.quotes", ["a"]), "queries.2.quotes.0: Input should be a dictionary"),
        (having("queries.2.id", "q001"), "queries has a question twice"),
        (having("queries", {}), "queries: Input should be a valid tuple"),
        (having("retrieval", [0.5]), "reports.0.retrieval: Input should be a valid dict"),
        (having("retrieval.nDCG@10", "high"), "retrieval.nDCG@10: Input should be a valid number"),
        (having("intervals.nDCG@10.count", 1.5), "count: Input should be a valid integer"),
        (having("intervals.nDCG@10.count", True), "count: Input should be a valid integer"),
        (having("fingerprint.settings.depth", [1]), "settings.depth.str: Input should be a valid"),
        (having("fingerprint.settings.depth", math.nan), "fingerprint.settings.depth."),
        (having("fingerprint", "x"), "fingerprint: Input should be a dictionary"),
        (having("notes", "x"), "notes: Input should be a valid tuple"),
    ],
)
def test_a_file_that_is_no_report_says_where(
    change: Callable[[Any], None], reason: str, tmp_path: Path
) -> None:
    value = encode_result(ComparedReport(report(run(12))))
    value = json.loads(json.dumps(value))
    change(value)
    path = tmp_path / "r.json"
    path.write_text(json.dumps(value))
    with pytest.raises(DatelineError, match="it is not a report: ") as raised:
        read_reports(path)
    assert reason in str(raised.value)
    assert str(path) in str(raised.value)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe\x00", b"nonsense", b"[" * 100_000, b"9" * 5_000]
)
def test_a_file_that_is_not_json(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_bytes(content)
    with pytest.raises(DatelineError, match="it is not JSON"):
        read_reports(tmp_path / "r.json")


@pytest.mark.parametrize("content", ["3", '"x"', "null", "[null]", "[[]]", "{}"])
def test_json_that_is_something_else(content: str, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(content)
    with pytest.raises(DatelineError, match="it is not a report"):
        read_reports(tmp_path / "r.json")


def test_a_file_that_is_missing_or_a_folder(tmp_path: Path) -> None:
    for place in (tmp_path / "none.json", tmp_path):
        with pytest.raises(DatelineError, match="cannot be read"):
            read_reports(place)


def test_what_cannot_be_written_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "r.json"
    folder.mkdir()
    for place in (folder, tmp_path / "none" / "r.json", tmp_path / "\x00"):
        with pytest.raises(DatelineError, match="cannot be written"):
            write_reports(place, [ComparedReport(report(run(5)))])
    assert list(tmp_path.iterdir()) == [folder]
    path = tmp_path / "old.json"
    path.write_text("old")
    broken = report([*run(5)])
    broken.latency_ms["ask_p50"] = math.nan  # type: ignore[index]
    with pytest.raises(ValueError, match="JSON"):
        write_reports(path, [ComparedReport(broken)])
    assert path.read_text() == "old"
