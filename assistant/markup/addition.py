"""Articles on their way in, as HTML: where files are dropped, how far it is, what failed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from assistant.markup.article import article_address
from assistant.markup.notice import failure_html
from assistant.markup.text import line
from assistant.rest.addition import Progress
from index.sources import Problem

# Rows of a list that a person looks through.
_MOST_SHOWN = 200


def drop_html(limit: int, endings: Iterable[str]) -> str:
    """Where files are dropped, or chosen; each may have `limit` bytes."""
    kinds = ", ".join(ending.removeprefix(".") for ending in endings)
    accepted = ",".join(endings)
    return (
        '<div class="dl-drop"><label><input type="file" multiple'
        f' accept="{accepted}" aria-describedby="dl-kinds">'
        "<span><b>Choose files</b> or drop them here</span></label>"
        f'<p id="dl-kinds">{kinds}, up to {limit / 1e6:g} MB each</p>'
        '<p class="dl-failure" role="alert"></p></div>'
    )


def progress_html(progress: Progress) -> str:
    """How far an addition is, or what became of it."""
    return (
        f'<div class="dl-adding{" ended" if progress.ended else ""}">{_bar(progress)}'
        f'<p role="status">{_told(progress)}</p>{_error(progress)}{_stored(progress)}'
        f"{_problems('Not added', [p for p in progress.problems if p.skipped], progress.unlisted)}"
        f"{_problems('Added, but', [p for p in progress.problems if not p.skipped])}</div>"
    )


def _bar(progress: Progress) -> str:
    if progress.ended:
        return ""
    if progress.part is None:
        return '<progress aria-label="Adding"></progress>'
    percent = round(100 * progress.part)
    return f'<progress aria-label="Adding" max="100" value="{percent}">{percent} %</progress>'


def _told(progress: Progress) -> str:
    if progress.ended:
        return _outcome(progress)
    if not progress.files:
        return f"Reading … {_articles(progress.articles)} so far"
    return (
        f"{progress.finished:,} of {_counted(progress.files, 'file')} read,"
        f" {_articles(progress.articles)} so far"
    )


def _outcome(progress: Progress) -> str:
    parts = [
        f"{number:,} {name}"
        for number, name in (
            (progress.added, "added"),
            (progress.updated, "changed"),
            (progress.unchanged, "there already"),
        )
        if number
    ]
    return f"<b>{', '.join(parts) or 'Nothing added'}</b>"


def _stored(progress: Progress) -> str:
    """The articles, to look at; the rest is counted where nobody looks at so many."""
    if not (progress.ended and progress.stored):
        return ""
    rows = "".join(
        f'<li><a target="_blank" rel="noopener" href="{escape(article_address(stored.id))}">'
        f"{line(stored.title)}</a></li>"
        for stored in progress.stored
    )
    rest = progress.articles - len(progress.stored)
    more = f"<li>and {rest:,} more</li>" if rest > 0 else ""
    return f'<ul class="dl-stored">{rows}{more}</ul>'


def _error(progress: Progress) -> str:
    return failure_html(progress.error) if progress.error else ""


def _problems(name: str, problems: Sequence[Problem], unlisted: int = 0) -> str:
    """What failed, and why; only counted where it is more than anybody reads."""
    number = len(problems) + unlisted
    if not number:
        return ""
    rows = "".join(
        f"<li><b><bdi>{line(problem.place)}</bdi></b> {line(problem.reason)}</li>"
        for problem in problems[:_MOST_SHOWN]
    )
    rest = number - min(len(problems), _MOST_SHOWN)
    more = f"<li>and {rest:,} more</li>" if rest else ""
    return f'<div class="dl-failed"><h3>{name}: {number:,}</h3><ul>{rows}{more}</ul></div>'


def _articles(number: int) -> str:
    return _counted(number, "article")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
