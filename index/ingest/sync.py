"""Synchronises the archive with a folder: adds its articles, and removes those deleted from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from index.core.errors import DatelineError
from index.ingest.deletion_detection import DeletionDetector
from index.ingest.ingest import Ingest
from index.ingest.reports import AddReport
from index.sources.entry import path_text
from index.sources.parsed_article import SourceEvent
from index.storage.home import Home


def sync_folder(
    home: Home, ingest: Ingest, folder: Path, reads: Iterable[SourceEvent], *, may_be_empty: bool
) -> AddReport:
    """Add the readers' articles, and remove those deleted from the folder; see `Library.sync`."""
    if not folder.is_dir():
        raise DatelineError(f"There is no folder {folder}", "Nothing was removed")
    origins = home.catalog.origins
    detector = DeletionDetector(origins)
    report = ingest.run(detector.observe(reads))
    deleted = detector.find_deleted(path_text(folder.resolve()), may_be_empty=may_be_empty)
    orphans = origins.find_only_from(deleted)
    if orphans:
        home.remove(orphans)
    # The origins go last: after a crash in between, the next sync still finds the articles.
    origins.forget_origins(deleted)
    return replace(report, removed=tuple(orphans))
