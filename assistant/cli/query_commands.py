"""The commands that read the archive: ask, search, show, list, stats. They change nothing."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assistant.cli.output import make_console, parse_filters, print_json

if TYPE_CHECKING:
    from assistant.config.settings import Settings
    from index.library import Library


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer a question."""
    from assistant.config.factory import make_assistant, open_library
    from assistant.present.answer_terminal import show_answer
    from assistant.wire.json_output import make_answer_json

    with open_library(settings) as library:
        answer = make_assistant(library, settings).ask(options.question, parse_filters(options))
    if options.json:
        print_json(make_answer_json(answer))
    else:
        show_answer(make_console(), answer)
    return 0


def search(options: argparse.Namespace, settings: Settings) -> int:
    """Rank passages."""
    from assistant.config.factory import open_library
    from assistant.present.answer_terminal import show_hits
    from assistant.wire.json_output import make_search_json
    from index.core.stopwatch import Stopwatch

    watch = Stopwatch()
    with open_library(settings) as library:
        hits = library.search(options.query, options.k, parse_filters(options), watch)
    if options.json:
        print_json(make_search_json(options.query, hits, watch.timings_ms()))
    else:
        show_hits(make_console(), hits)
    return 0


def show(options: argparse.Namespace, settings: Settings) -> int:
    """Show an article, or its earlier versions."""
    from assistant.config.factory import open_library
    from assistant.present.answer_terminal import show_article
    from assistant.present.report_terminal import show_versions
    from assistant.wire.json_output import make_article_json, make_version_json

    with open_library(settings) as library:
        article = library.get(options.article_id, hidden=options.held)
        versions = library.versions(options.article_id) if options.versions else []
        origins = library.origins(options.article_id)
    if options.json:
        print_json(
            make_article_json(article)
            | {"origins": origins}
            | ({"versions": [make_version_json(v) for v in versions]} if options.versions else {})
        )
    elif options.versions:
        show_versions(make_console(), article, versions)
    else:
        show_article(make_console(), article)
    return 0


def list_articles(options: argparse.Namespace, settings: Settings) -> int:
    """List all articles, newest first, or those that are not shown."""
    from assistant.config.factory import open_library
    from assistant.present.answer_terminal import show_articles
    from assistant.wire.json_output import make_article_json

    with open_library(settings) as library:
        if options.held or options.expired:
            _list_hidden(library, options)
        elif options.json:
            articles = library.articles()
            print_json([make_article_json(article, with_text=False) for article in articles])
        else:
            show_articles(make_console(), library.articles())
    return 0


def _list_hidden(library: Library, options: argparse.Namespace) -> None:
    from assistant.present.ledger_terminal import show_hidden
    from assistant.wire.json_output import make_hidden_json
    from index.storage.permission.state import State

    hidden = library.list_hidden(State.HELD if options.held else State.EXPIRED)
    if options.json:
        print_json([make_hidden_json(one) for one in hidden])
    else:
        show_hidden(make_console(), hidden)


def stats(options: argparse.Namespace, settings: Settings) -> int:
    """Show the figures of the archive."""
    from assistant.config.factory import open_library
    from assistant.wire.json_output import make_stats_json

    with open_library(settings) as library:
        stats = library.stats()
    if options.json:
        print_json(make_stats_json(stats))
    else:
        for name, value in stats.items():
            text = f"{value:,}" if isinstance(value, int) else (value or "unknown")
            print(f"{name:<9} {text}")
    return 0
