"""The commands on speech: enrich finds who says what, said lists what a speaker says."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assistant.cli.output import make_console, parse_filters, print_document, print_json

if TYPE_CHECKING:
    from assistant.config.settings import Settings
    from index.library import Library


def enrich(options: argparse.Namespace, settings: Settings) -> int:
    """Find who says what in the articles of which this is not known yet."""
    from assistant.config.factory import open_library

    with open_library(settings, write=True, create=False) as library:
        count = enrich_library(library, anew=options.all)
    print(f"read {count:,} articles for who says what")
    return 0


def enrich_library(library: Library, *, anew: bool = False) -> int:
    """Find who says what, with a bar on a terminal; returns how many articles were read."""
    from assistant.present.terminal.progress_bars import show_enriching

    total = library.article_count if anew else library.unenriched_count
    with show_enriching(make_console(stderr=True), total) as on_progress:
        return library.enrich(on_progress, anew=anew)


def said(options: argparse.Namespace, settings: Settings) -> int:
    """List what a speaker says, in the order of time."""
    from assistant.config.factory import open_library
    from assistant.news.speech.cited_quote import CitedQuote
    from assistant.news.speech.statements import StatementQuery, find_statements
    from assistant.present.export.answer_formats import QUOTE_FORMATS
    from assistant.present.terminal.statement_text import show_statements
    from assistant.wire.statements import StatementsShape

    query = StatementQuery(
        options.speaker,
        options.about or "",
        parse_filters(options),
        options.n,
        options.direct,
        options.exact,
    )
    with open_library(settings) as library:
        found = find_statements(library, query)
    if options.json or options.format == "json":
        print_json(StatementsShape.of(found).model_dump(mode="json"))
    elif options.format in (None, "text"):
        show_statements(make_console(), found, options.speaker)
    else:
        print_document(QUOTE_FORMATS[options.format](list(map(CitedQuote.of, found.statements))))
    return 0
