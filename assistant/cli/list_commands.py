"""The commands that list and count articles: list, stats, facets. They change nothing."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assistant.cli.output import make_console, parse_article_filters, print_json, print_note
from index.core.errors import PublicError
from index.core.facet import Facet
from index.core.text import one_line

if TYPE_CHECKING:
    from assistant.config.settings import Settings
    from index.core.article import Filters
    from index.library import Library


def list_articles(options: argparse.Namespace, settings: Settings) -> int:
    """List articles, newest first, or those that are not shown."""
    from assistant.config.factory import open_library
    from assistant.present.terminal.list_text import show_articles
    from assistant.wire.json_output import make_article_json

    if options.n is not None and options.n < 1:
        raise PublicError(f"The number of articles must be at least 1, not {options.n}")
    filters = parse_article_filters(options)
    with open_library(settings) as library:
        if options.held or options.expired:
            _list_hidden(library, options, filters)
            return 0
        articles = library.articles(options.n, filters)
        if options.json:
            print_json([make_article_json(article, with_text=False) for article in articles])
        else:
            show_articles(make_console(), articles)
        _explain_nothing(library, filters)
    return 0


def _list_hidden(library: Library, options: argparse.Namespace, filters: Filters) -> None:
    from assistant.present.terminal.ledger_text import show_hidden
    from assistant.wire.json_output import make_hidden_json
    from index.storage.permission.state import State

    state = State.HELD if options.held else State.EXPIRED
    hidden = library.list_hidden(state, -1 if options.n is None else options.n, filters)
    if options.json:
        print_json([make_hidden_json(one) for one in hidden])
    else:
        show_hidden(make_console(), hidden)


def _explain_nothing(library: Library, filters: Filters) -> None:
    """Say why no article passes the filters, if the day or the speaker explains it."""
    from assistant.news.absence import explain_empty_search

    is_explained = filters.speaker_name or filters.as_of or filters.collections
    if not is_explained or library.coverage(filters).articles:
        return
    if notice := explain_empty_search(filters, library):
        print_note(notice)


def facets(options: argparse.Namespace, settings: Settings) -> int:
    """Count articles by the values of facets."""
    from assistant.config.factory import open_library
    from assistant.present.terminal.facet_text import show_facets
    from assistant.wire.archive_shapes import FacetsShape
    from index.core.facet import MAX_VALUES

    if not 1 <= options.n <= MAX_VALUES:
        raise PublicError(f"The number of values must be 1 to {MAX_VALUES:,}, not {options.n}")
    chosen = [_find_facet(name) for name in options.field] or list(Facet)
    filters = parse_article_filters(options)
    with open_library(settings) as library:
        counts = library.facets(chosen, filters, options.n)
        if options.json:
            print_json(FacetsShape.of(counts).model_dump(mode="json"))
        else:
            show_facets(make_console(), counts)
        _explain_nothing(library, filters)
    return 0


def _find_facet(name: str) -> Facet:
    if name.casefold() not in list(Facet):
        raise PublicError(
            f"There is no facet '{one_line(name[:60])}'", f"The facets are {', '.join(Facet)}"
        )
    return Facet(name.casefold())


def stats(options: argparse.Namespace, settings: Settings) -> int:
    """Show the figures of the archive, or of the articles that filters admit."""
    from assistant.config.factory import open_library
    from assistant.present.terminal.stats_text import format_filters, show_stats
    from assistant.wire.json_output import make_stats_json

    filters = parse_article_filters(options)
    with open_library(settings) as library:
        stats = library.stats(filters)
        if options.json:
            print_json(make_stats_json(stats))
        else:
            show_stats(make_console(), stats, format_filters(filters))
        _explain_nothing(library, filters)
    return 0
