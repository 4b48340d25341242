"""Keeping the archive by command: sync, earlier versions, doctor, rebuild."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.embedding.embedder import Embedder
from index.maintenance import offline_repair
from tests.assistant.conftest import TEXTS, Run

REPAIRED = "dateline: Repairing the indexes: 2 passages were not in both of them.\n"
REPORT = {
    "added",
    "unchanged",
    "updated",
    "removed",
    "killed",
    "held",
    "restored",
    "skipped",
    "warnings",
}
REPORT |= {"embedded", "seconds"}
EXAMINATION = {"sound", "articles", "passages", "found", "repaired", "embedded", "left"}


def execute(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "catalog.sqlite3")) as connection, connection:
        connection.execute(statement)


def run_json(run: Run, *arguments: str | Path, code: int = 0) -> Any:
    ran = run(*arguments, "--json")
    assert (ran.code, ran.err) == (code, "")
    assert ran.out.count("\n") == 1
    return json.loads(ran.out)


# -- add and sync


def test_sync_adds_removes_and_leaves_be(run: Run, home: Path, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for name, text in TEXTS.items():
        (news / f"{name}.txt").write_text(text)
    ran = run("--home", home, "sync", news)
    assert ran == (
        0, "added 2, unchanged 0, updated 0, skipped 0\n",
        f"dateline: began a new archive in {home}\n",
    )  # fmt: skip
    (news / "hail.txt").unlink()
    report = run_json(run, "--home", home, "sync", news)
    assert set(report) == REPORT
    assert (report["removed"], report["unchanged"], report["embedded"]) == (["hail"], 1, 0)
    assert report["seconds"] >= 0
    (news / "rain.txt").rename(news / "rain.css")
    # An empty folder is rather a disk that is not there.
    ran = run("--home", home, "sync", news)
    assert (ran.code, ran.out) == (2, "")
    assert "Nothing was removed; if it was emptied on purpose: dateline sync --empty" in ran.err
    ran = run("--home", home, "sync", news, "--empty")
    assert ran == (0, "added 0, unchanged 0, updated 0, removed 1, skipped 0\n", "")
    shutil.rmtree(news)
    ran = run("--home", home, "sync", news, "--empty")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"dateline: There is no folder {news}. Nothing was removed\n"


def test_what_add_says_as_json(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain fell. Nobody minded.")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "c.md").write_text("---\npublished: yesterday\n---\nHail fell.")
    run("--home", home, "add", tmp_path / "none.txt")
    report = run_json(run, "--home", home, "add", *sorted(tmp_path.glob("?.*")))
    assert set(report) == REPORT
    assert (report["added"], report["unchanged"], report["updated"]) == (2, 0, 0)
    assert report["embedded"] == 4
    assert report["removed"] == []
    (skipped,) = report["skipped"]
    (warning,) = report["warnings"]
    assert set(skipped) == set(warning) == {"place", "reason"}
    assert (Path(skipped["place"]).name, Path(warning["place"]).name) == ("b.txt", "c.md")


@pytest.mark.parametrize("place", ["ftp://news.example/a", "news.example/a", "-", "file:///etc"])
def test_a_place_that_is_neither_file_nor_address(run: Run, home: Path, place: str) -> None:
    ran = run("--home", home, "add", "--", place)
    assert (ran.code, ran.err) == (2, f"dateline: began a new archive in {home}\n")
    assert ran.out.splitlines()[0] == "added 0, unchanged 0, updated 0, skipped 1"
    assert ran.out.splitlines()[1].startswith("Skipped: ")
    missing = "its address does not begin with http" if "://" in place else "there is no such file"
    assert missing in ran.out


# -- earlier versions


def test_earlier_versions_are_shown(run: Run, filled: Path, pristine: Path) -> None:
    ran = run("--home", filled, "show", "rain", "--versions")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[2].startswith("Version 1, until 20")
    assert lines[3] == "Rain fell on Marlow."
    assert "has not changed" in run("--home", filled, "show", "hail", "--versions").out
    shown = run_json(run, "--home", filled, "show", "rain", "--versions")
    assert shown["text"] == TEXTS["rain"]
    assert shown["origins"] == [str(pristine / "news" / "rain.txt")]
    (version,) = shown["versions"]
    assert (version["version"], version["text"]) == (1, "Rain fell on Marlow.")
    assert set(version) == set(shown) - {"versions", "origins", "edits"} | {"version", "replaced"}
    assert run_json(run, "--home", filled, "show", "hail", "--versions")["versions"] == []
    assert run("--home", filled, "show", "nobody", "--versions").code == 2


# -- doctor and rebuild


def test_a_sound_archive(run: Run, filled: Path) -> None:
    ran = run("--home", filled, "doctor")
    assert ran == (0, "Sound: 2 articles, 2 passages.\n", "")
    found = run_json(run, "--home", filled, "doctor", "--repair")
    assert set(found) == EXAMINATION
    assert found == {
        "sound": True,
        "articles": 2,
        "passages": 2,
        "found": [],
        "left": [],
        "repaired": False,
        "embedded": 0,
    }


@pytest.mark.usefixtures("no_model")
def test_a_lost_index_is_found_and_mended(run: Run, filled: Path) -> None:
    shutil.rmtree(filled / "chroma")
    found = run_json(run, "--home", filled, "doctor", code=1)
    assert found["found"] == found["left"] == ["vectors: the folder is missing"]
    ran = run("--home", filled, "doctor")
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "wrong: vectors: the folder is missing",
        "Repair it: dateline doctor --repair",
    ]
    ran = run("--home", filled, "doctor", "--repair")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "found: vectors: the folder is missing",
        "Repaired; 0 texts were embedded again.",
        "Sound: 2 articles, 2 passages.",
    ]
    assert ran.err == REPAIRED
    assert run("--home", filled, "doctor").code == 0


@pytest.mark.parametrize("index", ["chroma", "tantivy"])
def test_a_lost_index_is_mended_by_whoever_opens_the_archive(
    run: Run, filled: Path, index: str
) -> None:
    shutil.rmtree(filled / index)
    ran = run("--home", filled, "list")
    assert (ran.code, len(ran.out.splitlines())) == (0, 2)
    assert ran.err == REPAIRED
    assert run("--home", filled, "list").err == ""
    assert offline_repair.examine(filled).is_sound


def test_lost_vectors_are_embedded_again_and_no_others(
    run: Run, filled: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offline_repair, "Embedder", lambda model, **_: embedder)
    execute(
        filled,
        "UPDATE passages SET vectors = x'' WHERE article ="
        " (SELECT number FROM articles WHERE id = 'hail')",
    )
    ran = run("--home", filled, "doctor", "--repair", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["sound"], found["repaired"], found["embedded"]) == (0, True, True, 3)


def test_what_only_its_source_can_mend(run: Run, filled: Path) -> None:
    execute(filled, "UPDATE articles SET source = 'Forger' WHERE id = 'hail'")
    for _ in range(2):
        ran = run("--home", filled, "doctor", "--repair")
        assert ran.code == 1
        assert ran.out.splitlines()[-1] == "Add the sources of these articles again."
        assert any(line.startswith("still wrong: ") for line in ran.out.splitlines())


@pytest.mark.usefixtures("no_model")
def test_a_rebuild_with_the_same_model_embeds_nothing(run: Run, filled: Path) -> None:
    (filled / "tantivy" / "meta.json").write_text("junk")
    ran = run("--home", filled, "list")
    assert (ran.code, ran.out) == (2, "")
    assert "dateline doctor --repair" in ran.err
    ran = run("--home", filled, "rebuild")
    assert (ran.code, ran.out) == (0, "rebuilt 2 articles with all-MiniLM-L6-v2\n")
    assert run("--home", filled, "doctor").code == 0
