"""A disk that fills up: a clear error, an archive that can still be read, and nothing lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.maintenance import offline_repair
from index.storage.home import Home
from tests.disk import Disk
from tests.reliability import tasks
from tests.reliability.conftest import Dateline
from tests.reliability.corpus import stories, write
from tests.reliability.processes import Child, Command
from tests.reliability.state import kept

pytestmark = pytest.mark.usefixtures("quick_doctor")

_DISK = re.compile(r"\bdisk\b|No space left")
_ENOUGH = 64_000


@pytest.fixture
def home(disk: Disk) -> Path:
    return disk.folder / "home"


# The home of these 120 articles takes some 1,600 kB: each size ends another write.
@pytest.mark.parametrize("kilobytes", [60, 180, 300, 660, 1_020])
def test_an_ingest_that_fills_the_disk_can_be_finished_once_there_is_space(
    disk: Disk, home: Path, model: Path, articles: Path, dateline: Dateline, kilobytes: int
) -> None:
    texts = {story.id: story.text for story in stories(120, seed=5)}
    disk.resize(kilobytes)
    said = list(Child(tasks.add, articles, home, str(model)).messages())
    safe = {what for kind, what in said if kind == "safe"}
    errors = [what for kind, what in said if kind == "error"]
    assert len(errors) == 1
    assert _DISK.search(errors[0])
    assert len(safe) < len(texts)

    disk.fill()
    failed = dateline("add", articles).finish()
    assert failed.code == 2
    assert _DISK.search(failed.line)
    listed = dateline("list", "--json").finish()
    if safe or listed.code == 0:  # else there may be no archive yet
        assert safe <= {article["article_id"] for article in listed.json}
        found = dateline("search", "harbour council", "--json").finish()
        assert {hit["article_id"] for hit in found.json["hits"]} <= texts.keys()
        assert bool(found.json["hits"]) == bool(listed.json)
    else:
        assert _DISK.search(listed.line)

    disk.resize(_ENOUGH)
    disk.empty()
    Home(home, write=True).close()
    assert list(offline_repair.examine(home).lines()) == []
    there = kept(home)
    assert safe <= there.keys()
    assert there.items() <= texts.items()
    assert dateline("add", articles).finish().code == 0
    assert kept(home) == texts
    assert list(offline_repair.examine(home).lines()) == []


def test_an_archive_on_a_disk_that_others_have_filled_can_be_read(
    disk: Disk, home: Path, articles: Path, dateline: Dateline
) -> None:
    assert dateline("add", articles).finish().code == 0
    disk.resize(8_000)
    commands = (("list", "--json"), ("search", "harbour council", "-k", "20", "--json"))
    before = [dateline(*command).finish().json for command in commands]
    disk.fill()
    for command, result in zip(commands, before, strict=True):
        now = dateline(*command).finish()
        assert (now.code, now.complaints) == (0, "")
        if "hits" in result:
            assert now.json["hits"] == result["hits"]
        else:
            assert now.json == result
    assert dateline("ask", "What did Adler say?").finish().code == 0
    assert dateline("doctor").finish().code == 0
    for writing in (("add", str(articles)), ("remove", "story-5-001"), ("rebuild",)):
        failed = dateline(*writing).finish()
        assert failed.code == 2
        assert _DISK.search(failed.line)
    disk.empty()
    assert dateline("doctor").finish().code == 0
    assert dateline("list", "--json").finish().json == before[0]
    assert dateline("remove", "story-5-001").finish().code == 0


def test_a_backup_names_the_full_disk_and_leaves_nothing_there(
    disk: Disk, articles: Path, model: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    command = ("--home", home, "--model", model)
    assert Command(tmp_path / "printed", *command, "add", articles).finish().code == 0
    disk.resize(100)
    ran = Command(tmp_path / "printed", *command, "backup", disk.folder / "b").finish()
    assert ran.code == 2
    assert f"{disk.folder / 'b'} cannot be written: No space left on device" in ran.line
    assert list(disk.folder.iterdir()) == []


def test_a_reader_lives_through_a_full_disk(
    disk: Disk, home: Path, model: Path, articles: Path, dateline: Dateline, tmp_path: Path
) -> None:
    assert dateline("add", articles).finish().code == 0
    disk.resize(2_400)
    reader = Child(tasks.search, home, str(model))
    try:
        hits = reader.ask("harbour council")
        assert hits
        write(tmp_path / "more", list(stories(200, seed=6)))
        assert dateline("add", tmp_path / "more").finish().code == 2
        assert isinstance(reader.ask("harbour council"), list)
        disk.fill()
        assert isinstance(reader.ask("the old ferry"), list)
        disk.resize(_ENOUGH)
        disk.empty()
        assert dateline("add", tmp_path / "more").finish().code == 0
        found = reader.ask("harbour council")
        assert any(article_id.startswith("story-6") for article_id in found)
    finally:
        reader.kill()
    assert dateline("doctor").finish().code == 0
