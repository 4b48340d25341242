"""Every command does its work, on a real home."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.config.samples import find_samples
from tests.assistant.conftest import Run

ARTICLES = {
    "peskov.md": "---\ntitle: Kremlin warns\nsource: Wire\npublished: 2025-03-17\n---\n"
    "Sending European troops to Ukraine is a dangerous trend, Peskov said on Monday.\n",
    "bread.txt": "Bakers knead the dough for ten minutes and let it rise overnight.\n",
}
QUESTION = "What did Peskov say about European troops?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    for name, text in ARTICLES.items():
        (place / name).write_text(text, "utf-8")
    return place


# The samples have been embedded by then, so that nothing is said of a model that is prepared.
@pytest.mark.usefixtures("samples_home")
def test_add_ask_remove_ask(run: Run, home: Path, folder: Path) -> None:
    ran = run("--home", home, "add", folder)
    began = f"dateline: began a new archive in {home}\n"
    assert ran == (0, "added 2, unchanged 0, updated 0, skipped 0\n", began)
    asked = run("--home", home, "ask", QUESTION)
    assert (asked.code, asked.err) == (0, "")
    assert "Sending European troops to Ukraine is a dangerous trend" in asked.out
    assert "[1] Wire, 17 Mar 2025" in asked.out

    assert run("--home", home, "remove", "peskov") == (
        0,
        "removed 1; to undo it within 30 days: dateline restore ID\n",
        "",
    )
    asked = run("--home", home, "ask", QUESTION)
    assert (asked.code, asked.err) == (0, "")
    assert "The archive does not say: none of the articles found mentions “Peskov”" in asked.out
    assert "dangerous trend" not in asked.out

    assert run("--home", home, "add", folder).out.startswith(
        "added 0, unchanged 2, updated 0, restored 1"
    )


def test_add_again_changes_nothing_and_a_corrected_file_is_updated(
    run: Run, home: Path, folder: Path
) -> None:
    run("--home", home, "add", folder)
    assert run("--home", home, "add", folder).out == (
        "added 0, unchanged 2, updated 0, skipped 0\n"
    )
    (folder / "bread.txt").write_text("Nothing rose.", "utf-8")
    assert run("--home", home, "add", folder / "bread.txt").out.startswith(
        "added 0, unchanged 0, updated 1"
    )
    assert "Nothing rose." in run("--home", home, "show", "bread").out


def test_rebuild_makes_the_indexes_anew(run: Run, home: Path, folder: Path) -> None:
    run("--home", home, "add", folder)
    assert run("--home", home, "rebuild") == (0, "rebuilt 2 articles with all-MiniLM-L6-v2\n", "")
    assert "1  bread" in run("--home", home, "search", "dough").out


def test_the_home_comes_from_the_environment_too(
    run: Run, home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(home))
    run("add", folder / "bread.txt")
    assert run("list").out.startswith("bread\t")
    assert run("--home", home.parent / "other", "list").out == ""


def test_search_shows_as_many_hits_as_asked_for(run: Run, samples_home: Path) -> None:
    ran = run("--home", samples_home, "search", "Kremlin", "-k", "3")
    assert (ran.code, ran.err) == (0, "")
    assert [line[:2] for line in ran.out.splitlines()[:-1:2]] == [" 1", " 2", " 3"]
    assert ran.out.splitlines()[-1].endswith(
        "have all the words; what else is listed is close in meaning."
    )


def test_filters_of_the_command_line(run: Run, samples_home: Path) -> None:
    outlets = ("--source", "Meridian Wire", "--source", "fieldside")
    ran = run("--home", samples_home, "search", "won", "--before=2023-08", *outlets, "--json")
    found = {(hit["source"], hit["published"][:7]) for hit in json.loads(ran.out)["hits"]}
    assert found == {("Fieldside", "2023-08"), ("Meridian Wire", "2022-04")}
    ran = run("--home", samples_home, "ask", "Who won?", "--after", "2090")
    assert ran.code == 0
    assert ran.out.strip().startswith("The archive does not say")


def test_show_prints_the_article_as_it_stands(run: Run, samples_home: Path) -> None:
    ran = run("--home", samples_home, "show", "2025-03-17-kremlin-european-troops")
    stored = (find_samples() / "2025-03-17-kremlin-european-troops.md").read_text("utf-8")
    body = stored.split("---\n", 2)[2].strip()
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.rstrip().endswith(body)
    assert "Meridian Wire, 17 Mar 2025" in ran.out


def test_list_is_newest_first(run: Run, samples_home: Path) -> None:
    rows = run("--home", samples_home, "list").out.splitlines()
    ids = [row.split("\t")[0] for row in rows]
    assert sorted(ids) == sorted(path.stem for path in find_samples().glob("*.md"))
    # The samples' file names begin with their dates.
    assert [i[:10] for i in ids] == sorted((i[:10] for i in ids), reverse=True)


def test_stats_of_the_samples(run: Run, samples_home: Path) -> None:
    ran = run("--home", samples_home, "stats")
    stats = dict(line.split(maxsplit=1) for line in ran.out.splitlines())
    assert ran.code == 0
    assert stats["articles"] == str(len(list(find_samples().glob("*.md"))))
    assert stats["dates"] == "28 April 2022 to 5 September 2025"


def test_an_escape_sequence_of_an_article_does_not_reach_the_terminal(
    run: Run, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("Peskov said\x1b]0;owned\x07 no \x9b31mto European troops.", "utf-8")
    run("--home", home, "add", path)
    for command in (("show", "hostile"), ("ask", QUESTION), ("search", "troops"), ("list",)):
        ran = run("--home", home, *command)
        assert ran.code == 0
        assert not set(ran.out) & set("\x1b\x07\x9b")
        assert "hostile" in ran.out
    shown = json.loads(run("--home", home, "show", "hostile", "--json").out)
    assert "\x1b]0;owned\x07" in shown["text"]  # JSON carries the text as it is, escaped


def test_a_question_needs_no_quotation_marks(run: Run, samples_home: Path) -> None:
    words = "what did the Kremlin say about EU troops?"
    typed = run("--home", samples_home, "ask", *words.split(), "--json")
    quoted = run("--home", samples_home, "ask", words, "--json")
    assert typed.code == quoted.code == 0
    assert json.loads(typed.out)["sentences"] == json.loads(quoted.out)["sentences"]
