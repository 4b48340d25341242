"""A folder kept in step: what is in it is added, and what is gone from it is removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from index.core.errors import DatelineError
from index.ingest.deletion_detection import Departures
from index.ingest.ingest import Ingest
from index.ingest.reports import AddReport
from index.sources.entry import path_text
from index.sources.parsed_article import SourceEvent
from index.storage.home import Home


def synced(
    home: Home, ingest: Ingest, folder: Path, reads: Iterable[SourceEvent], *, may_be_empty: bool
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
