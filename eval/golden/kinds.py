"""Prints the results of golden questions by kind: false answers, right answers, refusals.

    python -m eval.golden.kinds [SET] [--reader NAME]

The reader and the features alone are shown side by side.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from assistant.answering.reader.adapter import read_adapter
from assistant.config.settings import Settings
from assistant.core.answer_options import BUNDLED_READER, NO_READER
from eval.archive_cache import cache_folder
from eval.datasets.registry import read
from eval.metrics.result import QuestionResult, Report
from eval.run import Configuration, evaluate
from index.core.errors import DatelineError


def read_kinds(name: str = "golden") -> dict[str, str]:
    """Read the kind of each question of a set, by its id."""
    folder = files("eval.golden")
    folder = folder if name == "golden" else folder.joinpath(name)
    lines = folder.joinpath("queries.jsonl").read_text("utf-8").splitlines()
    return {record["_id"]: record["metadata"]["kind"] for record in map(json.loads, lines)}


def format_table(reports: Mapping[str, Report], kind_of: Mapping[str, str]) -> Iterator[str]:
    """Format a table by kind. Unanswerable questions: how many were answered. Answerable ones: how
    many were right in the first quote and in any quote, and how many were refused."""
    for answerable, heading in ((False, "answered"), (True, "first right, any right, refused")):
        yield f"{'answerable' if answerable else 'unanswerable'} | questions | " + " | ".join(
            f"{heading} ({name})" for name in reports
        )
        groups = [_group_by_kind(report.rows, kind_of, answerable) for report in reports.values()]
        for kind, rows in groups[0].items():
            counts = " | ".join(_format_counts(each[kind], answerable) for each in groups)
            yield f"{kind} | {len(rows)} | {counts}"


def _group_by_kind(
    rows: Sequence[QuestionResult], kind_of: Mapping[str, str], answerable: bool
) -> dict[str, list[QuestionResult]]:
    groups: dict[str, list[QuestionResult]] = {}
    for row in rows:
        if row.answerable is answerable:
            groups.setdefault(kind_of[row.id], []).append(row)
    return dict(sorted(groups.items()))


def _format_counts(rows: Sequence[QuestionResult], answerable: bool) -> str:
    answered = sum(row.answered for row in rows)
    if not answerable:
        return str(answered)
    first, any_of = (
        round(sum(row.values.get(name, 0.0) for row in rows))
        for name in ("answer_in_first", "answer_in_cited")
    )
    return f"{first}, {any_of}, {len(rows) - answered}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m eval.golden.kinds", description=__doc__)
    parser.add_argument("set", nargs="?", choices=("golden", "dated"), default="golden")
    parser.add_argument("--reader", default=BUNDLED_READER, help="a reader other than the bundled")
    parser.add_argument("--cache", type=Path, help="where the archive is kept")
    options = parser.parse_args(arguments)
    cache = options.cache or cache_folder()
    questions = read(options.set)
    try:
        if options.reader != NO_READER:
            read_adapter(options.reader)  # one that is missing fails before a question is asked
        reports = {
            name: evaluate(questions, Configuration(name, Settings(home=cache, reader=name)), cache)
            for name in (NO_READER, options.reader)
        }
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(format_table(reports, read_kinds(options.set))))
    for name, report in reports.items():
        print(name, *(f"{figure} {v.value:.3f}" for figure, v in report.answers.items()), sep="  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
