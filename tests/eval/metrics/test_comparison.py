from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from eval.metrics.comparison import compare, compare_reports
from eval.metrics.result import QuestionResult
from index.core.errors import DatelineError
from tests.eval.rows import report, row, run


def altered(
    rows: Sequence[QuestionResult], name: str, values: Sequence[float]
) -> list[QuestionResult]:
    return [
        replace(one, values={**one.values, name: value})
        for one, value in zip(rows, values, strict=True)
    ]


ROWS = [row(n, {"nDCG@10": 0.5, "Success@1": 0.0, "false_refusal": 0.0}) for n in range(20)]


def test_a_report_does_not_differ_from_itself() -> None:
    one = report(run(80))
    comparison = compare(one, one)
    assert set(comparison.changes) == {*one.retrieval, *one.answers}
    for change in comparison.changes.values():
        assert (change.verdict, change.difference, change.p_holm) == ("no difference", 0.0, 1.0)
        assert change.changed == 0
    assert comparison.notes == ()
    assert comparison.worse == ()
    assert comparison.latency_ms == {name: (v, v) for name, v in one.latency_ms.items()}


def test_a_mean_that_rose_everywhere_is_better_and_worse_the_other_way() -> None:
    now = report(altered(ROWS, "nDCG@10", [0.6 + n / 100 for n in range(20)]))
    change = compare(now, report(ROWS)).changes["nDCG@10"]
    assert (change.verdict, change.count, change.changed) == ("better", 20, 20)
    assert change.value == pytest.approx(0.695)
    assert change.baseline == pytest.approx(0.5)
    assert change.difference == pytest.approx(0.195)
    assert change.low < change.difference < change.high
    back = compare(report(ROWS), now)
    assert back.changes["nDCG@10"].verdict == "worse"
    assert back.worse == ("nDCG@10",)


@pytest.mark.parametrize(
    ("gained", "p", "verdict"),
    # 2 / 2**5 is not below 0.05, 2 / 2**6 is.
    [(5, 1 / 16, "no difference"), (6, 1 / 32, "better")],
)
def test_yes_or_no_is_judged_by_the_questions_that_changed(
    gained: int, p: float, verdict: str
) -> None:
    now = report(altered(ROWS, "Success@1", [float(n < gained) for n in range(20)]))
    change = compare(now, report(ROWS)).changes["Success@1"]
    assert change.p == pytest.approx(p)
    # No other measure changed for any question: there is one test, and nothing to correct.
    assert change.p_holm == pytest.approx(p)
    assert (change.verdict, change.changed) == (verdict, gained)


def test_more_refusals_are_worse() -> None:
    now = report(altered(ROWS, "false_refusal", [float(n < 8) for n in range(20)]))
    change = compare(now, report(ROWS)).changes["false_refusal_rate"]
    assert change.difference == pytest.approx(0.4)
    assert change.verdict == "worse"
    assert compare(report(ROWS), now).changes["false_refusal_rate"].verdict == "better"


def test_two_changes_at_once_are_corrected_for_each_other() -> None:
    now = altered(ROWS, "Success@1", [float(n < 6) for n in range(20)])
    now = altered(now, "false_refusal", [float(n < 6) for n in range(20)])
    changes = compare(report(now), report(ROWS)).changes
    for name in ("Success@1", "false_refusal_rate"):
        assert changes[name].p == pytest.approx(1 / 32)
        assert changes[name].p_holm == pytest.approx(1 / 16)
        assert changes[name].verdict == "no difference"


def test_a_measure_that_too_few_questions_changed_for_corrects_no_other() -> None:
    # Of five changed questions not even all on one side are significant: 2 / 2**5.
    now = altered(ROWS, "Success@1", [float(n < 6) for n in range(20)])
    now = altered(now, "nDCG@10", [0.5 + (n < 5) / 4 for n in range(20)])
    changes = compare(report(now), report(ROWS)).changes
    assert changes["nDCG@10"].p == changes["nDCG@10"].p_holm == pytest.approx(1 / 16)
    assert changes["Success@1"].p_holm == pytest.approx(1 / 32)
    assert changes["Success@1"].verdict == "better"


