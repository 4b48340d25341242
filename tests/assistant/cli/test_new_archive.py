"""A home that is not there: reading says so and makes nothing, adding says what it makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.cli.terminal import run_on_terminal
from tests.assistant.conftest import Run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "news" / "rain.txt"
    file.parent.mkdir()
    file.write_text("Rain fell on Marlow Bay.")
    return file


@pytest.mark.parametrize(
    "command",
    [
        ("list",), ("stats",), ("ask", "Who?"), ("search", "rain"), ("show", "rain"),
        ("said", "Ada"), ("log",), ("doctor",), ("enrich",), ("remove", "rain"), ("release", "x"),
        ("reread",), ("rebuild",), ("backup", "b.zip"), ("keys", "list"),
        ("ask", "--file", "q.txt", "--to", "a.csv"),
    ],
)  # fmt: skip
def test_reading_a_home_that_is_not_there_makes_nothing(
    command: tuple[str, ...],
    run: Run,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "q.txt").write_text("Who?")
    ran = run("--home", home, *command)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert str(home) in ran.err
    assert "does not exist" in ran.err
    assert "--home" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["q.txt"]


def test_a_folder_without_an_archive_is_named_as_such(run: Run, home: Path) -> None:
    home.mkdir()
    ran = run("--home", home, "list")
    assert f"There is no archive in {home}. Name its folder" in ran.err
    assert list(home.iterdir()) == []


def test_without_a_terminal_adding_says_where_the_new_archive_is(
    run: Run, home: Path, article: Path
) -> None:
    assert run("--home", home, "add", article).err == f"dateline: began a new archive in {home}\n"
    assert run("--home", home, "add", article).err == ""
    other = home.with_name("other")
    ran = run("--home", other, "sync", article.parent)
    assert f"dateline: began a new archive in {other}\n" in ran.err


def test_on_a_terminal_adding_asks_first(home: Path, article: Path) -> None:
    for answer in ("n\n", "\n", "what\n"):
        code, written = run_on_terminal("--home", home, "add", article, typed=answer)
        assert code == 2
        assert f"There is no archive in {home}. Begin one? [y/N]" in written
        assert "No archive was begun" in written
        assert not home.exists()
    code, written = run_on_terminal("--home", home, "add", article, typed="y\n", width=200)
    assert code == 0
    assert f"began a new archive in {home}" in written
    assert "added 1" in written
    code, written = run_on_terminal("--home", home, "add", article)
    assert (code, "Begin one?" in written) == (0, False)
