"""A home on a medium, or in a folder, that cannot be written: all that only reads works."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.disk import Disk
from tests.reliability import tasks
from tests.reliability.conftest import Dateline
from tests.reliability.corpus import stories, write_one
from tests.reliability.processes import Child
from tests.reliability.state import kept

READING = (
    ("list", "--json"),
    ("search", "the narrow harbour council", "-k", "30", "--json"),
    ("ask", "What did Adler say about the harbour?", "--json"),
    ("show", "story-5-001", "--versions", "--json"),
    ("stats", "--json"),
    ("doctor", "--json"),
)
WRITING = (("remove", "story-5-001"), ("rebuild",))
DOCTOR = (("doctor",), ("doctor", "--repair"))


@pytest.fixture
def home(disk: Disk) -> Path:
    return disk.folder / "home"


def _results(dateline: Dateline) -> list[object]:
    """What the reading commands print, but for times and sizes."""
    results = []
    for command in READING:
        ran = dateline(*command).finish()
        assert (ran.code, ran.complaints) == (0, ""), command
        result = ran.json
        if isinstance(result, dict):
            result = {k: v for k, v in result.items() if k not in ("timings_ms", "bytes")}
        results.append(result)
    return results


def test_a_home_on_a_read_only_disk_is_read_as_any_other(
    disk: Disk, articles: Path, dateline: Dateline, tmp_path: Path
) -> None:
    assert dateline("add", articles).finish().code == 0
    before = _results(dateline)
    disk.set_read_only(read_only=True)
    assert _results(dateline) == before
    for command in (("add", articles), ("sync", articles), *WRITING):
        ran = dateline(*command).finish()
        assert ran.code == 2, command
        assert "Read-only file system" in ran.line
    assert dateline("backup", tmp_path / "backup").finish().code == 0
    disk.set_read_only(read_only=False)
    assert _results(dateline) == before
    assert dateline("doctor").finish().code == 0
    write_one(articles, next(stories(1, seed=7)))
    assert dateline("add", articles).finish().code == 0


def test_damage_is_found_on_a_read_only_disk(
    disk: Disk, home: Path, articles: Path, dateline: Dateline
) -> None:
    assert dateline("add", articles).finish().code == 0
    with closing(sqlite3.connect(home / "catalog.sqlite3")) as catalog, catalog:
        catalog.execute("UPDATE articles SET title = 'Other' WHERE id = 'story-5-001'")
    disk.set_read_only(read_only=True)
    ran = dateline("doctor").finish()
    assert ran.code == 1
    assert "story-5-001" in ran.out
    repaired = dateline("doctor", "--repair").finish()
    assert repaired.code == 2
    assert "Read-only file system" in repaired.line


def test_a_home_whose_writer_was_killed_is_read_on_a_read_only_disk(
    disk: Disk, home: Path, model: Path, articles: Path, dateline: Dateline
) -> None:
    writer = Child(tasks.add, articles, home, str(model))
    safe = {what for _, (_, what) in zip(range(50), writer.messages(), strict=False)}
    writer.kill()
    assert Path(home, "catalog.sqlite3-wal").stat().st_size
    disk.set_read_only(read_only=True)
    listed = dateline("list", "--json").finish()
    assert listed.complaints == ""
    assert safe <= {article["article_id"] for article in listed.json}
    assert dateline("search", "harbour council", "--json").finish().json["hits"]
    disk.set_read_only(read_only=False)
    assert dateline("add", articles).finish().code == 0
    assert len(kept(home)) == 120
    assert dateline("doctor").finish().code == 0


def test_a_folder_without_an_archive_on_a_read_only_disk(
    disk: Disk, articles: Path, dateline: Dateline
) -> None:
    disk.set_read_only(read_only=True)
    for command in (*READING[:2], ("add", articles), *WRITING, *DOCTOR):
        ran = dateline(*command).finish()
        assert ran.code == 2, command
        assert str(disk.folder) in ran.line
