"""Renders the adding of articles: the drop zone, the progress, the failures. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.present.html.environment import render
from assistant.server.jobs.job import Progress


def render_drop_zone(limit: int, endings: Iterable[str]) -> str:
    """Render the zone where files are dropped or chosen; each may have `limit` bytes."""
    return render("drop_zone.html", megabytes=f"{limit / 1e6:g}", endings=list(endings))


def render_progress(progress: Progress) -> str:
    """Render the progress of an addition, or its outcome."""
    return render("progress.html", progress=progress, outcome=_describe_outcome(progress))


def _describe_outcome(progress: Progress) -> str:
    numbers = {
        "added": progress.added,
        "changed": progress.updated,
        "there already": progress.unchanged,
    }
    parts = [f"{number:,} {name}" for name, number in numbers.items() if number]
    return ", ".join(parts) or "Nothing added"
