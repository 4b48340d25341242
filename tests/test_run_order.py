"""What the tests share in a run: files that begin first, and folders that are made once."""

from __future__ import annotations

from pathlib import Path

from tests import CHECKOUT
from tests.conftest import LONGEST
from tests.shared_folder import make_once


def test_the_files_that_begin_first_exist() -> None:
    assert [unit for unit in LONGEST if not (CHECKOUT / unit).exists()] == []


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    made: list[Path] = []

    def make(folder: Path) -> None:
        folder.mkdir()
        made.append(folder)

    folder = tmp_path / "home"
    assert make_once(folder, make) == make_once(folder, make) == folder
    assert made == [folder]


def test_a_folder_that_could_not_be_made_is_made_by_the_next_to_come(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    attempts: list[Path] = []

    def make(folder: Path) -> None:
        attempts.append(folder)
        if len(attempts) == 1:
            folder.mkdir()
            raise OSError
        assert not folder.exists()
        folder.mkdir()

    for _ in range(2):
        try:
            make_once(folder, make)
        except OSError:
            continue
    assert len(attempts) == 2
