"""The arguments of the commands `remove`, `removed` and `restore`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any


def add_removal_arguments(
    commands: Any, add_command: Callable[[Any, str, str], argparse.ArgumentParser]
) -> None:
    """Add the commands, each by `add_command`."""
    remove = add_command(commands, "remove", "remove articles; for some days they can be restored")
    remove.add_argument("article_ids", nargs="+", metavar="ARTICLE_ID")
    remove.add_argument(
        "--for-good",
        action="store_true",
        help="at once, removed ones too: nothing of their text stays on the disk",
    )
    removed = add_command(commands, "removed", "list the removed articles that can be restored")
    removed.add_argument("-n", type=int, metavar="N", help="how many (all)")
    removed.add_argument(
        "--purge", action="store_true", help="remove all of them for good, and erase their text"
    )
    removed.add_argument("--json", action="store_true", help="print JSON")
    restore = add_command(
        commands, "restore", "bring removed articles back, or make an archive from a backup"
    )
    restore.add_argument(
        "targets", nargs="+", metavar="ARTICLE_ID|FILE", help="removed articles, or one backup"
    )
    restore.add_argument(
        "--replace", action="store_true", help="of a backup: in place of the archive that is there"
    )
