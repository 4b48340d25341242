"""The commands that change the archive or check its health. They parse nothing."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.new_archive import announce_archive, needs_beginning, open_for_adding
from assistant.cli.output import make_console, print_json, print_note
from index.core.errors import DatelineError
from index.core.paths import expand_path

if TYPE_CHECKING:
    from assistant.config.settings import Settings
    from index.ingest.reports import AddReport


def add(options: argparse.Namespace, settings: Settings) -> int:
    """Add articles from files, folders, pages and feeds."""
    from assistant.config.factory import gather
    from assistant.present.terminal.progress_bars import show_reading

    started = time.monotonic()
    with (
        gather(options.sources, settings) as sources,
        open_for_adding(settings, "add") as library,
        show_reading(make_console(stderr=True), sources.size) as on_progress,
    ):
        report = library.add(sources.read(library.find_stamp), on_progress)
    _follow_up(settings)
    print_report(report, options, started)
    is_nothing_added = report.added + report.unchanged + report.updated == 0
    return 2 if is_nothing_added and report.skipped else 0


def sync(options: argparse.Namespace, settings: Settings) -> int:
    """Add the articles of a folder, and remove those that it no longer has."""
    from assistant.config.factory import gather
    from assistant.present.terminal.progress_bars import show_reading

    started = time.monotonic()
    folder = expand_path(options.folder)
    if not folder.is_dir():
        raise DatelineError(f"There is no folder {folder}", "Nothing was removed")
    with (
        gather([str(folder)], settings, may_be_empty=True) as sources,
        open_for_adding(settings, "sync") as library,
        show_reading(make_console(stderr=True), sources.size) as on_progress,
    ):
        reads = sources.read(library.find_stamp)
        report = library.sync(folder, reads, on_progress, may_be_empty=options.empty)
    _follow_up(settings)
    print_report(report, options, started)
    return 0


def _follow_up(settings: Settings) -> None:
    """Find who says what in the new articles, and check the alerts. Articles can be asked before,
    and if it is stopped."""
    from assistant.cli.speech_commands import enrich_library
    from assistant.config.factory import open_library

    with open_library(settings, write=True) as library:
        if library.unenriched_count:
            enrich_library(library)
        has_alerts = library.alerts.count > 0
    if has_alerts:
        from assistant.cli.alerts.rounds import check_after_adding

        # Other processes may write meanwhile.
        with open_library(settings) as library:
            check_after_adding(library, settings)


def print_report(report: AddReport, options: argparse.Namespace, started: float) -> None:
    """Print the report of a run that began at a second of the monotonic clock."""
    if options.json:
        from assistant.wire.json_output import make_report_json

        print_json(make_report_json(report) | {"seconds": round(time.monotonic() - started, 2)})
    else:
        from assistant.present.terminal.report_text import show_report

        show_report(make_console(), report)


def watch(options: argparse.Namespace, settings: Settings) -> int:
    """Keep folders, pages and feeds up to date until stopped."""
    from assistant.cli.watch_loop import watch_places
    from assistant.present.terminal.report_text import show_event
    from assistant.wire.json_output import make_event_json

    is_new = needs_beginning(settings)

    def on_open() -> None:
        if is_new:
            announce_archive(settings)
        print_note("watching; stop with Ctrl-C")

    for event in watch_places(options.sources, settings, on_open=on_open):
        if options.json:
            print_json(make_event_json(event))
        else:
            show_event(make_console(), event)
    return 0


def doctor(options: argparse.Namespace, settings: Settings) -> int:
    """Report whether the archive is sound (exit code 0) or not (1); with --repair, repair it."""
    from assistant.present.terminal.report_text import show_examination
    from assistant.wire.json_output import make_examination_json
    from index.maintenance import offline_repair

    embedded = None
    after = before = offline_repair.examine(settings.home)
    if options.repair and not after.is_sound:
        repair = offline_repair.repair(
            settings.home, model=settings.model, precision=settings.precision
        )
        embedded, after = repair.embedded, repair.after
    if options.json:
        print_json(make_examination_json(before, after, embedded))
    else:
        show_examination(make_console(), before, after, embedded)
    return 0 if after.is_sound else 1


def rebuild(options: argparse.Namespace, settings: Settings) -> int:
    """Rebuild the indexes, and all vectors if the settings name another model.

    With --empty, begin an empty archive in place of one whose catalog is lost.
    """
    from assistant.present.terminal.progress_bars import show_rebuilding
    from index.library import Library
    from index.maintenance import offline_repair

    if options.empty:
        offline_repair.recreate_empty(settings.home)
        print(f"began an empty archive in {settings.home}")
        return 0
    with show_rebuilding(make_console(stderr=True)) as on_progress:
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
    from index.language.en.number_words import format_size
    from index.maintenance.backup import backup as write_backup

    file = expand_path(options.file)
    manifest = write_backup(settings.home, file)
    print(f"wrote {manifest.articles:,} articles to {file} ({format_size(file.stat().st_size)})")
    return 0


def restore_backup(file: Path, settings: Settings, *, replace: bool) -> int:
    """Make an archive from a file that `backup` wrote."""
    from index.maintenance.restore import restore as read_backup

    restored = read_backup(file, settings.home, replace=replace)
    manifest = restored.manifest
    if restored.left_out:
        print_note(
            "these settings of the backup belong to a machine or its server, and were left out:"
            f" {', '.join(restored.left_out)}"
        )
    print(f"restored {manifest.articles:,} articles of {manifest.created} to {settings.home}")
    return 0
