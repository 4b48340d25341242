"""Renders what programs without scripts see of the screen: its head, and the articles. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.present.html.environment import render
from index.core.article import Article


def render_head() -> str:
    """Render what other programs show of a link to the screen."""
    return render("screen_head.html")


def render_without_scripts(articles: Sequence[Article], total: int) -> str:
    """Render the newest of `total` articles, for browsers without scripts alone."""
    return render("noscript.html", articles=articles, total=total)
