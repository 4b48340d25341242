"""An archive whose catalog is gone, and a folder without an archive: nothing is made of either."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE
from index.embedding.embedder import Embedder
from index.library import Library
from index.maintenance import offline_repair
from index.maintenance.backup import backup
from index.maintenance.hnsw_trial import sample_vectors
from index.maintenance.restore import restore
from index.storage.home import Home
from tests.index.conftest import OpenLibrary
from tests.index.stories import add, prepare, story

pytestmark = pytest.mark.usefixtures("quick_doctor")

OPENINGS: dict[str, Callable[[Path], object]] = {
    "a reader": lambda home: Library.open(home),
    "a writer": lambda home: Library.open(home, write=True),
    "a reader that may create": lambda home: Library.open(home, create=True),
    "a rebuild": lambda home: Library.rebuild(home),
    "an examination": offline_repair.examine,
    "a repair": offline_repair.repair,
    "a backup": lambda home: backup(home, home.parent / "file"),
    "a trial": lambda home: sample_vectors(home, 1, 1),
}
CREATING = ("a writer", "a reader that may create")


def lose(home: Path, how: str) -> None:
    """Take the catalog away, or what is in it."""
    catalog = home / CATALOG_FILE
    catalog.unlink()
    for ending in ("-wal", "-shm"):
        Path(f"{catalog}{ending}").unlink(missing_ok=True)
    if how == "emptied":
        catalog.touch()


def read_indexes(home: Path) -> list[str]:
    """The names of an archive's index files."""
    return sorted(str(p.relative_to(home)) for p in home.rglob("*") if p.parent != home)


@pytest.mark.parametrize("how", ["deleted", "emptied"])
@pytest.mark.parametrize("kind", OPENINGS)
def test_indexes_without_a_catalog_are_an_error_and_stay(
    small_home: Path, kind: str, how: str
) -> None:
    lose(small_home, how)
    before = read_indexes(small_home)
    with pytest.raises(DatelineError, match="catalog of this archive is gone") as raised:
        OPENINGS[kind](small_home)
    assert "restore" in raised.value.remedy
    assert "rebuild --empty" in raised.value.remedy
    assert read_indexes(small_home) == before
    assert not list(small_home.parent.glob("file"))
    catalog_file = small_home / CATALOG_FILE
    assert not catalog_file.exists() or catalog_file.stat().st_size == 0


@pytest.mark.parametrize("left", ["chroma", "tantivy"])
def test_one_index_is_enough_to_know_that_there_was_an_archive(small_home: Path, left: str) -> None:
    lose(small_home, "deleted")
    (small_home / {"chroma": "tantivy", "tantivy": "chroma"}[left]).rename(
        small_home.parent / "away"
    )
    with pytest.raises(DatelineError, match="is gone"):
        Library.open(small_home, write=True)


def test_a_database_without_tables_is_no_catalog_of_what_was_indexed(small_home: Path) -> None:
    import sqlite3

    lose(small_home, "deleted")
    connection = sqlite3.connect(small_home / CATALOG_FILE)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    assert (small_home / CATALOG_FILE).stat().st_size > 0
    with pytest.raises(DatelineError, match="is gone"):
        Library.open(small_home, write=True)
    offline_repair.recreate_empty(small_home)
    assert offline_repair.examine(small_home).is_sound


def test_the_file_put_back_heals_it(
    small_home: Path, tmp_path: Path, open_library: OpenLibrary
) -> None:
    (small_home / CATALOG_FILE).rename(tmp_path / "away")
    with pytest.raises(DatelineError, match="is gone"):
        Library.open(small_home)
    (tmp_path / "away").rename(small_home / CATALOG_FILE)
    assert open_library(small_home).article_count == 2
    assert offline_repair.examine(small_home).is_sound


