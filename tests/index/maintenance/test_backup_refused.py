"""What is no backup, is damaged, or is of a newer program is refused, and changes nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE
from index.maintenance import offline_repair
from index.maintenance.restore import restore
from tests.index.damage import execute, hash_tree

pytestmark = pytest.mark.usefixtures("quick_doctor")


def _rewrite(file: Path, path: Path, **changes: Any) -> Path:
    """A copy of the backup with changes to its manifest and its members."""
    members = changes.pop("members", {})
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(path, "w") as copy:
        manifest = json.loads(archive.read("manifest.json"))
        content = {name: archive.read(name) for name in archive.namelist()} | members
        content["manifest.json"] = json.dumps(manifest | changes).encode()
        for name, raw in content.items():
            if raw is not None:
                copy.writestr(name, raw)
    return path


def _newer_catalog(file: Path, path: Path) -> Path:
    """A backup whose manifest states an older schema than its catalog."""
    folder = path.parent / "newer"
    restore(file, folder)
    execute(folder, "UPDATE facts SET value = '99' WHERE name = 'schema'")
    raw = (folder / CATALOG_FILE).read_bytes()
    changed = {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    return _rewrite(file, path, **changed, members={CATALOG_FILE: raw})


def _foreign_catalog(file: Path, path: Path) -> Path:
    sqlite3.connect(path.parent / "x.sqlite3").execute("CREATE TABLE t (x)").connection.close()
    raw = (path.parent / "x.sqlite3").read_bytes()
    changed = {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    return _rewrite(file, path, **changed, members={CATALOG_FILE: raw})


def _flip_bytes(place: float) -> Callable[[Path, Path], Path]:
    def change(file: Path, path: Path) -> Path:
        raw = bytearray(file.read_bytes())
        for offset in range(64):
            raw[int(len(raw) * place) + offset] ^= 0x5A
        path.write_bytes(raw)
        return path

    return change


def _truncate(share: float) -> Callable[[Path, Path], Path]:
    def change(file: Path, path: Path) -> Path:
        raw = file.read_bytes()
        path.write_bytes(raw[: int(len(raw) * share)])
        return path

    return change


def _with(**changes: Any) -> Callable[[Path, Path], Path]:
    return lambda file, path: _rewrite(file, path, **changes)


REFUSED: dict[str, Callable[[Path, Path], Path]] = {
    "none": lambda file, path: path,
    "a folder": lambda file, path: path.parent,
    "cut in half": _truncate(0.5),
    "cut at its end": _truncate(0.999),
    "empty": _truncate(0.0),
    "damaged at its start": _flip_bytes(0.0),
    "damaged in the middle": _flip_bytes(0.5),
    "damaged at its end": _flip_bytes(0.99),
    "of a newer format": _with(format=3),
    "of a newer schema": _with(schema=99),
    "of a newer schema than it says": _newer_catalog,
    "another database": _foreign_catalog,
    "another catalog than it says": _with(sha256="0" * 64),
    "smaller than it says": _with(size=10**9),
    "larger than it says": _with(size=100),
    "of no size": _with(size=-1),
    "with a size that is no number": _with(size="all"),
    "with a format that is no number": _with(format="one"),
    "with a key too many": _with(more="x"),
    "without a catalog": _with(members={CATALOG_FILE: None}),
    "without a manifest": lambda file, path: _zip_of(path, {CATALOG_FILE: b"x"}),
    "with a manifest that is a list": lambda file, path: _zip_of(path, {"manifest.json": b"[]"}),
    "with a manifest that is no JSON": lambda file, path: _zip_of(path, {"manifest.json": b"{"}),
}


def _zip_of(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return path


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_whole_backup_is_refused_and_the_target_stays(
    file: Path, original: Path, home: Path, tmp_path: Path, kind: str
) -> None:
    shutil.copytree(original, home)
    path = REFUSED[kind](file, tmp_path / "refused")
    before = hash_tree(home)
    with pytest.raises(DatelineError):
        restore(path, home, replace=True)
    assert hash_tree(home) == before
    assert offline_repair.examine(home).is_sound
    # Nor is an archive made where there was none.
    with pytest.raises(DatelineError):
        restore(path, tmp_path / "new")
    assert not list((tmp_path / "new").glob("*.sqlite3"))


def test_damaged_settings_are_found_before_anything_is_replaced(
    file: Path, original: Path, home: Path, tmp_path: Path
) -> None:
    path = _rewrite(file, tmp_path / "refused")
    damaged = path.read_bytes().replace(b"depth = 40", b"depth = 41")  # stored, not deflated
    path.write_bytes(damaged)
    shutil.copytree(original, home)
    (home / "settings.toml").unlink()
    before = hash_tree(home)
    with pytest.raises(DatelineError, match="damaged"):
        restore(path, home, replace=True)
    assert hash_tree(home) == before
