"""Commands that add, watch and tell what is new, killed with SIGKILL at any moment: each new
article is told once, and none is missed."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from tests.reliability.conftest import Dateline
from tests.reliability.processes import wait_until

pytestmark = pytest.mark.slow


def write(folder: Path, name: str) -> None:
    folder.mkdir(exist_ok=True)
    text = f"Article {name} is about many things. A storm hit Gotland on that day, it says."
    (folder / f"{name}.md").write_text(f"---\ntitle: On {name}\nsource: Bay Post\n---\n\n{text}\n")


def begin(dateline: Dateline, folder: Path) -> None:
    """An archive with an article that is old to the alert."""
    write(folder, "old")
    assert dateline("add", folder).finish().code == 0
    assert dateline("alerts", "add", "gotland", "--name", "isle").finish().code == 0


def tell(dateline: Dateline) -> list[str]:
    """The ids of the articles that are told to be new now."""
    told = dateline("alerts", "--json").finish()
    assert (told.code, told.complaints) == (0, "")
    return [one["article_id"] for alert in told.json for one in alert["findings"]]


def test_what_killed_commands_have_added_is_told_once(dateline: Dateline, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    begin(dateline, folder)
    chance, told, names = random.Random(7), [], []
    for round_number in range(4):
        for number in range(5):
            names.append(f"n{round_number}-{number}")
            write(folder, names[-1])
        adding = dateline("add", folder)
        if not adding.ends_within(chance.uniform(0.5, 6.0)):
            adding.kill()
        if round_number % 2:
            told += tell(dateline)
    assert dateline("add", folder).finish().code == 0
    told += tell(dateline)
    assert sorted(told) == sorted(names)
    assert tell(dateline) == []


def test_watch_checks_what_comes_in(dateline: Dateline, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    begin(dateline, folder)
    watching = dateline("watch", folder, "--json")

    def count() -> int:
        (alert,) = dateline("alerts", "list", "--json").finish().json
        return int(alert["total"])

    write(folder, "new")
    wait_until(lambda: count() == 1)
    watching.signal(signal.SIGKILL)
    assert tell(dateline) == ["new"]


def test_two_that_check_at_once_tell_each_article_once(dateline: Dateline, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    begin(dateline, folder)
    assert dateline("alerts", "remove", "isle").finish().code == 0
    for number in range(5):
        assert dateline("alerts", "add", "gotland", "--name", f"isle {number}").finish().code == 0
    for number in range(10):
        write(folder, f"n{number}")
    adding = dateline("add", folder)
    commands = [dateline("alerts", "--json") for _ in range(2)]
    assert adding.finish().code == 0
    commands.append(dateline("alerts", "--json"))
    told = [
        (alert["name"], one["article_id"])
        for command in commands
        for alert in command.finish().json
        for one in alert["findings"]
    ]
    assert len(told) == len(set(told)) == 50