def test_confidence_that_parts_the_questions_better_is_better() -> None:
    rows = [
        row(n, answerable=n % 2 == 0, confidence=0.5 + (0.1 if n % 4 < 2 else -0.1))
        for n in range(80)
    ]
    apart = [replace(one, confidence=0.9 if one.answerable else 0.1) for one in rows]
    changes = compare(report(apart), report(rows)).changes
    assert changes["answerability_auroc"].value == 1.0
    assert changes["answerability_auroc"].verdict == "better"
    assert changes["calibration_error"].value == pytest.approx(0.1)
    back = compare(report(rows), report(apart)).changes
    assert back["answerability_auroc"].verdict == "worse"


def test_a_confidence_that_is_too_low_throughout_is_worse_calibrated_and_parts_as_well() -> None:
    rows = [
        row(n, answerable=n % 10 < b, confidence=0.05 + 0.1 * b)
        for n, b in enumerate(sorted(list(range(10)) * 10))
    ]
    lower = [replace(one, confidence=one.confidence / 3) for one in rows]
    changes = compare(report(lower), report(rows)).changes
    assert changes["calibration_error"].verdict == "worse"
    assert changes["calibration_error"].difference > 0.2
    auroc = changes["answerability_auroc"]
    assert (auroc.verdict, auroc.difference, auroc.changed) == ("no difference", 0.0, 100)


def test_questions_of_one_report_alone_are_named_and_left_out() -> None:
    rows = run(40)
    relabelled = [replace(rows[4], answerable=not rows[4].answerable), *rows[5:]]
    comparison = compare(report(rows[:38]), report(relabelled))
    assert comparison.notes == (
        "4 not compared, asked only now: q000, q001, q002, …",
        "2 not compared, asked only in the baseline: q038, q039",
        "1 not compared, worded or labelled otherwise in the baseline: q004",
    )
    assert comparison.changes["calibration_error"].count == 33
    # Those that are left are the same in both.
    assert {one.verdict for one in comparison.changes.values()} == {"no difference"}


def test_the_order_of_the_rows_does_not_matter() -> None:
    now, then = run(60, lift=0.2), run(60)
    other = compare(report(now[::-1]), report(then[7:] + then[:7]))
    assert other.changes == compare(report(now), report(then)).changes


def test_the_verdict_of_a_measure_that_only_one_question_has() -> None:
    rows = [row(1, {"nDCG@10": 0.0}), *(row(n) for n in range(2, 5))]
    change = compare(report(altered(rows[:1], "nDCG@10", [1.0]) + rows[1:]), report(rows)).changes
    assert (change["nDCG@10"].difference, change["nDCG@10"].p) == (1.0, 1.0)
    assert change["nDCG@10"].verdict == "no difference"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"dataset": "tallow"}, "elling cannot be compared with a baseline of tallow"),
        ({"corpus": "other"}, "The articles of elling are not those of the baseline"),
    ],
)
def test_other_questions_or_articles_are_not_compared(fields: dict[str, str], message: str) -> None:
    with pytest.raises(DatelineError, match=message):
        compare(report(ROWS), report(ROWS, **fields))


def test_reports_without_a_common_question_are_not_compared() -> None:
    with pytest.raises(DatelineError, match="shares no question"):
        compare(report(ROWS[:5]), report(ROWS[5:]))


def test_each_report_meets_the_baseline_of_its_dataset_and_configuration() -> None:
    baselines = [report(ROWS, config="deep"), report(ROWS), report(ROWS, dataset="tallow")]
    reports = [
        report(ROWS, config="deep"),
        report(ROWS, config="other"),
        report(ROWS, dataset="tallow", config="deep"),
        report(ROWS, dataset="unknown"),
    ]
    results = compare_reports(reports, baselines)
    assert [result.report for result in results] == reports
    found = [result.comparison and result.comparison.baseline for result in results]
    assert found == [baselines[0], baselines[1], baselines[2], None]
    assert [result.comparison for result in compare_reports(reports, [])] == [None] * 4


def test_a_baseline_of_nothing_that_was_measured_is_an_error() -> None:
    with pytest.raises(DatelineError, match=r"nothing of elling\. It holds: tallow"):
        compare_reports([report(ROWS)], [report(ROWS, dataset="tallow")])
