"""`dateline clippings`: keeps, lists, exports, edits and removes clippings."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.cli.output import print_json, print_note
from index.core.errors import DatelineError, PublicError

if TYPE_CHECKING:
    from assistant.config.settings import Settings
    from assistant.core.listed_clipping import ListedClipping
    from index.library import Library
    from index.storage.clippings.clipping_rows import ClippingQuery

Action = Callable[["Library", argparse.Namespace, "Settings"], None]


def clippings(options: argparse.Namespace, settings: Settings) -> int:
    """Do one action on the clippings."""
    from assistant.config.factory import open_library

    with open_library(settings) as library:
        _ACTIONS[options.action](library, options, settings)
    return 0


def _list(library: Library, options: argparse.Namespace, settings: Settings) -> None:
    from assistant.core.listed_clipping import list_clippings
    from assistant.wire.clippings.clipping_shapes import ClippingShape

    if options.n < 1:
        raise PublicError(f"The number of clippings must be at least 1, not {options.n}")
    query = _parse_query(options)
    page = library.clippings.page(options.n, None, query)
    listed = list(list_clippings(library, page.clippings))
    if options.json:
        print_json([ClippingShape.of(one).model_dump(mode="json") for one in listed])
    else:
        for one in listed:
            _show(one)
    if page.after:
        print_note(f"{len(listed)} of {library.clippings.count(query):,} clippings; -n lists more")
    _tell_hidden(library, options)


def _show(listed: ListedClipping) -> None:
    from assistant.present.held_text import GONE
    from assistant.present.terminal.console import strip_line
    from index.language.en.date_words import format_source

    clipping, article = listed.clipping, listed.article
    source = format_source(article.source, article.published)
    print(f"{clipping.number}\t{strip_line(source)}: {strip_line(article.title or article.id)}")
    print(f"\t“{strip_line(clipping.quote)}”")
    if clipping.note:
        print(f"\tNote: {strip_line(clipping.note)}")
    if clipping.collection:
        print(f"\tIn: {strip_line(clipping.collection)}")
    if clipping.span is None:
        print(f"\t{GONE}")


def _export(library: Library, options: argparse.Namespace, settings: Settings) -> None:
    from assistant.present.terminal.console import strip_controls
    from assistant.wire.clippings.clipping_export import export_clippings

    server = f"http://{settings.host}:{settings.port}"
    shows = sys.stdout.isatty()
    for part in export_clippings(library, _parse_query(options), options.format, server):
        print(strip_controls(part.replace("\r\n", "\n")) if shows else part, end="")
    _tell_hidden(library, options)


def _add(library: Library, options: argparse.Namespace, settings: Settings) -> None:
    clipping = library.clippings.keep_quote(
        options.article_id, options.quote, options.note, options.collection
    )
    print(f"kept clipping {clipping.number}")


def _note(library: Library, options: argparse.Namespace, settings: Settings) -> None:
    if options.note is None and options.collection is None:
        raise DatelineError("Nothing says what to change", "Give a text, or --collection")
    before = library.clippings.get(options.number)
    revision = options.revision or before.revision
    edited = library.clippings.edit(options.number, revision, options.note, options.collection)
    print(f"edited clipping {edited.number}")
    if before.note and before.note != edited.note:
        print_note(f"the note before: {before.note}")


def _remove(library: Library, options: argparse.Namespace, settings: Settings) -> None:
    for number in options.numbers:
        library.clippings.remove(number)
        print(f"removed clipping {number}; it comes back with: dateline clippings restore {number}")


def _restore(library: Library, options: argparse.Namespace, settings: Settings) -> None:
    for number in options.numbers:
        library.clippings.restore(number)
        print(f"restored clipping {number}")


def _parse_query(options: argparse.Namespace) -> ClippingQuery:
    from index.core.clipping import ClippingOrder
    from index.storage.clippings.clipping_rows import ClippingQuery

    return ClippingQuery(options.collection, options.grep, ClippingOrder(options.order))


def _tell_hidden(library: Library, options: argparse.Namespace) -> None:
    from assistant.present.held_text import format_hidden

    if notice := format_hidden(library.clippings.count_hidden(options.collection)):
        print_note(notice)


_ACTIONS: dict[str, Action] = {
    "list": _list,
    "export": _export,
    "add": _add,
    "note": _note,
    "remove": _remove,
    "restore": _restore,
}
