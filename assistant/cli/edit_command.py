"""`dateline edit`: sets what the sources of articles state wrongly, or takes it back."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from index.core.errors import DatelineError
from index.language.en.number_words import format_count

if TYPE_CHECKING:
    from assistant.config.settings import Settings


def edit(options: argparse.Namespace, settings: Settings) -> int:
    """Set fields of articles, all or none of them; with `--undo`, take back what was set."""
    from assistant.config.factory import open_library

    values = _list_values(options)
    if bool(values) == options.undo:
        raise DatelineError(
            "Nothing says what to change",
            "Give --title, --source, --published or --author; or --undo",
        )
    with open_library(settings, write=True, create=False, process="edit") as library:
        count = library.edit(options.article_ids, values)
    print(f"{'restored' if options.undo else 'edited'} {format_count(count, 'article')}")
    return 0


def _list_values(options: argparse.Namespace) -> dict[str, Any]:
    given = {
        "title": options.title,
        "source": options.source,
        "published": options.published,
        "authors": options.author,
    }
    return {name: value for name, value in given.items() if value is not None}