def test_a_backup_heals_it_without_being_told_to_replace_anything(
    small_home: Path, tmp_path: Path, open_library: OpenLibrary
) -> None:
    backup(small_home, tmp_path / "file")
    for how in ("deleted", "emptied"):
        lose(small_home, how)
        restore(tmp_path / "file", small_home)
        assert open_library(small_home).article_count == 2
        assert offline_repair.examine(small_home).is_sound


@pytest.mark.parametrize("how", ["deleted", "emptied"])
def test_an_archive_is_begun_again_only_where_the_catalog_is_gone(
    small_home: Path, tmp_path: Path, open_library: OpenLibrary, how: str
) -> None:
    with pytest.raises(DatelineError, match="has its catalog"):
        offline_repair.recreate_empty(small_home)
    assert offline_repair.examine(small_home).articles == 2
    lose(small_home, how)
    offline_repair.recreate_empty(small_home)
    examined = offline_repair.examine(small_home)
    assert (examined.is_sound, examined.articles, examined.passages) == (True, 0, 0)
    assert (
        add(open_library(small_home, write=True), story(tmp_path / "a.md", "Snow fell.")).added == 1
    )
    with pytest.raises(DatelineError, match="no archive"):
        offline_repair.recreate_empty(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("kind", [kind for kind in OPENINGS if kind not in CREATING])
def test_where_there_is_no_archive_none_is_made(tmp_path: Path, kind: str, there: bool) -> None:
    folder = tmp_path / "mistyped"
    if there:
        folder.mkdir()
        (folder / "settings.toml").write_text("port = 7777\n")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(DatelineError, match=f"no archive in {folder}"):
        OPENINGS[kind](folder)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("kind", CREATING)
def test_a_writer_makes_one(home: Path, kind: str) -> None:
    opened = OPENINGS[kind](home)
    assert isinstance(opened, Library)
    assert opened.article_count == 0
    opened.close()
    assert offline_repair.examine(home).is_sound


def test_a_writer_may_be_told_to_make_none(home: Path) -> None:
    with pytest.raises(DatelineError, match="no archive"):
        Library.open(home, write=True, create=False)
    assert not home.exists()


def test_an_open_archive_tells_that_its_catalog_is_gone_and_heals_when_it_is_back(
    small_home: Path, tmp_path: Path, open_library: OpenLibrary
) -> None:
    library = open_library(small_home)
    assert library.search("volcano", 1)
    (small_home / CATALOG_FILE).rename(tmp_path / "away")
    for call in (
        lambda: library.search("volcano", 1),
        lambda: library.article_count,
        lambda: library.get("volcano"),
        lambda: list(library.articles()),
        lambda: library.writable().__enter__(),
    ):
        with pytest.raises(DatelineError, match="gone"):
            call()
    assert not (small_home / CATALOG_FILE).exists()
    (tmp_path / "away").rename(small_home / CATALOG_FILE)
    assert library.search("volcano", 1)
    with library.writable() as writer:
        assert writer.article_count == 2


def test_an_open_archive_tells_that_its_catalog_was_replaced(
    small_home: Path, tmp_path: Path, embedder: Embedder, open_library: OpenLibrary
) -> None:
    other = Home(tmp_path / "other", write=True)
    other.write(prepare(embedder, rain="Rain fell."))
    other.close()
    backup(tmp_path / "other", tmp_path / "file")
    library = open_library(small_home)
    assert library.get("volcano")
    restore(tmp_path / "file", small_home, replace=True)
    with pytest.raises(DatelineError, match="was replaced"):
        library.get("volcano")
    assert open_library(small_home).get("rain")


def test_nothing_is_acknowledged_that_goes_into_a_catalog_that_is_gone(
    small_home: Path, tmp_path: Path, open_library: OpenLibrary
) -> None:
    library = open_library(small_home, write=True)
    (small_home / CATALOG_FILE).rename(tmp_path / "away")
    with pytest.raises(DatelineError, match="gone"):
        add(library, story(tmp_path / "a.md", "Snow fell."))
