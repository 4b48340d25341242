"""What is in an archive, as HTML: figures, the largest outlets, articles in order. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assistant.dates import format_date
from assistant.markup.article import article_address
from assistant.markup.text import byline, line, original_link
from index.article import Article

_MOST_OUTLETS = 12

EMPTY = (
    '<p class="dl-none">The archive is empty. What is added here, or with “dateline add”, can be'
    " asked and searched at once.</p>"
)


def masthead_html(stats: Mapping[str, str | int | None]) -> str:
    """The program's name, and in a line what the archive holds."""
    told = "The archive is empty"
    if stats["articles"]:
        told = ", ".join(
            [
                _counted(int(stats["articles"]), "article"),
                _counted(int(stats["sources"] or 0), "outlet"),
                *([" to ".join(_dates(stats))] if stats["oldest"] else []),
            ]
        )
    return f"<h1>Dateline</h1><p>{told}</p>"


def figures_html(stats: Mapping[str, str | int | None]) -> str:
    """The figures of an archive, as `Library.stats` gives them."""
    if not stats["articles"]:
        return EMPTY
    figures = [
        _figure(stats["articles"], "article"),
        _figure(stats["sources"], "outlet"),
        (f"{stats['stories']:,}", "stories, copies counted once"),
        _figure(stats["passages"], "passage"),
        (f"{int(stats['bytes'] or 0) / 1e6:,.0f} MB", "on disk"),
    ]
    if stats["oldest"]:
        figures.insert(1, (" – ".join(_dates(stats)), "published"))
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for value, name in figures)
    return f'<dl class="dl-figures">{rows}</dl>'


def _dates(stats: Mapping[str, str | int | None]) -> list[str]:
    """The first and the last date, or the one that is both."""
    return list(dict.fromkeys(format_date(str(stats[name])) for name in ("oldest", "newest")))


def _figure(number: str | int | None, noun: str) -> tuple[str, str]:
    value, name = _counted(int(number or 0), noun).split()
    return value, name


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def undated_html(number: int) -> str:
    """How many articles a plot over time leaves out."""
    if not number:
        return ""
    return f'<p class="dl-told">{_counted(number, "article")} without a date not shown.</p>'


def outlets_html(outlets: Sequence[tuple[str, int]]) -> str:
    """The largest outlets with their number of articles, and how many others there are."""
    if not outlets:
        return ""
    largest = outlets[0][1]
    rows = "".join(
        f'<li><span class="name"><bdi>{line(name) or "unknown outlet"}</bdi></span>'
        f'<span class="bar" aria-hidden="true"><i style="width:{100 * number / largest:.0f}%"></i>'
        f'</span><span class="number">{number:,}</span></li>'
        for name, number in outlets[:_MOST_OUTLETS]
    )
    rest = outlets[_MOST_OUTLETS:]
    others = f"{len(rest):,} others with {sum(number for _, number in rest):,}" if rest else ""
    more = f'<li class="rest">{others}</li>' if rest else ""
    return f'<h2>Largest outlets</h2><ol class="dl-outlets">{rows}{more}</ol>'


def articles_html(articles: Sequence[Article], order: str, may_remove: bool) -> str:
    """Articles in an order that is named, each with a way to remove it where that is allowed."""
    if not articles:
        return '<p class="dl-none" role="status">No article was found.</p>'
    rows = "".join(_row(article, may_remove=may_remove) for article in articles)
    return f'<p class="dl-told">{order}</p><ul class="dl-articles">{rows}</ul>'


def _row(article: Article, *, may_remove: bool) -> str:
    title = line(article.title or article.id)
    return (
        f'<li><div><a class="title" target="_blank" rel="noopener"'
        f' href="{escape(article_address(article.id))}">{title}</a>'
        f'<p class="dl-by">{byline(article.source, article.published)}'
        f"{original_link(article.url)}</p></div>{_removal(article) if may_remove else ''}</li>"
    )


def _removal(article: Article) -> str:
    """A fold with what removing means, and the button that does it."""
    title = line((article.title or article.id)[:200])
    return (
        f'<details class="dl-remove"><summary aria-label="Remove {title}">Remove</summary>'
        "<p>It goes from answers at once, with its earlier versions. It comes back only when it is"
        " added again.</p>"
        f'<button type="button" data-article="{escape(article.id)}">Remove this article</button>'
        "</details>"
    )
