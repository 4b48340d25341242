"""What may be shown, by command: what is held, released, killed or corrected, and the log."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.assistant.conftest import Run

PAGE = "---\ntitle: {title}\nsource: Kel Wire\npublished: 2025-03-17\n{more}---\n{text}\n"
CITE = "The bridge of Ostrell closes on Monday, the council said."


def put(folder: Path, name: str, text: str = CITE, title: str = "Bridge", **matter: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.md"
    more = "".join(f"{key}: {value}\n" for key, value in matter.items())
    path.write_text(PAGE.format(title=title, text=text, more=more))
    return path


def run_json(run: Run, *arguments: str | Path) -> Any:
    ran = run(*arguments, "--json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def newsml(guid: str, version: int, status: str) -> str:
    return f"""<newsItem guid="{guid}" version="{version}"><itemMeta>
        <pubStatus qcode="stat:{status}"/></itemMeta>
        <contentMeta><headline>Flood</headline></contentMeta><contentSet><inlineXML>
        <p>The flood of version {version} reached Kel.</p></inlineXML></contentSet></newsItem>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    put(folder, "open", "It rained in Kel on Sunday.", "Rain")
    put(folder, "soon", embargo="2999-01-02T06:00:00Z")
    put(folder, "unclear", "The vote is over.", "Vote", embargo="after the vote")
    put(folder, "old", "A fair was held in Kel.", "Fair", expiry="2025-03-18")
    return folder


def test_held_and_expired_articles_are_listed_with_their_reasons(
    run: Run, home: Path, folder: Path
) -> None:
    added = run("--home", home, "add", folder)
    assert added.out == (
        "added 4, unchanged 0, updated 0, held 2, skipped 0\nHeld: soon\nHeld: unclear\n"
    )
    assert run("--home", home, "list").out == "open\t17 Mar 2025\tKel Wire\tRain\n"
    held = run("--home", home, "list", "--held").out
    assert held == (
        "soon\theld until 2999-01-02 06:00 UTC\tBridge\n"
        "unclear\theld until it is released: its embargo 'after the vote' cannot be understood"
        "\tVote\n"
    )
    expired = run("--home", home, "list", "--expired").out
    assert expired == "old\texpired 2025-03-17 10:00 UTC\tFair\n"
    (soon, unclear) = run_json(run, "--home", home, "list", "--held")
    assert (soon["article_id"], soon["state"], soon["opens"], soon["reason"]) == (
        "soon", "held", "2999-01-02T06:00:00+00:00", "",
    )  # fmt: skip
    assert (unclear["opens"], unclear["reason"][:11]) == (None, "its embargo")
    assert "text" not in soon


def test_no_command_shows_what_is_held(run: Run, home: Path, folder: Path) -> None:
    run("--home", home, "add", folder)
    for words in (
        ("search", "bridge"),
        ("ask", "When does the bridge of Ostrell close?"),
        ("list", "--json"),
        ("search", "bridge", "--json"),
        ("ask", "When does the bridge of Ostrell close?", "--json"),
        ("stats",),
    ):
        out = run("--home", home, *words).out
        assert " closes " not in out
        assert "Bridge" not in out
    shown = run("--home", home, "show", "soon")
    assert (shown.code, shown.out) == (2, "")
    assert CITE in run("--home", home, "show", "soon", "--held").out
    assert run_json(run, "--home", home, "stats")["articles"] == 1


def test_a_release_shows_an_article_and_the_log_says_why(
    run: Run, home: Path, folder: Path
) -> None:
    run("--home", home, "add", folder)
    early = run("--home", home, "release", "soon")
    assert early.code == 2
    assert "ends by itself" in early.err
    assert run("--home", home, "release", "nothing").code == 2
    assert run("--home", home, "release", "unclear", "--reason", "it is over").out == "released 1\n"
    assert "unclear" in run("--home", home, "list").out
    assert run("--home", home, "release", "soon", "--early").out == "released 1\n"
    rows = run_json(run, "--home", home, "log", "--action", "released")
    assert [(row["article_id"], row["process"], row["detail"]) for row in rows] == [
        ("unclear", "release", "it is over"),
        ("soon", "release", ""),
    ]


