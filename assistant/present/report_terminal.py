"""What became of articles and of the archive, as a terminal shows it, with rich."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from assistant.present.terminal import clean, plain
from assistant.present.watch_event import WatchEvent
from index.core.article import Article
from index.ingest.reports import AddReport, Examination
from index.storage.catalog_types import Version

_SHOWN_PROBLEMS = 20


def show_report(console: Console, report: AddReport) -> None:
    """What became of the articles of one run, with the reasons for what was left out."""
    console.print(_counts(report))
    for title, problems in (("Skipped", report.skipped), ("Note", report.warnings)):
        for problem in problems[:_SHOWN_PROBLEMS]:
            console.print(Text(f"{title}: {plain(problem.place)}: {plain(problem.reason)}"))
        if len(problems) > _SHOWN_PROBLEMS:
            console.print(f"… and {len(problems) - _SHOWN_PROBLEMS:,} more (all with --json)")


def _counts(report: AddReport) -> str:
    removed = f", removed {len(report.removed):,}" if report.removed else ""
    return (
        f"added {report.added:,}, unchanged {report.unchanged:,}, updated {report.updated:,}"
        f"{removed}, skipped {len(report.skipped):,}"
    )


def show_event(console: Console, event: WatchEvent) -> None:
    """What `watch` has just done at a place, or why it could not."""
    console.print(Text.assemble((f"{event.time}  ", "dim"), plain(event.place)))
    if event.error:
        console.print(Text(f"  {plain(event.error)}", style="yellow"))
    if event.report is not None:
        show_report(console, event.report)


def show_versions(console: Console, article: Article, versions: Sequence[Version]) -> None:
    """What an article was before it changed, oldest first."""
    console.print(Text(plain(article.title or article.id), style="bold"))
    if not versions:
        console.print("It has not changed since it was added.")
    for version in versions:
        console.print(
            Text.assemble(
                "\n",
                (f"Version {version.number}", "cyan"),
                f", until {version.replaced}: {plain(version.article.title)}",
            )
        )
        console.print(Text(clean(version.article.text)))


def show_examination(
    console: Console, before: Examination, after: Examination, embedded: int | None
) -> None:
    """What is wrong with an archive, and what a repair made of it."""
    for line in before.lines():
        console.print(Text(f"{'found' if embedded is not None else 'wrong'}: {plain(line)}"))
    if embedded is not None:
        if list(before.lines()) != list(after.lines()):
            console.print(f"Repaired; {embedded:,} texts were embedded again.")
        for line in after.lines():
            console.print(Text(f"still wrong: {plain(line)}"))
    if after.sound:
        console.print(f"Sound: {after.articles:,} articles, {after.passages:,} passages.")
    elif after.faults:
        console.print("Restore a backup: dateline restore FILE --replace")
    elif embedded is None and not after.rebuilding:
        console.print("Mend it: dateline doctor --repair")
    elif after.altered:
        console.print("Add the sources of these articles again.")
