"""Writes a backup: the catalog of a home in one file. The indexes are rebuilt from it.

A backup is a zip archive of `manifest.json`, the catalog, and the settings that belong to the
archive, if there are any. It holds neither keys nor settings of the server. Restoring is the task
of `restore`.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE, expand_home
from index.maintenance.manifest import (
    FORMAT,
    MANIFEST_FILE,
    MAX_MEMBER_BYTES,
    Manifest,
    read_manifest,
)
from index.maintenance.scratch_folder import scratch_folder
from index.storage.catalog import Catalog
from index.storage.facts import Fact
from index.storage.presence import check_presence
from index.storage.settings_file import SETTINGS_FILE, render_settings, split_settings


def backup(folder: Path, file: Path) -> Manifest:
    """Write a consistent copy of a home, even while others read and write the home.

    The file appears complete or not at all, and replaces only an earlier backup. Raises
    DatelineError if there is no home or the file cannot be written.
    """
    folder = expand_home(folder)
    check_presence(folder)
    if file.exists():
        read_manifest(file)  # raises for a file that is not a backup
    settings = _read_settings(folder).encode()
    with report_disk_errors(file), scratch_folder(file.parent) as scratch:
        copy = scratch / CATALOG_FILE
        with closing(Catalog(folder / CATALOG_FILE)) as source:
            source.database.copy_to(copy)
        manifest = _make_manifest(copy, settings)
        partial = scratch / "backup"
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(MANIFEST_FILE, json.dumps(asdict(manifest), indent=1))
            archive.write(copy, CATALOG_FILE)
            if settings:
                archive.writestr(SETTINGS_FILE, settings)
        with partial.open("rb+") as packed:
            os.fsync(packed.fileno())
        partial.replace(file)
    return manifest


def _read_settings(folder: Path) -> str:
    """The settings that belong to the archive, as the text of a file; "" if there are none."""
    file = folder / SETTINGS_FILE
    try:
        with file.open("rb") as content:
            own, _ = split_settings(content.read(MAX_MEMBER_BYTES))
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise DatelineError(f"{file} cannot be read: {error.strerror or error}") from error
    return render_settings(own)


def _make_manifest(copy: Path, settings: bytes) -> Manifest:
    with closing(Catalog(copy)) as catalog:
        articles, passages = catalog.count("articles"), catalog.count("passages")
        model, schema = catalog.fact(Fact.MODEL), catalog.schema
    with copy.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    return Manifest(
        format=FORMAT,
        schema=schema,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        articles=articles,
        passages=passages,
        model=model,
        size=copy.stat().st_size,
        sha256=sha256,
        settings_sha256=hashlib.sha256(settings).hexdigest() if settings else "",
    )


@contextmanager
def report_disk_errors(place: Path) -> Iterator[None]:
    """Turn an OSError in the body into a DatelineError that names the place."""
    try:
        yield
    except OSError as error:
        raise DatelineError(f"{place} cannot be written: {error.strerror or error}") from error
