"""Count the steps of SQLite's virtual machine, which a slow computer does not change."""

from __future__ import annotations

from collections.abc import Callable

from index.storage.sqlite.database import Database


def steps(database: Database, work: Callable[[], object]) -> int:
    """The number of steps of the work."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    database._connection.set_progress_handler(step, 1)
    try:
        work()
    finally:
        database._connection.set_progress_handler(None, 1)
    return count
