"""`alerts`: what is new is printed once, for cron; and one line for what is wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.assistant.conftest import Run


@pytest.fixture
def home(samples_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(samples_home, tmp_path / "own"))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    return folder


def write(news: Path, name: str, text: str) -> None:
    (news / f"{name}.md").write_text(
        f"---\ntitle: On {name}\nsource: Bay Post\npublished: 2025-05-0{len(name)}\n---\n\n{text}\n"
    )


def test_an_alert_from_the_beginning_to_the_end(run: Run, home: Path, news: Path) -> None:
    def do(*arguments: str | Path, code: int = 0) -> str:
        ran = run("--home", home, *arguments)
        assert ran.code == code, ran.err
        return ran.out

    assert do("alerts") == ""
    assert do("alerts", "--exit-code", code=1) == ""
    assert do("alerts", "add", "gotland", "--source", "bay post") == "made alert 1, gotland\n"
    do("alerts", "add", "--question", "What hit Gotland?", "--name", "Storms")
    write(news, "sea", "A storm hit Gotland on Monday. Nobody was hurt.")
    write(news, "land", "The market of Quillport opened.")
    ran = run("--home", home, "add", news)
    assert "new to your alerts: 2; see: dateline alerts" in ran.err
    assert do("alerts", "list") == (
        "1\t1\tsearch\tgotland\tgotland\n2\t1\tquestion\tStorms\tWhat hit Gotland?\n"
    )
    assert do("alerts", "--exit-code") == (
        "gotland: 1 new article\n"
        "  sea  3 May 2025, Bay Post, On sea\n"
        "    “A storm hit Gotland on Monday.”\n"
        "\n"
        "Storms: 1 new article\n"
        "  sea  3 May 2025, Bay Post, On sea\n"
        "    “A storm hit Gotland on Monday.”\n"
    )
    assert do("alerts", "--exit-code", code=1) == ""
    write(news, "gales", "Gales reached Gotland.")
    do("sync", news)
    printed = json.loads(do("alerts", "--json"))[0]
    assert (printed["name"], printed["total"]) == ("gotland", 2)
    assert [one["article_id"] for one in printed["findings"]] == ["gales"]
    assert json.loads(do("alerts", "--json")) == []
    assert json.loads(do("alerts", "check", "--json")) == {"found": 0, "complete": True}
    assert do("alerts", "remove", "STORMS", "1") == "removed 2 alerts\n"
    assert json.loads(do("alerts", "list", "--json")) == []


@pytest.mark.parametrize("arguments", [
    ("add", ""), ("add", "(a"), ("add", "the"), ("add", "--question", "thanks"),
    ("add", "a", "--name", "\x1b[2J"), ("add", "a", "--name", "x" * 101),
    ("add", "a", "--after", "soon"), ("add", "a", "--facet", "x"), ("add", "x" * 3_000),
    ("remove", "nobody"), ("remove", "7"), ("remove", "9" * 40),
])  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_is_kept(
    run: Run, home: Path, arguments: tuple[str, ...]
) -> None:
    ran = run("--home", home, "alerts", *arguments)
    assert ran.code == 2
    assert ran.err.startswith("dateline: ")
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err
    assert run("--home", home, "alerts", "list").out == ""


def test_hostile_texts_do_not_reach_the_terminal(run: Run, home: Path, news: Path) -> None:
    run("--home", home, "alerts", "add", "gotland")
    article = {
        "id": "x",
        "title": "T\x1b[2J",
        "text": "Gotland \x1b[31mred\x1b[0m.",
        "source": "\x07",
    }
    (news / "x.jsonl").write_text(json.dumps(article))
    run("--home", home, "add", news)
    out = run("--home", home, "alerts").out
    assert "gotland: 1 new article" in out
    assert not set(out) & set(map(chr, [*range(9), *range(11, 32), 127]))


def test_what_nobody_has_read_is_printed_again(run: Run, home: Path, news: Path) -> None:
    run("--home", home, "alerts", "add", "gotland")
    write(news, "sea", "A storm hit Gotland.")
    run("--home", home, "add", news)
    reader, writer = os.pipe()
    os.close(reader)
    closed = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "--home", str(home), "alerts"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        timeout=120,
    )
    os.close(writer)
    assert closed.returncode == 0
    assert "gotland: 1 new article" in run("--home", home, "alerts").out


def test_commands_without_alerts_load_no_answers() -> None:
    code = (
        "import sys; import assistant.cli.main, assistant.cli.alerts.rounds\n"
        "assert not {'assistant.pipeline', 'torch', 'lxml', 'fastapi'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