def test_a_kill_is_in_the_report_and_in_the_log(run: Run, home: Path, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "1.xml").write_text(newsml("urn:kel:1", 1, "usable"))
    run("--home", home, "add", news)
    (news / "2.xml").write_text(newsml("urn:kel:1", 2, "canceled"))
    report = run_json(run, "--home", home, "add", news)
    assert report["killed"] == ["urn:kel:1"]
    assert run("--home", home, "list").out == ""
    rows = run_json(run, "--home", home, "log")
    assert [(row["action"], row["article_id"]) for row in rows] == [
        ("added", "urn:kel:1"),
        ("killed", "urn:kel:1"),
    ]
    assert rows[1]["place"] == str(news / "2.xml")
    assert rows[1]["detail"] == "it is canceled by its pubStatus"
    assert run("--home", home, "sync", news).out.startswith("added 0,")


def test_corrections_and_rights_beside_a_quotation(run: Run, home: Path, tmp_path: Path) -> None:
    note = "Correction (18 March 2025): It closes on Monday, not on Sunday."
    put(tmp_path / "news", "a", f"{CITE}\n\n{note}", copyright="© 2025 Kel Wire",
        usage_terms="CC BY 4.0", credit="Ann Bo", data_mining="no")  # fmt: skip
    run("--home", home, "add", tmp_path / "news")
    question = "When does the bridge of Ostrell close?"
    assert f"Corrected on 18 Mar 2025: {note}" in run("--home", home, "ask", question).out
    assert f"Corrected on 18 Mar 2025: {note}" in run("--home", home, "search", "bridge").out
    shown = run("--home", home, "show", "a").out
    for line in (
        "copyright: © 2025 Kel Wire",
        "credit: Ann Bo",
        "usage terms: CC BY 4.0",
        "data mining: no",
        "may be republished: yes",
        f"Corrected on 18 Mar 2025: {note}",
    ):
        assert f"{line}\n" in shown
    (citation, *_) = run_json(run, "--home", home, "ask", question)["citations"]
    assert citation["terms"] == {
        "copyright": "© 2025 Kel Wire", "usage": "CC BY 4.0", "credit": "Ann Bo",
        "data_mining": "no", "correction": note, "corrected": "2025-03-18", "embargo": "",
        "expiry": "", "republishable": "yes",
    }  # fmt: skip


def test_only_what_may_be_republished(run: Run, home: Path, tmp_path: Path) -> None:
    for name, usage in (("a", "CC BY 4.0"), ("b", "All rights reserved"), ("c", "See our site")):
        put(tmp_path / "news", name, f"The bridge of {name} closes.", usage_terms=usage)
    run("--home", home, "add", tmp_path / "news")
    found = run_json(run, "--home", home, "search", "bridge", "--republishable")
    assert [hit["article_id"] for hit in found["hits"]] == ["a"]
    asked = run_json(run, "--home", home, "ask", "What closes?", "--republishable")
    assert {hit["article_id"] for hit in asked["hits"]} == {"a"}


def test_the_log_is_listed_filtered_and_exported(
    run: Run, home: Path, folder: Path, tmp_path: Path
) -> None:
    run("--home", home, "add", folder)
    run("--home", home, "remove", "open")
    lines = run("--home", home, "log").out.splitlines()
    assert [line.split("\t")[3:5] for line in lines] == [
        ["added", "old"],
        ["added", "open"],
        ["held", "soon"],
        ["held", "unclear"],
        ["removed", "open"],
    ]
    assert [line.split("\t")[2] for line in lines] == ["add"] * 4 + ["remove"]
    assert run("--home", home, "log", "-n", "1").out.split("\t")[3] == "removed"
    assert len(run_json(run, "--home", home, "log", "--article", "open")) == 2
    assert run_json(run, "--home", home, "log", "--until", "2001") == []
    assert run("--home", home, "log", "--since", "soon").code == 2
    for name in ("log.csv", "log.jsonl"):
        said = run("--home", home, "log", "--export", tmp_path / name).out
        assert said == f"wrote 5 rows to {tmp_path / name}\n"
    with (tmp_path / "log.csv").open(newline="") as file:
        table = list(csv.DictReader(file))
    rows = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [row["digest"] for row in table] == [row["digest"] for row in rows]
    assert run("--home", home, "log", "--export", tmp_path / "log.csv").code == 2
    assert run("--home", home, "log", "--export", tmp_path / "log.txt").code == 2


