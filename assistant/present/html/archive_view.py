"""Renders the content of an archive: figures, held and removed articles. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.present.html.environment import render
from assistant.present.html.template_filters import format_count
from index.language.en.date_words import format_date
from index.storage.permission.state import HiddenArticle
from index.storage.removal.removed_article import RemovedArticle

Stats = Mapping[str, str | int | None]


def render_masthead(stats: Stats, notice: str = "") -> str:
    """Render the program's name, a line on the size of the archive, and a notice to all users."""
    return render("masthead.html", summary=_summarise(stats), notice=notice)


def render_figures(stats: Stats) -> str:
    """Render the figures of an archive; `stats` is the result of `Library.stats`."""
    return render("figures.html", stats=stats, dates=_list_dates(stats))


def render_undated(articles: int) -> str:
    """Render the number of articles that a plot over time leaves out; "" for none."""
    return render("undated.html", articles=articles) if articles else ""


def render_held(articles: Sequence[HiddenArticle]) -> str:
    """Render the held articles with a release button each; "" for none."""
    return render("held.html", articles=articles)


def render_removed(articles: Sequence[RemovedArticle], total: int) -> str:
    """Render the first of a `total` of removed articles, with buttons to restore each and to show
    more; "" for none."""
    return render("removed.html", articles=articles, total=total)


def _summarise(stats: Stats) -> str:
    if not stats["articles"]:
        return "The archive is empty"
    parts = [
        format_count(int(stats["articles"]), "article"),
        format_count(int(stats["sources"] or 0), "outlet"),
        " to ".join(_list_dates(stats)),
    ]
    return ", ".join(part for part in parts if part)


def _list_dates(stats: Stats) -> list[str]:
    """List the first and the last date: one if they are the same, none without any date."""
    dates = (stats[name] for name in ("oldest", "newest"))
    return list(dict.fromkeys(format_date(str(one)) for one in dates if one))
