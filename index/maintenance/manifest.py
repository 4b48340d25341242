"""The manifest of a backup: its member `manifest.json`, and how it is read and checked.

Writes nothing; `backup` and `restore` do.
"""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE
from index.core.text import one_line
from index.storage.migrations import SCHEMA_VERSION
from index.storage.settings_file import SETTINGS_FILE

MANIFEST_FILE = "manifest.json"
# Format 1 held all settings of the home, and no hash of them.
FORMAT = 2
MAX_MEMBER_BYTES = 1_000_000
# The errors of the zip reader for a damaged or foreign file.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    ValueError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description of a backup. `created` is ISO 8601 in UTC; `size` (in bytes) and `sha256`
    belong to the catalog, `settings_sha256` to the settings ("" if there are none)."""

    format: int
    schema: int
    created: str
    articles: int
    passages: int
    model: str
    size: int
    sha256: str
    settings_sha256: str = ""


_FIELD_TYPES = {field.name: str(field.type) for field in fields(Manifest)}


def read_manifest(file: Path) -> Manifest:
    """Read the manifest of a backup. Raises DatelineError if the file is not a backup."""
    with open_backup(file) as archive:
        return _parse_manifest(archive, file)


@contextmanager
def open_backup(file: Path) -> Iterator[zipfile.ZipFile]:
    """Open a backup for the body, and turn errors of the zip reader into a DatelineError."""
    try:
        content = file.open("rb")
    except FileNotFoundError as error:
        raise DatelineError(f"There is no file {file}") from error
    except OSError as error:
        raise DatelineError(f"{file} cannot be read: {error.strerror or error}") from error
    try:
        with content, zipfile.ZipFile(content) as archive:
            yield archive
    except ZIP_ERRORS as error:
        raise DatelineError(f"{file} is no backup of Dateline, or damaged: {error}") from error


def _parse_manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        with archive.open(MANIFEST_FILE) as content:
            manifest = Manifest(**json.loads(content.read(MAX_MEMBER_BYTES)))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise DatelineError(f"{file} is no backup of Dateline") from error
    if any(type(getattr(manifest, name)).__name__ != kind for name, kind in _FIELD_TYPES.items()):
        raise DatelineError(f"{file} is no backup of Dateline")
    if manifest.format > FORMAT or manifest.schema > SCHEMA_VERSION:
        raise DatelineError(
            f"{file} was made by a newer version of Dateline", "Use that version, or a newer one"
        )
    return manifest


def check_members(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Raise DatelineError if the backup holds members that its manifest does not name."""
    names = archive.namelist()
    expected = {MANIFEST_FILE, CATALOG_FILE}
    if manifest.format == 1 or manifest.settings_sha256:
        expected.add(SETTINGS_FILE)
    for name in names:
        if name not in expected or names.count(name) > 1:
            raise DatelineError(
                f"The backup holds '{one_line(name[:80])}', which its manifest does not name,"
                " or twice",
                "It was changed after it was written: use another backup",
            )
