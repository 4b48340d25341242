"""What SQLite does, counted in steps of its own machine: a clock would tell less."""

from __future__ import annotations

from collections.abc import Callable

from index.storage.database import Database


def steps(database: Database, work: Callable[[], object]) -> int:
    """How many steps the work takes."""
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
