"""A folder kept in step: what is in it is added, and what is gone from it is removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from index.article import DatelineError
from index.departures import Departures
from index.home import Home
from index.ingest import Ingest
from index.outcome import AddReport
from index.sources import Read, path_text


def synced(
    home: Home, ingest: Ingest, folder: Path, reads: Iterable[Read], *, may_be_empty: bool
) -> AddReport:
    """Add what the readers give of the folder, remove what is gone; see `Library.sync`."""
    if not folder.is_dir():
        raise DatelineError(f"There is no folder {folder}", "Nothing was removed")
    origins = home.catalog.origins
    departures = Departures(origins)
    report = ingest.run(departures.watched(reads))
    gone = departures.gone_from(path_text(folder.resolve()), may_be_empty=may_be_empty)
    orphans = origins.only_from(gone)
    if orphans:
        home.remove(orphans)
    # Last, or a crash in between would leave articles that no folder accounts for.
    origins.leave(gone)
    return replace(report, removed=tuple(orphans))
