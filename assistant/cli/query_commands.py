"""The commands that read passages and an article: ask, search, show. They change nothing."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.cli.output import (
    make_console,
    parse_passage_filters,
    print_document,
    print_json,
    print_note,
)
from assistant.cli.question import ask_question
from index.core.errors import DatelineError

if TYPE_CHECKING:
    from assistant.config.settings import Settings
    from assistant.core.answer import Answer
    from index.core.attribution import Attribution
    from index.library import Library

# A bibliography has no place for the reason why it is empty.
_WITHOUT_REFUSALS = ("ris", "bibtex", "csl")


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer a question, or those of a file. With `--exit-code`, 1 if there is no answer."""
    from assistant.config.factory import make_assistant, open_library
    from assistant.core.answer import Status

    if options.file is not None or options.to is not None:
        from assistant.cli.sheet.ask_sheet import ask_sheet

        return ask_sheet(options, settings)
    if options.question is None:
        raise DatelineError(
            "There is no question", "Write one, or name a file: --file questions.csv"
        )
    with open_library(settings) as library:
        answer = ask_question(options.question, options, make_assistant(library, settings))
        _print_answer(answer, options, settings, library)
    return 1 if options.exit_code and answer.status is not Status.ANSWERED else 0


def _print_answer(
    answer: Answer, options: argparse.Namespace, settings: Settings, library: Library
) -> None:
    """Print an answer in the format that is asked for."""
    from assistant.present.terminal.answer_text import show_answer
    from assistant.wire.json_output import make_answer_json

    if options.json or options.format == "json":
        print_json(make_answer_json(answer))
    elif options.format in (None, "text"):
        show_answer(make_console(), answer)
    else:
        _export_answer(answer, options, settings, library)


def _export_answer(
    answer: Answer, options: argparse.Namespace, settings: Settings, library: Library
) -> None:
    from assistant.chat.resolution.resolve_followup import accept_as_typed
    from assistant.chat.turn import Turn
    from assistant.news.speech.cited_quote import find_quotes
    from assistant.present.export.answer_formats import ANSWER_FORMATS, AnswerExport

    asked = accept_as_typed(answer.question, parse_passage_filters(options))
    server = f"http://{settings.host}:{settings.port}"
    quotes = find_quotes(answer.citations, library)
    export = AnswerExport(answer, Turn.from_answer(asked, answer), quotes, server)
    print_document(ANSWER_FORMATS[options.format](export))
    if answer.refusal and options.format in _WITHOUT_REFUSALS:
        print_note(answer.refusal)


def search(options: argparse.Namespace, settings: Settings) -> int:
    """Rank passages, or list the articles that match the operators of a query."""
    from assistant.config.factory import open_library
    from assistant.core.found import SearchQuery
    from assistant.news.archive_search import search_archive
    from assistant.present.terminal.answer_text import show_found
    from assistant.wire.json_output import make_search_json
    from index.core.stopwatch import Stopwatch
    from index.search.matching.matches import MatchOrder

    if options.over_time or options.compare is not None or options.by or options.csv:
        return _show_trends(options, settings)
    if options.offset < 0:
        raise DatelineError(f"The offset must be at least 0, not {options.offset}")
    watch = Stopwatch()
    filters = parse_passage_filters(options)
    order = MatchOrder(options.order)
    wanted = SearchQuery(options.query, filters, options.k, options.offset, order)
    with open_library(settings) as library:
        found = search_archive(library, wanted, watch)
    if options.json:
        print_json(make_search_json(options.query, found, watch.timings_ms()))
    else:
        show_found(make_console(), found)
    return 0


def _show_trends(options: argparse.Namespace, settings: Settings) -> int:
    """Count what matches one or two queries over time."""
    from assistant.config.factory import open_library
    from assistant.news.time.trends import TrendStep, compare_trends
    from assistant.present.over_time.trends_terminal import show_trends
    from assistant.wire.trends import TrendsShape, make_trends_csv

    queries = [query for query in (options.query, options.compare) if query is not None]
    step = TrendStep(options.by) if options.by else None
    with open_library(settings) as library:
        trends = compare_trends(library, queries, parse_passage_filters(options), step)
    if options.csv:
        print_document(make_trends_csv(trends))
    elif options.json:
        print_json(TrendsShape.of(trends).model_dump(mode="json"))
    else:
        show_trends(make_console(), trends)
    return 0


def show(options: argparse.Namespace, settings: Settings) -> int:
    """Show an article, or its earlier versions."""
    from assistant.config.factory import open_library
    from assistant.present.citation_text import parse_article_uri
    from assistant.present.terminal.answer_text import show_article
    from assistant.present.terminal.report_text import show_versions
    from assistant.present.terminal.statement_text import show_attributions
    from assistant.wire.json_output import make_article_json, make_edit_json, make_version_json

    # Also by Dateline's own address, as exports have it.
    article_id = parse_article_uri(options.article_id) or options.article_id
    with open_library(settings) as library:
        article = library.get(article_id, hidden=options.held)
        versions = library.versions(article_id) if options.versions else []
        origins = library.origins(article_id)
        attributions = library.attributions(article_id) if options.attributions else None
        edit = library.find_edit(article_id)
    if options.json:
        print_json(
            make_article_json(article)
            | {"origins": origins, "edits": make_edit_json(edit)}
            | ({"attributions": _list_attributions(attributions)} if options.attributions else {})
            | ({"versions": [make_version_json(v) for v in versions]} if options.versions else {})
        )
    elif options.attributions:
        show_attributions(make_console(), article, attributions)
    elif options.versions:
        show_versions(make_console(), article, versions)
    else:
        show_article(make_console(), article, edit)
    return 0


def _list_attributions(attributions: Sequence[Attribution] | None) -> Any:
    """The JSON of attributions, null if they were not found yet."""
    from assistant.wire.statements import make_attributions_json

    return None if attributions is None else make_attributions_json(attributions)
