"""Prints reports on added articles and on the archive's health on a terminal, with rich."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from assistant.present.terminal.console import strip_controls, strip_line
from assistant.present.watch_event import WatchEvent
from index.core.article import Article
from index.ingest.reports import AddReport, Examination
from index.storage.catalog_types import Version

_MAX_PROBLEMS = 20


def show_report(console: Console, report: AddReport) -> None:
    """Show the result of one run, with the reasons why articles were skipped."""
    console.print(_format_counts(report))
    listed = (("Killed", report.killed), ("Held", report.held), ("Restored", report.restored))
    for title, ids in listed:
        for article_id in ids[:_MAX_PROBLEMS]:
            console.print(Text(f"{title}: {strip_line(article_id)}"))
        if len(ids) > _MAX_PROBLEMS:
            console.print(f"… and {len(ids) - _MAX_PROBLEMS:,} more (all with --json)")
    for title, problems in (("Skipped", report.skipped), ("Note", report.warnings)):
        for problem in problems[:_MAX_PROBLEMS]:
            console.print(
                Text(f"{title}: {strip_line(problem.place)}: {strip_line(problem.reason)}")
            )
        if len(problems) > _MAX_PROBLEMS:
            console.print(f"… and {len(problems) - _MAX_PROBLEMS:,} more (all with --json)")


def _format_counts(report: AddReport) -> str:
    further = "".join(
        f", {name} {len(ids):,}"
        for name, ids in (
            ("removed", report.removed),
            ("killed", report.killed),
            ("held", report.held),
            ("restored", report.restored),
        )
        if ids
    )
    return (
        f"added {report.added:,}, unchanged {report.unchanged:,}, updated {report.updated:,}"
        f"{further}, skipped {len(report.skipped):,}"
    )


def show_event(console: Console, event: WatchEvent) -> None:
    """Show what `watch` did at a place, or why it failed."""
    console.print(Text.assemble((f"{event.time}  ", "dim"), strip_line(event.place)))
    if event.error:
        console.print(Text(f"  {strip_line(event.error)}", style="yellow"))
    if event.report is not None:
        show_report(console, event.report)


def show_versions(console: Console, article: Article, versions: Sequence[Version]) -> None:
    """Show the earlier versions of an article, oldest first."""
    console.print(Text(strip_line(article.title or article.id), style="bold"))
    if not versions:
        console.print("It has not changed since it was added.")
    for version in versions:
        console.print(
            Text.assemble(
                "\n",
                (f"Version {version.number}", "cyan"),
                f", until {version.replaced}: {strip_line(version.article.title)}",
            )
        )
        console.print(Text(strip_controls(version.article.text)))


def show_examination(
    console: Console, before: Examination, after: Examination, embedded: int | None
) -> None:
    """Show the faults of an archive, and what a repair changed."""
    for line in before.lines():
        console.print(Text(f"{'found' if embedded is not None else 'wrong'}: {strip_line(line)}"))
    if embedded is not None:
        if list(before.lines()) != list(after.lines()):
            console.print(f"Repaired; {embedded:,} texts were embedded again.")
        for line in after.lines():
            console.print(Text(f"still wrong: {strip_line(line)}"))
    if after.is_sound:
        console.print(f"Sound: {after.articles:,} articles, {after.passages:,} passages.")
    elif after.faults:
        console.print("Restore a backup: dateline restore FILE --replace")
    elif embedded is None and not after.needs_rebuild:
        console.print("Repair it: dateline doctor --repair")
    elif after.altered:
        console.print("Add the sources of these articles again.")
