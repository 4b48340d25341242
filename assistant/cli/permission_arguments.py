"""The arguments of the commands about what may be shown."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from index.storage.permission.ledger_row import Action


def add_permission_arguments(
    commands: Any, add_command: Callable[[Any, str, str], argparse.ArgumentParser]
) -> None:
    """Add the commands `release`, `log` and `reread`, each by `add_command`."""
    release = add_command(commands, "release", "show held articles from now on")
    release.add_argument("article_ids", nargs="+", metavar="ARTICLE_ID")
    release.add_argument("--reason", default="", metavar="TEXT", help="for the log")
    release.add_argument("--early", action="store_true", help="also before the end of an embargo")
    log = add_command(commands, "log", "what was added, changed, held, killed and removed")
    log.add_argument("--action", choices=[action.value for action in Action])
    log.add_argument("--article", metavar="ARTICLE_ID")
    log.add_argument("--since", metavar="D", help="on or after: 2025, 2025-03-17")
    log.add_argument("--until", metavar="D", help="on or before")
    log.add_argument("-n", type=int, metavar="N", help="how many of the last rows (100)")
    log.add_argument("--export", metavar="FILE", help="write all rows to a .csv or .jsonl file")
    reread = add_command(commands, "reread", "read all sources again with the present readers")
    reread.add_argument("--dry-run", action="store_true", help="say only how many there are")
    for command in (log, reread):
        command.add_argument("--json", action="store_true", help="print JSON")
