"""The commands that read the archive: ask, search, show, list, stats. They change nothing."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.cli.output import make_console, parse_passage_filters, print_json

if TYPE_CHECKING:
    from assistant.config.settings import Settings
    from index.core.attribution import Attribution
    from index.library import Library


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer a question."""
    from assistant.config.factory import make_assistant, open_library
    from assistant.present.answer_terminal import show_answer
    from assistant.wire.json_output import make_answer_json
    from index.language.en.dates.question_time import QuestionTime
    from index.search.query import check_query

    with open_library(settings) as library:
        time = QuestionTime.ignore(check_query(options.question)) if options.ignore_dates else None
        assistant = make_assistant(library, settings)
        answer = assistant.ask(options.question, parse_passage_filters(options), time)
    if options.json:
        print_json(make_answer_json(answer))
    else:
        show_answer(make_console(), answer)
    return 0


def search(options: argparse.Namespace, settings: Settings) -> int:
    """Rank passages."""
    from assistant.config.factory import open_library
    from assistant.news.absence import explain_empty_search
    from assistant.present.answer_terminal import show_hits
    from assistant.wire.json_output import make_search_json
    from index.core.stopwatch import Stopwatch

    watch = Stopwatch()
    with open_library(settings) as library:
        filters = parse_passage_filters(options)
        hits = library.search(options.query, options.k, filters, watch)
        notice = "" if hits else explain_empty_search(filters, library)
    if options.json:
        print_json(make_search_json(options.query, hits, watch.timings_ms(), notice))
    else:
        show_hits(make_console(), hits, notice)
    return 0


def show(options: argparse.Namespace, settings: Settings) -> int:
    """Show an article, or its earlier versions."""
    from assistant.config.factory import open_library
    from assistant.present.answer_terminal import show_article
    from assistant.present.report_terminal import show_versions
    from assistant.present.statements_terminal import show_attributions
    from assistant.wire.json_output import make_article_json, make_version_json

    with open_library(settings) as library:
        article = library.get(options.article_id, hidden=options.held)
        versions = library.versions(options.article_id) if options.versions else []
        origins = library.origins(options.article_id)
        attributions = library.attributions(options.article_id) if options.attributions else None
    if options.json:
        print_json(
            make_article_json(article)
            | {"origins": origins}
            | ({"attributions": _list_attributions(attributions)} if options.attributions else {})
            | ({"versions": [make_version_json(v) for v in versions]} if options.versions else {})
        )
    elif options.attributions:
        show_attributions(make_console(), article, attributions)
    elif options.versions:
        show_versions(make_console(), article, versions)
    else:
        show_article(make_console(), article)
    return 0


def _list_attributions(attributions: Sequence[Attribution] | None) -> Any:
    """The JSON of attributions, null if they were not found yet."""
    from assistant.wire.statements import make_attributions_json

    return None if attributions is None else make_attributions_json(attributions)


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
