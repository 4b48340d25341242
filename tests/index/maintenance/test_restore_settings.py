"""What a backup may say of the home it becomes: the archive's settings, and no others."""

from __future__ import annotations

import hashlib
import json
import stat
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE
from index.embedding.embedder import Embedder
from index.maintenance import offline_repair
from index.maintenance.backup import backup
from index.maintenance.restore import restore
from index.storage.home import Home
from index.storage.settings_file import (
    ARCHIVE_SETTINGS,
    merge_settings,
    render_settings,
    split_settings,
)
from tests.index.stories import prepare

pytestmark = pytest.mark.usefixtures("quick_doctor")

_KEY = f'api_keys = ["x:write:{"0" * 64}"]\n'
HOSTILE = (
    'host = "0.0.0.0"\nport = 1\nallow_unauthenticated = true\nallow_private_addresses = true\n'
    f'allowed_hosts = ["*"]\n{_KEY}cors_origins = ["https://evil.example"]\nuser_agent = "x"\n'
    "max_working = 64\nno_setting = 1\n"
)
OWN = 'model = "all-MiniLM-L6-v2"\ndense_weight = 0.25\npassage_pieces = 128\n'


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A home with settings of both kinds; to be read only."""
    folder = tmp_path_factory.mktemp("original") / "home"
    home = Home(folder, write=True)
    home.write(prepare(embedder, rain="Rain fell.", hail="Hail fell."))
    home.close()
    (folder / "settings.toml").write_text(HOSTILE + OWN)
    return folder


@pytest.fixture(scope="module")
def file(original: Path) -> Path:
    """Its backup; to be read only."""
    path = original.parent / "file"
    backup(original, path)
    return path


def forge(file: Path, path: Path, *, version: int, **members: bytes | None) -> Path:
    """The backup with members in place of its own; the manifest vouches for its settings if it is
    of format 2, and is one of format 1 otherwise."""
    named = {name.replace("__", "."): raw for name, raw in members.items()}
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(path, "w") as written:
        manifest = json.loads(archive.read("manifest.json"))
        whole = {name: archive.read(name) for name in archive.namelist()}
        content: dict[str, bytes | None] = {**whole, **named}
        settings = content.get("settings.toml")
        manifest["settings_sha256"] = hashlib.sha256(settings).hexdigest() if settings else ""
        if version == 1:
            del manifest["settings_sha256"]
        content["manifest.json"] = json.dumps(manifest | {"format": version}).encode()
        for name, raw in content.items():
            if raw is not None:
                written.writestr(name, raw)
    return path


def test_a_backup_holds_no_setting_of_the_server_and_no_key(original: Path, file: Path) -> None:
    (original / "keys.json").write_text("[]")
    with zipfile.ZipFile(file) as archive:
        assert sorted(archive.namelist()) == [CATALOG_FILE, "manifest.json", "settings.toml"]
        raw = archive.read("settings.toml")
        assert tomllib.loads(raw.decode()) == tomllib.loads(OWN)
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["settings_sha256"] == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize("version", [1, 2])
def test_settings_of_a_strangers_server_are_named_and_left_out(
    file: Path, home: Path, tmp_path: Path, version: int
) -> None:
    evil = forge(file, tmp_path / "evil", version=version, settings__toml=(HOSTILE + OWN).encode())
    restored = restore(evil, home)
    assert set(restored.left_out) == set(tomllib.loads(HOSTILE))
    assert tomllib.loads((home / "settings.toml").read_text()) == tomllib.loads(OWN)
    assert offline_repair.examine(home).is_sound


def test_a_backup_with_only_such_settings_leaves_no_file_of_settings(
    file: Path, home: Path, tmp_path: Path
) -> None:
    evil = forge(file, tmp_path / "evil", version=2, settings__toml=HOSTILE.encode())
    assert "api_keys" in restore(evil, home).left_out
    assert not (home / "settings.toml").exists()


def test_what_a_home_says_of_its_own_server_survives_a_replacement(
    original: Path, file: Path, home: Path
) -> None:
    restore(file, home)
    mine = '# my desk\nhost = "::1" # here\ndense_weight = 0.5\nallowed_hosts = [\n  "desk",\n]\n'
    (home / "settings.toml").write_text(mine)
    (home / "settings.toml").chmod(0o600)
    assert restore(file, home, replace=True).left_out == ()
    text = (home / "settings.toml").read_text()
    assert tomllib.loads(text) == {"host": "::1", "allowed_hosts": ["desk"]} | tomllib.loads(OWN)
    assert "# my desk\n" in text
    assert '"::1" # here' in text
    assert stat.S_IMODE((home / "settings.toml").stat().st_mode) == 0o600


def test_settings_that_are_the_same_already_are_not_touched(file: Path, home: Path) -> None:
    restore(file, home)
    mine = f"# mine\n{OWN}port = 8888\n"
    (home / "settings.toml").write_text(mine)
    restore(file, home, replace=True)
    assert (home / "settings.toml").read_text() == mine


def test_settings_that_cannot_be_changed_line_by_line_stop_it_before_anything_is_replaced(
    file: Path, home: Path
) -> None:
    restore(file, home)
    mine = 'model = """\nother"""\n'
    (home / "settings.toml").write_text(mine)
    before = (home / CATALOG_FILE).read_bytes()
    with pytest.raises(DatelineError, match="cannot be changed"):
        restore(file, home, replace=True)
    assert (home / "settings.toml").read_text() == mine
    assert (home / CATALOG_FILE).read_bytes() == before


def _tamper(file: Path, path: Path) -> Path:
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(path, "w") as written:
        for name in archive.namelist():
            raw = archive.read(name)
            written.writestr(name, raw.replace(b"0.25", b"0.75") if ".toml" in name else raw)
    return path


def _without_settings(file: Path, path: Path) -> Path:
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(path, "w") as written:
        for name in archive.namelist():
            if name != "settings.toml":
                written.writestr(name, archive.read(name))
    return path


def _with(name: str) -> Callable[[Path, Path], Path]:
    def make(file: Path, path: Path) -> Path:
        path.write_bytes(file.read_bytes())
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name, "[]")
        return path

    return make


@pytest.mark.parametrize(
    ("forge", "reason"),
    [
        (_tamper, "not what was written"),
        (_without_settings, "damaged"),
        (_with("keys.json"), "keys.json"),
        (_with("../settings.toml"), "manifest does not name"),
        (_with("chroma/chroma.sqlite3"), "manifest does not name"),
        pytest.param(
            _with("settings.toml"),
            "or twice",
            marks=pytest.mark.filterwarnings("ignore:Duplicate name"),
        ),
        (lambda f, p: forge(f, p, version=1, keys__json=b"[]"), "keys.json"),
    ],
)
def test_a_member_that_the_manifest_does_not_vouch_for_is_refused(
    file: Path, home: Path, tmp_path: Path, forge: Callable[[Path, Path], Path], reason: str
) -> None:
    with pytest.raises(DatelineError, match=reason):
        restore(forge(file, tmp_path / "forged"), home)
    assert {path.name for path in home.iterdir()} <= {"writer.lock"}
    assert {path.name for path in tmp_path.iterdir()} <= {"forged", "home"}


def test_settings_that_are_no_text_of_toml_are_left_out_as_a_whole() -> None:
    for raw in (b"\xff", b"port =", b"= 1"):
        assert split_settings(raw) == ({}, ("settings.toml",))
    own, others = split_settings(b'model = ["a"]\n"a\\nb" = 1\n')
    assert own == {}
    assert others == ("model", "a b")  # fit to be printed on one line


@pytest.mark.parametrize(
    "value", ["", 'a "b" \\ c', "\n\t\x7f\x01", "Zoë 🗞", 0, -1, 0.1, 1e300, True, False]
)
def test_any_setting_can_be_written_and_read_again(value: Any, tmp_path: Path) -> None:
    written = render_settings({"model": value, "strictness": "strict"})
    assert tomllib.loads(written) == {"model": value, "strictness": "strict"}
    file = tmp_path / "settings.toml"
    file.write_text("port = 1\nmodel = 'x'")
    merged = merge_settings(file, {"model": value})
    assert merged is not None
    assert tomllib.loads(merged) == {"port": 1, "model": value}


def test_no_setting_of_the_archive_is_one_that_lets_anybody_in() -> None:
    assert ARCHIVE_SETTINGS.isdisjoint(tomllib.loads(HOSTILE))
