"""The commands that remove and restore articles. They parse nothing."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assistant.cli.archive_commands import restore_backup
from assistant.cli.output import make_console, print_json
from index.core.errors import DatelineError, PublicError
from index.core.paths import expand_path
from index.language.en.number_words import format_count

if TYPE_CHECKING:
    from assistant.config.settings import Settings


def remove(options: argparse.Namespace, settings: Settings) -> int:
    """Remove articles by id."""
    from assistant.config.factory import open_library

    days = 0 if options.for_good else settings.keep_removed_days
    with open_library(settings, write=True, create=False, process="remove") as library:
        removed, unknown = library.remove(options.article_ids, days)
    print(f"removed {len(removed):,}{_name_term(days) if removed else ''}")
    if unknown:
        raise DatelineError(f"The archive has no article {', '.join(map(repr, unknown))}")
    return 0


def _name_term(days: int) -> str:
    if not days:
        return " for good"
    return f"; to undo it within {days} {'day' if days == 1 else 'days'}: dateline restore ID"


def list_removed(options: argparse.Namespace, settings: Settings) -> int:
    """List the removed articles that can be restored, or remove them for good."""
    from assistant.config.factory import open_library
    from assistant.present.terminal.ledger_text import show_removed
    from assistant.wire.removal import RemovedShape

    if options.n is not None and options.n < 1:
        raise PublicError(f"The number of articles must be at least 1, not {options.n}")
    if options.purge:
        with open_library(settings, write=True, create=False, process="removed") as library:
            count = library.purge()
        print(f"removed {count:,} for good")
        return 0
    with open_library(settings, create=False) as library:
        removed = library.list_removed(-1 if options.n is None else options.n)
    if options.json:
        print_json([RemovedShape.of(one).model_dump(mode="json") for one in removed])
    else:
        show_removed(make_console(), removed)
    return 0


def restore(options: argparse.Namespace, settings: Settings) -> int:
    """Restore removed articles by id, or an archive from a backup.

    A file that is no id of a removed article is a backup.
    """
    from assistant.config.factory import open_library
    from index.storage.presence import has_catalog

    file = expand_path(options.targets[0])
    is_single = len(options.targets) == 1
    if is_single and (options.replace or not has_catalog(settings.home)):
        return restore_backup(file, settings, replace=options.replace)
    if options.replace:
        raise PublicError("An archive is made from one backup", "Name one FILE with --replace")
    with open_library(settings, create=False) as library:
        is_backup = is_single and file.exists() and not library.is_removed(options.targets[0])
    if is_backup:
        return restore_backup(file, settings, replace=False)
    with open_library(settings, write=True, create=False, process="restore") as library:
        restored = library.restore(options.targets)
    print(f"restored {format_count(len(restored), 'article')}")
    return 0
