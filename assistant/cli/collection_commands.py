"""`dateline collection`: named sets of articles."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.cli.output import parse_article_filters, print_json
from index.core.article import Filters
from index.core.errors import DatelineError
from index.language.en.number_words import format_count

if TYPE_CHECKING:
    from assistant.config.settings import Settings
    from index.library import Library


def collection(options: argparse.Namespace, settings: Settings) -> int:
    """Do one action on the collections."""
    from assistant.config.factory import open_library

    with open_library(settings) as library:
        _ACTIONS[options.action](library, options)
    return 0


def _add(library: Library, options: argparse.Namespace) -> None:
    filters = parse_article_filters(options)
    if bool(options.article_ids) == (filters != Filters()):
        raise DatelineError(
            "Nothing says which articles, or two things do",
            "Give the ids of articles, or filters such as --source and --facet",
        )
    if options.article_ids:
        added = library.collections.add(options.name, options.article_ids)
    else:
        added = library.add_matching(options.name, filters)
    print(f"added {format_count(added, 'article')}")


def _remove(library: Library, options: argparse.Namespace) -> None:
    removed = library.collections.remove(options.name, options.article_ids)
    print(f"took out {format_count(removed, 'article')}")


def _rename(library: Library, options: argparse.Namespace) -> None:
    library.collections.rename(options.name, options.new_name)
    print("renamed")


def _delete(library: Library, options: argparse.Namespace) -> None:
    library.collections.delete(options.name)
    print("deleted; its articles stay in the archive")


def _list(library: Library, options: argparse.Namespace) -> None:
    from assistant.present.terminal.console import strip_line
    from assistant.wire.archive_shapes import CollectionsShape

    collections = library.collections.list_all()
    if options.json:
        print_json(CollectionsShape.of(collections).model_dump(mode="json")["collections"])
        return
    for each in collections:
        print(f"{each.articles}\t{strip_line(each.name)}")


_ACTIONS: dict[str, Callable[[Library, argparse.Namespace], None]] = {
    "add": _add,
    "remove": _remove,
    "rename": _rename,
    "delete": _delete,
    "list": _list,
}
