"""Reports as JSON, for programs and for the next comparison.

One report is an object, several are a list. Figures are plain numbers, what bounds them stands
under `intervals`; a comparison is written, and not read back: it can be made anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.comparison import Comparison, Result
from eval.record import Record
from eval.result import Figure, Fingerprint, Quoted, Report, Row
from eval.saving import save
from index.article import DatelineError

Json = dict[str, Any]


def result_json(result: Result) -> Json:
    """A report, with its comparison where there is one."""
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
        **({"comparison": _comparison_json(comparison)} if comparison else {}),
        "queries": [asdict(row) for row in report.rows],
    }


def _comparison_json(comparison: Comparison) -> Json:
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


def report_text(results: Sequence[Result]) -> str:
    """One report as a JSON object, several as a list of them.

    ASCII: a question may hold what cannot be written as UTF-8.
    """
    values = [result_json(result) for result in results]
    value = values[0] if len(values) == 1 else values
    return json.dumps(value, indent=1, allow_nan=False) + "\n"


def write_reports(path: Path, results: Sequence[Result]) -> None:
    """Write reports to a file, whole or not at all. Raises DatelineError where that fails."""
    save(path, report_text(results).encode("ascii"))


def read_reports(path: Path) -> list[Report]:
    """The reports that a file holds.

    Raises DatelineError where it cannot be read, is not JSON, or is not a report: the message names
    the place in it.
    """
    try:
        value = json.loads(path.read_bytes())
    except OSError as error:
        raise DatelineError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise DatelineError(f"{path}: it is not JSON") from error
    try:
        reports = Record({"reports": value if isinstance(value, list) else [value]})
        return [_report(record) for record in reports.records("reports")]
    except DatelineError as error:
        raise DatelineError(
            f"{path}: it is not a report: {error.message}", "Write one with: dateline eval --json"
        ) from error


def _report(record: Record) -> Report:
    intervals = record.record("intervals")
    rows = tuple(_row(row) for row in record.records("queries"))
    if len({row.id for row in rows}) < len(rows):
        raise record.wrong("queries", "has a question twice")
    return Report(
        dataset=record.text("dataset"),
        config=record.text("config"),
        fingerprint=_fingerprint(record.record("fingerprint")),
        retrieval=_figures(record.numbers("retrieval"), intervals),
        answers=_figures(record.numbers("answers"), intervals),
        latency_ms=record.numbers("latency_ms"),
        rows=rows,
        notes=record.texts("notes"),
    )


def _figures(values: Mapping[str, float], intervals: Record) -> dict[str, Figure]:
    found = {}
    for name, value in values.items():
        bounds = intervals.record(name)
        low, high = bounds.number("low"), bounds.number("high")
        found[name] = Figure(value, low, high, bounds.whole("count"))
    return found


def _fingerprint(record: Record) -> Fingerprint:
    return Fingerprint(
        model=record.text("model"),
        settings=record.scalars("settings"),
        corpus=record.text("corpus"),
        version=record.text("version"),
    )


def _row(record: Record) -> Row:
    return Row(
        id=record.text("id"),
        text=record.text("text"),
        answerable=record.flag("answerable"),
        answered=record.flag("answered"),
        confidence=record.number("confidence"),
        articles=record.texts("articles"),
        quotes=tuple(_quoted(quote) for quote in record.records("quotes")),
        values=record.numbers("values"),
        search_ms=record.number("search_ms"),
        ask_ms=record.number("ask_ms"),
    )


def _quoted(record: Record) -> Quoted:
    return Quoted(
        article_id=record.text("article_id"),
        title=record.text("title"),
        text=record.text("text"),
        verbatim=record.flag("verbatim"),
    )
