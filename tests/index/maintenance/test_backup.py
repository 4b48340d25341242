"""A backup holds all that a home holds; what is no backup, or damaged, changes nothing."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE
from index.maintenance import offline_repair
from index.maintenance.backup import backup
from index.maintenance.manifest import read_manifest
from index.maintenance.restore import restore
from index.storage.home import Home
from tests.index.conftest import OpenLibrary
from tests.index.damage import hash_tree, scribble
from tests.index.stories import add, in_step, story

pytestmark = pytest.mark.usefixtures("quick_doctor")


def content(folder: Path) -> list[str]:
    connection = sqlite3.connect(folder / CATALOG_FILE)
    try:
        lines = list(connection.iterdump())
    finally:
        connection.close()
    # What the home notes of its indexes is its own affair.
    notes = tuple(f"INSERT INTO \"facts\" VALUES('{n}'" for n in ("dirty", "generation", "damaged"))
    return [line for line in lines if not line.startswith(notes)]


def test_a_restored_home_is_the_original(
    original: Path, file: Path, home: Path, open_library: OpenLibrary
) -> None:
    restore(file, home)
    assert content(home) == content(original)
    assert offline_repair.examine(home).is_sound
    ours, theirs = open_library(original), open_library(home)
    assert theirs.search("volcano harbour", 20) == ours.search("volcano harbour", 20)
    assert theirs.origins("long") == ours.origins("long") != []
    assert (home / "settings.toml").read_text() == "candidate_depth = 40\n"
    assert {path.name for path in home.iterdir()} == {
        *(CATALOG_FILE, "chroma", "chroma.lock", "tantivy", "settings.toml", "writer.lock"),
        *(path.name for path in home.glob(f"{CATALOG_FILE}-*")),
    }


def test_versions_and_later_articles_are_in_it(
    home: Path, tmp_path: Path, open_library: OpenLibrary
) -> None:
    library = open_library(home, write=True)
    for text in ("Rain fell.", "Hail fell."):
        add(library, story(tmp_path / "a.md", text))
    backup(home, tmp_path / "file")  # while it is open, and before its log is taken over
    add(library, story(tmp_path / "b.md", "Snow fell."))
    restore(tmp_path / "file", tmp_path / "other")
    restored = open_library(tmp_path / "other", write=True)
    assert [v.article.text for v in restored.versions("a")] == ["Rain fell."]
    assert restored.article_count == 1
    # The ledger travels, too: nothing is added or embedded twice.
    report = add(restored, tmp_path / "a.md", tmp_path / "b.md")
    assert (report.added, report.unchanged) == (1, 1)


def test_an_archive_is_replaced_only_where_that_was_asked_for(
    original: Path, file: Path, home: Path, open_library: OpenLibrary, tmp_path: Path
) -> None:
    library = open_library(home, write=True)
    add(library, story(tmp_path / "mine.md", "Rain fell."))
    with pytest.raises(DatelineError, match="is writing"):
        restore(file, home, replace=True)
    library.close()
    (home / "settings.toml").write_text("port = 8888\n")
    before = hash_tree(home)
    with pytest.raises(DatelineError, match="already") as raised:
        restore(file, home)
    assert "--replace" in raised.value.remedy
    assert hash_tree(home) == before
    restore(file, home, replace=True)
    assert content(home) == content(original)
    assert offline_repair.examine(home).is_sound
    assert (home / "settings.toml").read_text() == "candidate_depth = 40\nport = 8888\n"


@pytest.mark.parametrize("damage", ["catalog", "everything"])
def test_a_damaged_archive_can_be_replaced(
    file: Path, original: Path, home: Path, damage: str
) -> None:
    restore(file, home)
    (home / CATALOG_FILE).write_bytes(b"junk" * 10_000)
    if damage == "everything":
        scribble(home / "chroma")
        scribble(home / "tantivy")
    restore(file, home, replace=True)
    assert content(home) == content(original)
    assert offline_repair.examine(home).is_sound


def test_a_backup_replaces_an_earlier_one_and_nothing_else(
    original: Path, file: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copy(file, tmp_path / "copy"))
    backup(original, copy)
    assert read_manifest(copy).articles == 3
    mine = tmp_path / "mine.txt"
    mine.write_text("A letter.")
    with zipfile.ZipFile(tmp_path / "mine.zip", "w") as archive:
        archive.writestr("a.txt", "A letter.")
    before = (tmp_path / "mine.zip").read_bytes()
    for path in (mine, tmp_path / "mine.zip"):
        with pytest.raises(DatelineError, match="no backup"):
            backup(original, path)
    assert mine.read_text() == "A letter."
    assert (tmp_path / "mine.zip").read_bytes() == before
    for path in (tmp_path, tmp_path / "none" / "file", mine / "below"):
        with pytest.raises(DatelineError, match=r"cannot be (written|read)"):
            backup(original, path)
    with pytest.raises(DatelineError, match="no archive"):
        backup(tmp_path / "nowhere", tmp_path / "file")
    assert {path.name for path in tmp_path.iterdir()} == {"copy", "mine.txt", "mine.zip"}


def test_a_home_that_cannot_be(file: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "below", Path("~nobody-at-all/home")):
        with pytest.raises(DatelineError):
            restore(file, place)
    opened = Home(tmp_path / "home", write=True)
    assert in_step(opened)
    opened.close()
