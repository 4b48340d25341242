"""`dateline ask --file`: real questions to a real archive, also if the run is killed."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.pipeline import Assistant
from tests.assistant.conftest import Run
from tests.assistant.rest import PATIENCE

KREMLIN = "What did the Kremlin say about European troops?"
FINLAND = "When did Finland join NATO?"
UNKNOWN = "Who won the zorblax cup?"
KILLER = """
import os, signal, sys
from assistant.cli.main import main
from assistant.cli.sheet.answer_sheet import AnswerSheet
add = AnswerSheet.add
def add_and_die(sheet, rows, other):
    add(sheet, rows, other)
    os.kill(os.getpid(), signal.SIGKILL)
AnswerSheet.add = add_and_die
main(sys.argv[1:])
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "questions.csv"
    file.write_text(
        f"desk,question,title\nworld,{KREMLIN},=1+1\nsport,{UNKNOWN},\nempty,,\nworld,{FINLAND},x\n"
    )
    return file


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that are asked, as they are."""
    questions: list[str] = []
    ask = Assistant.ask

    def note(assistant: Assistant, question: str, *arguments: object) -> object:
        questions.append(question)
        return ask(assistant, question, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Assistant, "ask", note)
    return questions


def read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_row_for_each_quotation_and_for_each_refusal(
    run: Run, samples_home: Path, sheet: Path, tmp_path: Path
) -> None:
    target = tmp_path / "answers.csv"
    ran = run("--home", samples_home, "ask", "--file", sheet, "--to", target)
    rows = read_csv(target)
    assert ran.code == 0
    assert ran.err == "dateline: questions.csv line 4: the question is empty\n"
    assert ran.out == (
        f"wrote {len(rows)} rows to {target}: 2 questions answered, 1 without an answer\n"
    )
    assert list(rows[0]) == [
        "question", "status", "confidence", "speaker", "outlet", "date", "title", "url", "place",
        "quotation", "reason", "desk", "input_title",
    ]  # fmt: skip
    answer = json.loads(run("--home", samples_home, "ask", KREMLIN, "--json").out)
    kremlin = [row for row in rows if row["question"] == KREMLIN]
    assert [row["quotation"] for row in kremlin] == [one["quote"] for one in answer["citations"]]
    assert [row["url"] for row in kremlin] == [one["url"] for one in answer["citations"]]
    assert {row["input_title"] for row in kremlin} == {"'=1+1"}
    assert all(row["status"] == "answered" and row["reason"] == "" for row in kremlin)
    assert "Dmitry Peskov" in "; ".join(row["speaker"] for row in kremlin)
    (unknown,) = [row for row in rows if row["question"] == UNKNOWN]
    assert (unknown["status"], unknown["quotation"]) == ("no_evidence", "")
    assert "zorblax" in unknown["reason"]
    assert (rows[0]["question"], rows[-1]["question"]) == (KREMLIN, FINLAND)


def test_the_place_of_a_row_opens_the_article(run: Run, samples_home: Path, tmp_path: Path) -> None:
    file, target = tmp_path / "q.txt", tmp_path / "answers.jsonl"
    file.write_text(FINLAND)
    run("--home", samples_home, "ask", "--file", file, "--to", target)
    row = json.loads(target.read_text("utf-8").splitlines()[0])
    shown = json.loads(run("--home", samples_home, "show", row["place"], "--json").out)
    start, end = map(int, row["place"].rpartition("#")[2].split("-"))
    assert shown["text"][start:end] == row["quotation"]
    assert isinstance(row["confidence"], float)


def test_a_killed_run_goes_on_where_it_was(
    run: Run, samples_home: Path, sheet: Path, tmp_path: Path, asked: list[str]
) -> None:
    target = tmp_path / "answers.csv"
    command = ["--home", str(samples_home), "ask", "--file", str(sheet), "--to", str(target)]
    killed = subprocess.run(
        [sys.executable, "-c", KILLER, *command],
        env=os.environ | {"DATELINE_READER": "none"},
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert not target.exists()
    ran = run(*command)
    assert (ran.code, asked) == (0, [UNKNOWN, FINLAND])
    assert "1 of 3 questions were answered before" in ran.err
    undisturbed = tmp_path / "other.csv"
    run(*command[:-1], str(undisturbed))
    assert read_csv(target) == read_csv(undisturbed)
    assert {path.name for path in tmp_path.iterdir()} == {sheet.name, target.name, undisturbed.name}


def test_what_is_answered_is_not_asked_again(
    run: Run, samples_home: Path, sheet: Path, tmp_path: Path, asked: list[str]
) -> None:
    target = tmp_path / "answers.csv"
    command = ("--home", samples_home, "ask", "--file", sheet, "--to", target)
    run(*command)
    before = read_csv(target)
    del asked[:]
    run(*command)
    assert (asked, read_csv(target)) == ([], before)
    with sheet.open("a") as stream:
        # The same question at another desk has a row of its own; the same row has not.
        stream.write(f"sport,{FINLAND},x\nworld,{FINLAND},x\n")
    run(*command)
    assert asked == [FINLAND]
    assert read_csv(target)[: len(before)] == before


def test_filters_hold_for_every_question_and_a_wrong_one_asks_none(
    run: Run, samples_home: Path, sheet: Path, tmp_path: Path, asked: list[str]
) -> None:
    command = ("--home", samples_home, "ask", "--file", sheet, "--to", tmp_path / "a.csv")
    ran = run(*command, "--after", "someday")
    assert (ran.code, asked) == (2, [])
    assert "'someday' is not a date" in ran.err
    run(*command, "--after", "2090", "--exit-code")
    assert {row["status"] for row in read_csv(tmp_path / "a.csv")} == {"no_evidence"}


def test_the_exit_code_says_whether_anything_is_answered(
    run: Run, samples_home: Path, tmp_path: Path
) -> None:
    (tmp_path / "q.txt").write_text(UNKNOWN)
    command = ("--home", samples_home, "ask", "--file", tmp_path / "q.txt", "--exit-code", "--to")
    assert run(*command, tmp_path / "a.csv").code == 1
    (tmp_path / "q.txt").write_text(f"{UNKNOWN}\n{FINLAND}")
    assert run(*command, tmp_path / "b.csv").code == 0
    (tmp_path / "q.jsonl").write_text("5\n")
    ran = run(*command[:4], tmp_path / "q.jsonl", "--to", tmp_path / "c.csv")
    assert (ran.code, ran.err) == (2, "dateline: q.jsonl line 1: it is no question\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--file", "q.csv"), "There is no file for the answers"),
        (("--to", "a.csv"), "needs a file of questions"),
        (("Who?", "--file", "q.csv", "--to", "a.csv"), "a question and a file of questions"),
        (("--file", "q.csv", "--to", "a.csv", "--json"), "Leave out --json and --format"),
        (("--file", "q.csv", "--to", "a.csv", "--format", "ris"), "Leave out --json and --format"),
        (("--file", "q.csv", "--to", "q.csv"), "cannot replace the questions"),
        (("--file", "missing.csv", "--to", "a.csv"), "cannot be read"),
        (("--file", "q.csv", "--to", "a.xlsx"), "End it in .csv or .jsonl"),
        ((), "There is no question"),
    ],
)
def test_commands_that_cannot_be(
    arguments: tuple[str, ...],
    said: str,
    run: Run,
    samples_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "q.csv").write_text("question\nWho?\n")
    ran = run("--home", samples_home, "ask", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["q.csv"]
