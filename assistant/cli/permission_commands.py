"""The commands about what may be shown: release, log, and reread. They parse nothing."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.archive_commands import print_report
from assistant.cli.output import make_console, print_json
from index.core.errors import DatelineError
from index.core.paths import expand_path

if TYPE_CHECKING:
    from assistant.config.settings import Settings
    from index.storage.permission.ledger_row import LedgerRow


def release(options: argparse.Namespace, settings: Settings) -> int:
    """Show held articles from now on."""
    from assistant.config.factory import open_library

    with open_library(settings, write=True, create=False, process="release") as library:
        library.release(options.article_ids, options.reason, early=options.early)
    print(f"released {len(options.article_ids):,}")
    return 0


def log(options: argparse.Namespace, settings: Settings) -> int:
    """Show or export the ledger."""
    from assistant.config.factory import open_library
    from assistant.present.terminal.ledger_text import show_ledger
    from assistant.wire.json_output import make_ledger_json
    from index.storage.permission.ledger_row import LedgerQuery

    query = LedgerQuery(
        options.action or "", options.article or "", options.since or "", options.until or ""
    )
    with open_library(settings, create=False) as library:
        # An export is the whole ledger, unless a number is asked for.
        usual = -1 if options.export else 100
        rows = library.ledger(query, usual if options.n is None else options.n)
    if options.export:
        file = expand_path(options.export)
        _export(rows, file)
        print(f"wrote {len(rows):,} rows to {file}")
    elif options.json:
        print_json([make_ledger_json(row) for row in rows])
    else:
        show_ledger(make_console(), rows)
    return 0


def _export(rows: Sequence[LedgerRow], file: Path) -> None:
    """Write rows to a file, complete or not at all: CSV or lines of JSON, by its ending."""
    from assistant.wire.json_output import make_ledger_json

    write = _FORMATS.get(file.suffix.lower())
    if write is None:
        raise DatelineError(f"'{file.name}' is no name for an export", "End it in .csv or .jsonl")
    if file.exists():
        raise DatelineError(f"There is a file {file} already", "Name another one")
    partial = file.with_name(f".{file.name}.partial")
    try:
        partial.write_text(write([make_ledger_json(row) for row in rows]), "utf-8", newline="")
        partial.replace(file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise DatelineError(f"{file} cannot be written: {error.strerror or error}") from error


def _write_csv(rows: Sequence[dict[str, Any]]) -> str:
    from assistant.present.export.csv_cells import write_csv

    names = ("number", "time", "action", "article_id", "place", "process", "detail", "digest")
    return write_csv(names, rows)


def _write_lines(rows: Sequence[dict[str, Any]]) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in rows)


_FORMATS: dict[str, Callable[[Sequence[dict[str, Any]]], str]] = {
    ".csv": _write_csv,
    ".jsonl": _write_lines,
}


def reread(options: argparse.Namespace, settings: Settings) -> int:
    """Read all sources again with the present readers."""
    from assistant.config.factory import gather, open_library
    from assistant.present.terminal.progress_bars import show_reading
    from index.ingest.rereading import find_outdated, plan_rereading

    started = time.monotonic()
    with open_library(settings, write=True, create=False, process="reread") as library:
        plan = plan_rereading(library.list_containers())
        _describe_plan(len(plan.places), len(plan.gone), plan.sent)
        if options.dry_run:
            return 0
        if not plan.places:
            raise DatelineError("None of the sources can be read again")
        with (
            gather(plan.places, settings) as sources,
            show_reading(make_console(stderr=True), sources.size) as on_progress,
        ):
            report = library.add(sources.read(find_outdated(library.find_stamp)), on_progress)
    print_report(report, options, started)
    return 0


def _describe_plan(places: int, gone: int, sent: int) -> None:
    make_console(stderr=True).print(
        f"dateline: {places:,} sources can be read again; {gone:,} files are gone, and {sent:,}"
        " were sent to the server: their articles stay as they are"
    )
