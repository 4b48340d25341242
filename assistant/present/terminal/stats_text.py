"""Prints the figures of an archive on a terminal, with dates and sizes in words."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from assistant.present.terminal.console import strip_line
from assistant.present.time_text import format_speaker
from index.core.article import Filters
from index.language.en.date_words import format_date, format_interval, format_plain_date
from index.language.en.number_words import format_count, format_size

_WIDTH = len("articles") + 2


def show_stats(console: Console, stats: Mapping[str, str | int | None], scope: str = "") -> None:
    """Show the figures of an archive, or of those of its articles that a `scope` names."""
    lines = {
        "archive": str(stats["home"]),
        "scope": scope,
        "articles": _format_articles(stats),
        "passages": f"{_get_count(stats, 'passages'):,}",
        "outlets": f"{_get_count(stats, 'sources'):,}",
        "dates": _format_dates(stats),
        "size": f"{format_size(_get_count(stats, 'bytes'))} on disk",
        "model": f"{stats['model']} ({stats['backend']})",
    }
    for name, text in lines.items():
        if text:
            console.print(
                Text.assemble((f"{name:<{_WIDTH}}", "dim"), strip_line(text)), soft_wrap=True
            )


def format_filters(filters: Filters) -> str:
    """ "from Mar 2025 · Meridian Wire · words of Ada Holm · with “troops”"; "" without filters."""
    parts = (
        format_interval(filters.after, filters.before),
        *filters.sources,
        f"as of {format_date(filters.as_of)}" if filters.as_of else "",
        "may be republished" if filters.republishable else "",
        format_speaker(filters.speaker_name),
        *(f"in “{name}”" for name in filters.collections),
        *(f"{choice.facet} {choice.value or 'unknown'}" for choice in filters.facets),
        f"with “{filters.words}”" if filters.words.strip() else "",
    )
    return " · ".join(part for part in parts if part)


def _format_articles(stats: Mapping[str, str | int | None]) -> str:
    """ "24, in 23 stories": copies of one report are one story."""
    articles, stories = (_get_count(stats, name) for name in ("articles", "stories"))
    within = f", in {format_count(stories, 'story')}" if stories != articles else ""
    return f"{articles:,}{within}"


def _format_dates(stats: Mapping[str, str | int | None]) -> str:
    oldest, newest = (str(stats[name] or "") for name in ("oldest", "newest"))
    if not oldest:
        return "no article has a date"
    first, last = format_plain_date(oldest), format_plain_date(newest)
    return first if first == last else f"{first} to {last}"


def _get_count(stats: Mapping[str, str | int | None], name: str) -> int:
    value = stats[name]
    return value if isinstance(value, int) else 0
