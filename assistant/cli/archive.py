"""The commands that keep the archive: what goes in and out of it, and its health."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.output import console, print_json
from index.core.errors import DatelineError
from index.core.paths import expand_path

if TYPE_CHECKING:
    from assistant.config.settings import Settings
    from index.ingest.reports import AddReport


def add(options: argparse.Namespace, settings: Settings) -> int:
    """Add articles from files, folders, pages and feeds."""
    from assistant.config.factory import gather, open_library
    from assistant.present.progress_bars import reading

    started = time.monotonic()
    with (
        gather(options.sources, settings) as sources,
        open_library(settings, write=True) as library,
        reading(console(stderr=True), sources.size) as on_progress,
    ):
        report = library.add(sources.read(library.remembered), on_progress)
    _tell(report, options, started)
    nothing_went_in = report.added + report.unchanged + report.updated == 0
    return 2 if nothing_went_in and report.skipped else 0


def sync(options: argparse.Namespace, settings: Settings) -> int:
    """Add what is in a folder, remove what is no longer there."""
    from assistant.config.factory import gather, open_library
    from assistant.present.progress_bars import reading

    started = time.monotonic()
    folder = expand_path(options.folder)
    if not folder.is_dir():
        raise DatelineError(f"There is no folder {folder}", "Nothing was removed")
    with (
        gather([str(folder)], settings, may_be_empty=True) as sources,
        open_library(settings, write=True) as library,
        reading(console(stderr=True), sources.size) as on_progress,
    ):
        reads = sources.read(library.remembered)
        report = library.sync(folder, reads, on_progress, may_be_empty=options.empty)
    _tell(report, options, started)
    return 0


def _tell(report: AddReport, options: argparse.Namespace, started: float) -> None:
    from assistant.present.report_terminal import show_report
    from assistant.wire.json_output import report_json

    if options.json:
        print_json(report_json(report) | {"seconds": round(time.monotonic() - started, 2)})
    else:
        show_report(console(), report)


def watch(options: argparse.Namespace, settings: Settings) -> int:
    """Keep folders, pages and feeds up to date until stopped."""
    from assistant.cli.watch import watched
    from assistant.present.report_terminal import show_event
    from assistant.wire.json_output import event_json

    def begun() -> None:
        print("dateline: watching; stop with Ctrl-C", file=sys.stderr)

    for event in watched(options.sources, settings, begun=begun):
        if options.json:
            print_json(event_json(event))
        else:
            show_event(console(), event)
    return 0


def remove(options: argparse.Namespace, settings: Settings) -> int:
    """Remove articles by id."""
    from assistant.config.factory import open_library

    with open_library(settings, write=True, create=False) as library:
        removed, unknown = library.remove(options.article_ids)
    print(f"removed {len(removed):,}")
    if unknown:
        raise DatelineError(f"The archive has no article {', '.join(map(repr, unknown))}")
    return 0


def doctor(options: argparse.Namespace, settings: Settings) -> int:
    """Say whether the archive is sound (exit code 0) or not (1); with --repair, mend it."""
    from assistant.present.report_terminal import show_examination
    from assistant.wire.json_output import examination_json
    from index.maintenance import offline_repair

    embedded = None
    found = before = offline_repair.examine(settings.home)
    if options.repair and not found.sound:
        repair = offline_repair.repair(
            settings.home, model=settings.model, precision=settings.precision
        )
        embedded, found = repair.embedded, repair.after
    if options.json:
        print_json(examination_json(before, found, embedded))
    else:
        show_examination(console(), before, found, embedded)
    return 0 if found.sound else 1


def rebuild(options: argparse.Namespace, settings: Settings) -> int:
    """Make the indexes again, and all vectors where another model is set; with --empty, begin again
    where the catalog is gone."""
    from assistant.present.progress_bars import rebuilding
    from index.library import Library
    from index.maintenance import offline_repair

    if options.empty:
        offline_repair.begin_again(settings.home)
        print(f"began an empty archive in {settings.home}")
        return 0
    with rebuilding(console(stderr=True)) as on_progress:
        library = Library.rebuild(
            settings.home,
            model=settings.model,
            tuning=settings.tuning,
            precision=settings.precision,
            on_progress=on_progress,
        )
    with library:
        print(f"rebuilt {library.article_count:,} articles with {settings.model}")
    return 0


def backup(options: argparse.Namespace, settings: Settings) -> int:
    """Write the archive to one file."""
    from index.maintenance.backup import backup as write_backup

    file = expand_path(options.file)
    manifest = write_backup(settings.home, file)
    print(f"wrote {manifest.articles:,} articles to {file} ({_size(file)})")
    return 0


def restore(options: argparse.Namespace, settings: Settings) -> int:
    """Make an archive of a file that `backup` wrote."""
    from index.maintenance.restore import restore as read_backup

    file = expand_path(options.file)
    restored = read_backup(file, settings.home, replace=options.replace)
    manifest = restored.manifest
    if restored.left_out:
        print(
            "dateline: these settings of the backup belong to a machine or its server, and were"
            f" left out: {', '.join(restored.left_out)}",
            file=sys.stderr,
        )
    print(f"restored {manifest.articles:,} articles of {manifest.created} to {settings.home}")
    return 0


def _size(file: Path) -> str:
    size = file.stat().st_size
    return f"{size / 1e6:,.1f} MB" if size >= 1e5 else f"{size / 1e3:,.1f} kB"
