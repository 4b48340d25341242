"""`dateline bench` as it is typed, on a handful of articles."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.main import main
from eval.bench.arguments import PARTS
from eval.bench.subprocess_task import run_in_subprocess
from index.core.errors import DatelineError
from index.embedding.embedder import Embedder
from tests.conftest import SAMPLES

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, which no measurement may touch."""
    home = tmp_path / "home"
    monkeypatch.setenv("DATELINE_HOME", str(home))
    return home


def bench(*words: str | Path) -> int:
    return main(["bench", *map(str, words)])


def test_everything_on_a_handful_of_articles(
    tmp_path: Path, at_home: Path, embedder: Embedder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert embedder.embed_query("rain").any()  # it has been converted, for other processes, too
    written, work = tmp_path / "bench.json", tmp_path / "work"
    words: list[str | Path] = [
        "--articles",
        "4",
        "--rounds",
        "1",
        "--sizes",
        "4,8",
        "--profile",
        "--work",
        work,
    ]
    words += ["--against", "llamaindex", "--json", written]
    assert bench(*words) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    for title in ("Embedding", "Ingest", "Search and ask", "Cold start", "Growth"):
        assert title in shown.out
    found = json.loads(written.read_text())
    assert [section["name"] for section in found["sections"]] == [
        part for part in PARTS if part != "growth"
    ]
    corpus = found["corpus"]
    assert (corpus["articles"], corpus["invented"], found["rounds"]) == (4, True, 1)
    assert found["model"]["backend"].startswith("openvino ")
    for section in found["sections"]:
        repeated = 3 if section["name"] == "start" else 1
        assert {len(figure["values"]) for figure in section["figures"]} == {repeated}
        assert all(min(figure["values"]) > 0 for figure in section["figures"])
    sides = {figure["side"] for figure in found["sections"][1]["figures"]}
    assert sides == {"dateline", "llamaindex", "ratio"}
    sizes = [point["passages"] for point in found["growth"]["points"]]
    assert sizes[0] >= 4
    assert sizes[1] >= 8
    assert [profile["of"] for profile in found["profiles"]] == ["search", "ask", "ingest"]
    stages = found["profiles"][1]["stages"]
    assert {"embed", "dense", "lexical", "rank", "choose", "other"} <= stages.keys()
    assert not at_home.exists()


def test_growth_goes_on_where_it_stopped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work, written = tmp_path / "work", tmp_path / "bench.json"
    words: list[str | Path] = [
        "growth",
        "--articles",
        "5",
        "--rounds",
        "1",
        "--work",
        work,
        "--json",
        written,
    ]
    assert bench(*words, "--sizes", "6") == 0
    first = json.loads(written.read_text())["growth"]["points"]
    assert bench(*words, "--sizes", "6,12") == 0
    both = json.loads(written.read_text())["growth"]["points"]
    assert both[0] == first[0]  # to the millisecond: it was not measured again
    assert both[1]["articles"] > first[0]["articles"]
    capsys.readouterr()
    assert bench(*words, "--sizes", "3") == 2
    assert "has outgrown 3 passages" in capsys.readouterr().err
    assert bench(*words, "--sizes", "6", "--corpus", SAMPLES) == 2
    assert "was made of other articles" in capsys.readouterr().err


def test_an_archive_that_is_there_is_asked(
    samples_home: Path, tmp_path: Path, embedder: Embedder
) -> None:
    assert embedder.embed_query("rain").any()
    questions, written = tmp_path / "questions.txt", tmp_path / "bench.json"
    questions.write_text("When did Sweden join NATO?\n")
    words: list[str | Path] = [
        "--home",
        samples_home,
        "bench",
        "ask",
        "--rounds",
        "1",
        "--articles",
        "2",
    ]
    words += ["--questions", questions, "--json", written]
    assert main([str(word) for word in words]) == 0
    (section,) = json.loads(written.read_text())["sections"]
    assert section["name"] == "ask"
    assert "An archive of 24 articles" in section["notes"][0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--against", "nobody"], "There is no peer 'nobody'. There is: llamaindex"),
        (["everything"], "There is no part 'everything'"),
        (["--corpus", "missing.jsonl"], "no such file"),
        (["--rounds", "0"], "--articles and --rounds must be at least 1"),
        (["--json", "missing/bench.json"], "There is no folder missing"),
        (["--questions", "missing.txt"], "The questions in missing.txt cannot be read"),
    ],
)
def test_what_cannot_be_measured_is_told_in_a_line(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench(*words) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert told in shown.err
    assert shown.err.count("\n") == 1


def test_a_home_that_is_none_is_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", str(tmp_path / "none"), "bench", "ask"]) == 2
    assert "There is no archive in" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_a_peer_that_is_not_installed_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    there = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, *more: None if name.startswith("llama_index.vector") else there(name, *more),
    )
    assert bench("--against", "llamaindex") == 2
    err = capsys.readouterr().err
    assert "needs llama_index.vector_stores.chroma" in err
    assert "pip install 'dateline[baselines]'" in err


# A worker with a task that never ends by itself.
ENDLESS = """
import sys, threading, types
from eval.bench.tasks import worker
task = types.ModuleType("endless")
task.run = lambda spec, say: (say("progress", "begun"), threading.Event().wait())
sys.modules["endless"] = task
worker.TASKS["endless"] = "endless"
sys.argv = ["worker", "endless"]
worker.main()
"""


def test_a_task_ends_with_whoever_started_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("{}\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline()) == ["progress", "begun"]
        assert process.poll() is None
        process.stdin.close()
        assert process.wait(60) == 1


def test_a_task_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match=r"Measuring failed \(nothing\): KeyError: 'nothing'"):
        run_in_subprocess("nothing", {})
    articles = tmp_path / "articles.jsonl"
    articles.write_text("")
    spec = {"settings": {"home": "x"}, "articles": str(articles), "home": str(tmp_path), "size": 1}
    with pytest.raises(DatelineError, match="no articles from whose words"):
        run_in_subprocess("grow", spec)