def test_doctor_sees_an_edit_of_the_log(run: Run, home: Path, folder: Path) -> None:
    run("--home", home, "add", folder)
    assert run("--home", home, "doctor").code == 0
    with closing(sqlite3.connect(home / "catalog.sqlite3")) as connection, connection:
        connection.execute("DROP TRIGGER ledger_is_fixed")
        connection.execute("UPDATE ledger SET article = 'other' WHERE number = 2")
    examined = run("--home", home, "doctor")
    assert examined.code == 1
    assert "log: it was changed by hand: row 2 is not as it was written" in examined.out


def test_doctor_sees_an_embargo_that_was_taken_away(run: Run, home: Path, folder: Path) -> None:
    run("--home", home, "add", folder)
    with closing(sqlite3.connect(home / "catalog.sqlite3")) as connection, connection:
        connection.execute("DELETE FROM permissions")
    examined = run("--home", home, "doctor")
    assert examined.code == 1
    assert "articles are not as they were stored: old, soon, unclear" in examined.out


def test_the_log_and_what_is_held_survive_a_backup(
    run: Run, home: Path, folder: Path, tmp_path: Path
) -> None:
    run("--home", home, "add", folder)
    log = run("--home", home, "log").out
    assert run("--home", home, "backup", tmp_path / "file").code == 0
    assert run("--home", tmp_path / "other", "restore", tmp_path / "file").code == 0
    assert run("--home", tmp_path / "other", "log").out == log
    held = run("--home", home, "list", "--held").out
    assert run("--home", tmp_path / "other", "list", "--held").out == held
    assert run("--home", tmp_path / "other", "doctor").code == 0


# -- reread


def test_reread_reads_what_earlier_readers_read(run: Run, home: Path, folder: Path) -> None:
    run("--home", home, "add", folder)
    first = run_json_reread(run, home)
    assert (first["unchanged"], first["updated"], first["added"]) == (4, 0, 0)
    # As an archive of an earlier version: its readers left out what publishers state.
    with closing(sqlite3.connect(home / "catalog.sqlite3")) as connection, connection:
        connection.execute("UPDATE articles SET terms = '', content_hash = 'earlier'")
        connection.execute("DELETE FROM permissions")
        connection.execute("UPDATE containers SET stamp = 'earlier readers'")
    assert "soon" in run("--home", home, "list").out
    (folder / "open.md").unlink()
    told = run("--home", home, "reread", "--dry-run")
    assert told.err == (
        "dateline: 3 sources can be read again; 1 files are gone, and 0 were sent to the server:"
        " their articles stay as they are\n"
    )
    report = run_json_reread(run, home)
    assert (report["updated"], report["held"]) == (3, ["soon", "unclear"])
    assert run("--home", home, "list").out.startswith("open\t")
    assert len(run_json(run, "--home", home, "show", "soon", "--held")["terms"]["embargo"]) > 0


def run_json_reread(run: Run, home: Path) -> Any:
    ran = run("--home", home, "reread", "--json")
    assert ran.code == 0
    return json.loads(ran.out)


def test_reread_of_an_archive_without_readable_sources(
    run: Run, home: Path, tmp_path: Path
) -> None:
    path = put(tmp_path / "news", "a")
    run("--home", home, "add", path)
    path.unlink()
    ran = run("--home", home, "reread")
    assert (ran.code, ran.out) == (2, "")
    assert "None of the sources can be read again" in ran.err
    assert run("--home", home, "list").out.startswith("a\t")
