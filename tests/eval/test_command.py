"""`dateline eval` as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.main import main
from assistant.core.answer_options import NO_READER
from index.embedding.embedder import Embedder
from index.embedding.model_cache import default_cache_folder
from tests.eval.conftest import Write


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, embedder: Embedder) -> None:
    """An archive and a cache of the test's own, but for the model: preparing it takes long, and is
    said on stderr."""
    embedder.embed_passages(["rain"])
    prepared, own = default_cache_folder(), tmp_path / "cache" / "dateline" / "models"
    own.parent.mkdir(parents=True)
    own.symlink_to(prepared)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DATELINE_READER", NO_READER)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def evaluate(*words: str | Path) -> int:
    return main(["eval", *map(str, words)])


def test_it_shows_figures_and_writes_what_was_asked_for(
    invented: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written, page = tmp_path / "report.json", tmp_path / "report.html"
    assert evaluate(invented, "--json", written, "--html", page) == 0
    shown = capsys.readouterr()
    assert "nDCG@10" in shown.out
    assert "invented" in shown.out
    report = json.loads(written.read_text())
    assert report["dataset"] == "invented"
    assert report["retrieval"]["nDCG@10"] == report["answers"]["quotes_verbatim"] == 1.0
    assert set(report["fingerprint"]) == {"model", "settings", "corpus", "version"}
    assert [row["id"] for row in report["queries"]] == ["q1", "q2", "q3"]
    assert page.read_text().startswith("<!")
    assert not (tmp_path / "home").exists()
    assert list((tmp_path / "cache" / "dateline" / "eval").iterdir())


def test_json_alone_goes_to_stdout(
    invented: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    other = write([{"_id": "w", "text": "Where did the choir sing?"}], "other", w="choir")
    assert evaluate(invented, other, "--json", "-") == 0
    reports = json.loads(capsys.readouterr().out)
    assert [report["dataset"] for report in reports] == ["invented", "other"]


def test_configurations_stand_beside_the_settings_in_use(
    invented: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "words.toml").write_text("dense_weight = 0\nsentence_weight = 0\n")
    assert evaluate(invented, "--config", f"words={tmp_path / 'words.toml'}", "--json", "-") == 0
    current, words = json.loads(capsys.readouterr().out)
    assert (current["config"], words["config"]) == ("current", "words")
    assert words["fingerprint"]["settings"]["dense_weight"] == 0
    assert "comparison" not in current
    assert words["comparison"]["baseline"]["config"] == "current"
    assert words["comparison"]["measures"]["nDCG@10"]["verdict"] == "no difference"


def test_what_got_worse_is_said_and_is_the_exit_code(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries: list[dict[str, object]] = [
        {"_id": f"q{n}", "text": f"What happened to Mount Sarn on day {n}?"} for n in range(30)
    ]
    folder = write(queries, **{f"q{n}": "volcano" for n in range(30)})
    baseline = tmp_path / "baseline.json"
    assert evaluate(folder, "--json", baseline) == 0
    assert evaluate(folder, "--baseline", baseline) == 0
    assert "worse" not in capsys.readouterr().out.replace("better or worse", "")
    rows = "".join(f"q{n}\tchoir\t1\n" for n in range(30))
    (folder / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{rows}")
    assert evaluate(folder, "--baseline", baseline) == 1
    assert "worse" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "no file or folder nowhere"),
        (["DATASET", "--limit", "0"], "at least 1"),
        (["DATASET", "-k", "0"], "at least 1"),
        (["DATASET", "--config", "words"], "NAME=FILE"),
        (["DATASET", "--config", "words=nowhere.toml"], "nowhere.toml does not exist"),
        (["DATASET", "--config", "words=WRONG"], "There is no setting 'weight'"),
        (["DATASET", "--baseline", "nowhere.json"], "nowhere.json"),
        (["DATASET", "--json", "nowhere/report.json"], "nowhere"),
        (["DATASET", "--html", "nowhere/report.html"], "nowhere"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(
    words: list[str],
    message: str,
    invented: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("weight = 1\n")
    typed = [w.replace("DATASET", str(invented)).replace("WRONG", str(wrong)) for w in words]
    assert evaluate(*typed) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert told.err.count("\n") == 1
    assert not told.out  # nothing is asked before everything is known to be usable


def test_it_is_also_a_module(invented: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "eval", str(invented), "--json", "-", "--limit", "1"],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert len(json.loads(run.stdout)["queries"]) == 1
    assert not run.stderr
