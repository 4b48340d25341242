"""An archive goes into a file and comes back, whole, and over nothing that was not asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.conftest import Run


@pytest.mark.usefixtures("no_model")
def test_an_archive_goes_into_a_file_and_comes_back(run: Run, filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "saved" / "news.backup"
    ran = run("--home", filled, "backup", file)
    assert (ran.code, ran.out) == (2, "")
    file.parent.mkdir()
    ran = run("--home", filled, "backup", file)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"wrote 2 articles to {file} (")
    other = tmp_path / "other"
    ran = run("--home", other, "restore", file)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("restored 2 articles of 20")
    assert run("--home", other, "list").out == run("--home", filled, "list").out
    # A restore that was interrupted can be repeated, so the same content is accepted.
    assert run("--home", other, "restore", file).code == 0


@pytest.mark.usefixtures("no_model")
def test_another_archive_is_replaced_only_if_asked_for(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    file, other = tmp_path / "news.backup", tmp_path / "other"
    assert run("--home", filled, "backup", file).code == 0
    assert run("--home", other, "restore", file).code == 0
    removed = run("--home", other, "list").out.split()[0]
    assert run("--home", other, "remove", removed).code == 0
    ran = run("--home", other, "restore", file)
    assert (ran.code, ran.out) == (2, "")
    assert "--replace" in ran.err
    assert run("--home", other, "restore", file, "--replace").code == 0
    assert removed in run("--home", other, "list").out


def test_what_cannot_be_saved_or_restored(run: Run, filled: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all")
    for arguments in (
        ("--home", filled, "backup", letter),
        ("--home", filled, "backup", tmp_path),
        ("--home", filled, "restore", letter, "--replace"),
        ("--home", filled, "restore", tmp_path / "none", "--replace"),
        ("--home", tmp_path / "nowhere", "backup", tmp_path / "new"),
        ("--home", tmp_path / "nowhere", "doctor"),
    ):
        ran = run(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 1
    assert letter.read_text() == "Dear all"
    assert run("--home", filled, "doctor").code == 0
    assert not (tmp_path / "nowhere").exists()


def test_what_only_a_backup_can_mend(run: Run, filled: Path, tmp_path: Path) -> None:
    saved = run("--home", filled, "backup", tmp_path / "saved")
    assert saved.code == 0
    with (filled / "catalog.sqlite3").open("r+b") as file:
        file.seek(8_192)
        file.write(b"junk" * 1_024)
    for arguments in ((), ("--repair",)):
        ran = run("--home", filled, "doctor", *arguments)
        assert ran.code == 1
        assert ran.out.splitlines()[-1] == "Restore a backup: dateline restore FILE --replace"
        assert "Repaired" not in ran.out
    assert run("--home", filled, "restore", tmp_path / "saved", "--replace").code == 0
    assert run("--home", filled, "doctor").code == 0
