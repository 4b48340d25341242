"""Compares reports with a baseline, on the same questions and articles. Pure.

Latency is listed but not tested, because it depends on the load of the machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from eval.metrics.changes import Change, Pairs, judge_changes
from eval.metrics.result import QuestionResult, Report
from index.core.errors import DatelineError

# The number of names in a note or an error.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes against a baseline; `latency_ms` holds pairs of this run and the baseline."""

    baseline: Report
    changes: Mapping[str, Change]
    latency_ms: Mapping[str, tuple[float, float]]
    notes: tuple[str, ...] = field(default=())

    @property
    def worse(self) -> tuple[str, ...]:
        """The measures that are significantly worse."""
        return tuple(name for name, one in self.changes.items() if one.verdict == "worse")


@dataclass(frozen=True, slots=True)
class ComparedReport:
    """A report, with its comparison if there is a baseline."""

    report: Report
    comparison: Comparison | None = None


def compare_reports(reports: Iterable[Report], baselines: Sequence[Report]) -> list[ComparedReport]:
    """Compare each report with a baseline of its dataset.

    Prefers the baseline of the same configuration, then that of the settings in use, then the
    first. A dataset without a baseline is not compared. Raises DatelineError as `compare` does, and
    if no dataset has a baseline.
    """
    results = []
    for report in reports:
        same_dataset = [one for one in baselines if one.dataset == report.dataset]
        same_dataset.sort(key=lambda one: (one.config != report.config, one.config != ""))
        comparison = compare(report, same_dataset[0]) if same_dataset else None
        results.append(ComparedReport(report, comparison))
    if baselines and results and not any(result.comparison for result in results):
        raise DatelineError(
            f"The baseline has nothing of {_join_names([r.report.dataset for r in results])}",
            f"It holds: {_join_names([baseline.dataset for baseline in baselines])}",
        )
    return results


def compare(report: Report, baseline: Report) -> Comparison:
    """Compare two reports of one dataset.

    Raises DatelineError if their datasets or articles differ, or if they share no question.
    """
    if report.dataset != baseline.dataset:
        raise DatelineError(
            f"{report.dataset} cannot be compared with a baseline of {baseline.dataset}"
        )
    if report.fingerprint.corpus != baseline.fingerprint.corpus:
        raise DatelineError(
            f"The articles of {report.dataset} are not those of the baseline",
            "Measure the baseline again",
        )
    pairs, notes = _pair_rows(report.rows, baseline.rows)
    if not pairs:
        raise DatelineError(f"The baseline shares no question with {report.dataset}")
    both = report.latency_ms.keys() & baseline.latency_ms.keys()
    return Comparison(
        baseline=baseline,
        changes=judge_changes(pairs, [*report.retrieval, *report.answers]),
        latency_ms={
            name: (value, baseline.latency_ms[name])
            for name, value in report.latency_ms.items()
            if name in both
        },
        notes=notes,
    )


def _pair_rows(
    rows: Sequence[QuestionResult], baseline: Sequence[QuestionResult]
) -> tuple[Pairs, tuple[str, ...]]:
    """Pair the questions of both runs by id, in order of id, and note the unpaired ones."""
    now, before = {row.id: row for row in rows}, {row.id: row for row in baseline}
    shared = sorted(now.keys() & before.keys())
    pairs = [
        (now[i], before[i]) for i in shared if _question_key(now[i]) == _question_key(before[i])
    ]
    altered = [i for i in shared if _question_key(now[i]) != _question_key(before[i])]
    reasons = (
        ("asked only now", sorted(now.keys() - before.keys())),
        ("asked only in the baseline", sorted(before.keys() - now.keys())),
        ("worded or labelled otherwise in the baseline", altered),
    )
    notes = [f"{len(ids):,} not compared, {why}: {_join_names(ids)}" for why, ids in reasons if ids]
    return pairs, tuple(notes)


def _question_key(row: QuestionResult) -> tuple[str, bool]:
    return row.text, row.answerable


def _join_names(names: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(names))
    more = ["…"] if len(distinct) > _NAMED else []
    return ", ".join(distinct[:_NAMED] + more)
