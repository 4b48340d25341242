"""Renders the contents of an archive: figures, the largest outlets, articles in order. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.present.html.environment import render
from assistant.present.html.template_filters import count
from index.core.article import Article
from index.language.en.date_words import format_date

_MOST_OUTLETS = 12

Stats = Mapping[str, str | int | None]


def render_masthead(stats: Stats) -> str:
    """The program's name, and a line on the size of the archive."""
    return render("masthead.html", summary=_summarise(stats))


def render_figures(stats: Stats) -> str:
    """The figures of an archive, as `Library.stats` gives them."""
    return render("figures.html", stats=stats, dates=_list_dates(stats))


def render_undated(articles: int) -> str:
    """How many articles a plot over time leaves out; "" where that is none."""
    return render("undated.html", articles=articles) if articles else ""


def render_outlets(outlets: Sequence[tuple[str, int]]) -> str:
    """The largest outlets with their number of articles, largest first, and a count of others."""
    if not outlets:
        return ""
    return render("outlets.html", outlets=outlets[:_MOST_OUTLETS], others=outlets[_MOST_OUTLETS:])


def render_articles(articles: Sequence[Article], order: str, may_remove: bool) -> str:
    """Articles in an order that is named, each with a button to remove it where that is allowed."""
    return render("articles.html", articles=articles, order=order, may_remove=may_remove)


def _summarise(stats: Stats) -> str:
    if not stats["articles"]:
        return "The archive is empty"
    parts = [
        count(int(stats["articles"]), "article"),
        count(int(stats["sources"] or 0), "outlet"),
        " to ".join(_list_dates(stats)),
    ]
    return ", ".join(part for part in parts if part)


def _list_dates(stats: Stats) -> list[str]:
    """The first and the last date, or the one that is both; none where no article has a date."""
    found = (stats[name] for name in ("oldest", "newest"))
    return list(dict.fromkeys(format_date(str(one)) for one in found if one))
