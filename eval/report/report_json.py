"""Writes and reads reports as JSON, for programs and for later comparisons.

One report is an object, several are a list. Figures are plain numbers; their bounds are under
`intervals`. A comparison is written but not read back, since it can be computed again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.metrics.comparison import ComparedReport, Comparison
from eval.metrics.result import Figure, Fingerprint, Number, QuestionResult, Report, Whole
from eval.report.file_writing import write_atomically
from index.core.errors import DatelineError
from index.core.text import one_line

Json = dict[str, Any]

_MAX_PLACE = 80


@dataclass(frozen=True, slots=True)
class _Bounds:
    low: Number
    high: Number
    count: Whole


@dataclass(frozen=True, slots=True)
class _ReportFile:
    """A report as stored in a file, without the comparison."""

    dataset: str
    config: str
    fingerprint: Fingerprint
    retrieval: Mapping[str, Number]
    answers: Mapping[str, Number]
    intervals: Mapping[str, _Bounds]
    latency_ms: Mapping[str, Number]
    notes: tuple[str, ...]
    queries: tuple[QuestionResult, ...]

    def to_report(self, place: str) -> Report:
        """Convert to a report. Raises DatelineError if its parts are inconsistent."""
        if len({row.id for row in self.queries}) < len(self.queries):
            raise DatelineError(f"{place}.queries has a question twice")
        return Report(
            dataset=self.dataset,
            config=self.config,
            fingerprint=self.fingerprint,
            retrieval=self._figures(self.retrieval, place),
            answers=self._figures(self.answers, place),
            latency_ms=self.latency_ms,
            rows=self.queries,
            notes=self.notes,
        )

    def _figures(self, values: Mapping[str, float], place: str) -> dict[str, Figure]:
        for name in values.keys() - self.intervals.keys():
            raise DatelineError(f"{place}.intervals.{name}: Field required")
        bounds = self.intervals
        return {
            name: Figure(value, bounds[name].low, bounds[name].high, bounds[name].count)
            for name, value in values.items()
        }


def encode_result(result: ComparedReport) -> Json:
    """Encode a report, with its comparison if there is one."""
    report = result.report
    figures = {**report.retrieval, **report.answers}
    comparison = result.comparison
    return {
        "dataset": report.dataset,
        "config": report.config,
        "fingerprint": asdict(report.fingerprint),
        "retrieval": {name: figure.value for name, figure in report.retrieval.items()},
        "answers": {name: figure.value for name, figure in report.answers.items()},
        "intervals": {
            name: {"low": figure.low, "high": figure.high, "count": figure.count}
            for name, figure in figures.items()
        },
        "latency_ms": dict(report.latency_ms),
        "notes": list(report.notes),
        **({"comparison": _encode_comparison(comparison)} if comparison else {}),
        "queries": [asdict(row) for row in report.rows],
    }


def _encode_comparison(comparison: Comparison) -> Json:
    return {
        "baseline": {
            "config": comparison.baseline.config,
            "fingerprint": asdict(comparison.baseline.fingerprint),
        },
        "measures": {name: asdict(change) for name, change in comparison.changes.items()},
        "latency_ms": {
            name: {"value": now, "baseline": then}
            for name, (now, then) in comparison.latency_ms.items()
        },
        "notes": list(comparison.notes),
    }


def format_reports(results: Sequence[ComparedReport]) -> str:
    """One report as a JSON object, several as a list of them.

    ASCII, because a question may contain lone surrogates, which UTF-8 cannot encode.
    """
    values = [encode_result(result) for result in results]
    value = values[0] if len(values) == 1 else values
    return json.dumps(value, indent=1, allow_nan=False) + "\n"


def write_reports(path: Path, results: Sequence[ComparedReport]) -> None:
    """Write reports to a file atomically. Raises DatelineError if that fails."""
    write_atomically(path, format_reports(results).encode("ascii"))


def read_reports(path: Path) -> list[Report]:
    """Read the reports of a file.

    Raises DatelineError if the file is unreadable, not JSON, or not a report; the message names the
    place in the file.
    """
    try:
        value = json.loads(path.read_bytes())
    except OSError as error:
        raise DatelineError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise DatelineError(f"{path}: it is not JSON") from error
    try:
        report_files = _parse_reports(value if isinstance(value, list) else [value])
        return [one.to_report(f"reports.{number}") for number, one in enumerate(report_files)]
    except DatelineError as error:
        raise DatelineError(
            f"{path}: it is not a report: {error.message}", "Write one with: dateline eval --json"
        ) from error


def _parse_reports(values: Sequence[Any]) -> list[_ReportFile]:
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(list[_ReportFile]).validate_python(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = one_line(".".join(map(str, ("reports", *first["loc"]))))
        raise DatelineError(f"{place[-_MAX_PLACE:]}: {first['msg']}") from error
