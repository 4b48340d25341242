"""Whatever a file does to its reader, the program goes on. Real processes, no stand-ins."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from index.core.errors import DatelineError
from index.sources.parsed_article import FinishedSource, ParsedArticle, Problem, SourceEvent
from index.sources.sandbox.files import find_files, read_files, read_path
from index.sources.sandbox.sandbox import ReaderSandbox
from tests import CHECKOUT
from tests.index.sources.sample_files import LEAD, articles, make_docx, make_pdf, make_zip, problems

ROOT = CHECKOUT
SHORT = 1.0


def plain(folder: Path, name: str = "a.txt") -> Path:
    (folder / name).write_text(LEAD)
    return folder / name


def many(folder: Path, count: int = 5_000) -> Path:
    path = folder / "many.jsonl"
    path.write_text("".join(json.dumps({"id": n, "text": LEAD * 20}) + "\n" for n in range(count)))
    return path


def pipe(folder: Path) -> Path:
    """A file that is never finished: opening it waits for a writer that does not come."""
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


def strip_stamps(reads: Iterable[SourceEvent]) -> list[SourceEvent]:
    """Without stamps: a file has one once it has not been written to for a while."""
    return [
        replace(events, stamp="") if isinstance(events, FinishedSource) else events
        for events in reads
    ]


def has_ended(pidfd: int, seconds: float = 20.0) -> bool:
    return bool(select.select([pidfd], [], [], seconds)[0])


def test_it_reads_what_is_read_without_it(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(make_pdf([[(72, 700, LEAD)]]))
    (tmp_path / "b.docx").write_bytes(make_docx(LEAD))
    (tmp_path / "c.zip").write_bytes(
        make_zip({"a.csv": f"id,text\n1,{LEAD}\n2\n", "../b.txt": "x"})
    )
    (tmp_path / "d.md").write_text("---\ndate: soon\n---\nText.")
    many(tmp_path, 50)
    (tmp_path / "f.txt").write_bytes(b"\xff")
    paths = list(find_files([tmp_path, tmp_path / "g.txt"]))
    with ReaderSandbox() as sandbox:
        from_sandbox = strip_stamps(read_files(paths, reader=sandbox.read))
    assert from_sandbox == strip_stamps(read_files(paths))
    assert len(articles(from_sandbox)) == 54


def test_one_process_reads_all_files(tmp_path: Path) -> None:
    with ReaderSandbox() as sandbox:
        assert sandbox.pid is None
        pids: set[int | None] = set()
        for number in range(5):
            assert len(list(sandbox.read(plain(tmp_path, f"{number}.txt")))) == 1
            pids.add(sandbox.pid)
        assert len(pids) == 1
        assert os.getpid() not in pids


def test_a_file_that_hangs_is_given_up_and_the_next_is_read(tmp_path: Path) -> None:
    path = pipe(tmp_path)
    with ReaderSandbox(seconds=SHORT) as sandbox:
        assert list(sandbox.read(path)) == [Problem(str(path), "reading it took longer than 1 s")]
        assert len(articles(list(sandbox.read(plain(tmp_path))))) == 1


def test_time_that_the_caller_takes_does_not_count(tmp_path: Path) -> None:
    with ReaderSandbox(seconds=SHORT) as sandbox:
        reads = sandbox.read(many(tmp_path))
        first = next(reads)
        # The reader has long been stopped by the full connection when we ask again.
        started = time.monotonic()
        while time.monotonic() - started < 1.5 * SHORT:
            pass
        assert len(articles([first, *reads])) == 5_000


def test_a_reader_that_is_killed_is_a_problem_of_its_file_alone(tmp_path: Path) -> None:
    path = many(tmp_path)
    with ReaderSandbox() as sandbox:
        reads = sandbox.read(path)
        begun = [next(reads) for _ in range(10)]
        assert sandbox.pid is not None
        os.kill(sandbox.pid, signal.SIGKILL)
        rest = list(reads)
        assert problems(rest) == ["many.jsonl: its reader crashed"]
        assert 10 <= len(articles([*begun, *rest])) < 5_000
        assert len(articles(list(sandbox.read(path)))) == 5_000


def test_a_reader_that_is_killed_while_it_waits_is_replaced(tmp_path: Path) -> None:
    with ReaderSandbox() as sandbox:
        list(sandbox.read(plain(tmp_path)))
        assert sandbox.pid is not None
        ended = os.pidfd_open(sandbox.pid)
        os.kill(sandbox.pid, signal.SIGKILL)
        assert has_ended(ended)
        os.close(ended)
        assert len(articles(list(sandbox.read(plain(tmp_path))))) == 1


@pytest.mark.parametrize("is_closed", [True, False])
def test_what_is_left_of_one_file_never_reaches_the_next(
    tmp_path: Path, *, is_closed: bool
) -> None:
    with ReaderSandbox() as sandbox:
        abandoned = sandbox.read(many(tmp_path))
        next(abandoned)
        if is_closed:
            abandoned.close()  # type: ignore[attr-defined]
        (incoming,) = sandbox.read(plain(tmp_path))
        assert isinstance(incoming, ParsedArticle)
        assert incoming.article.id == "a"
        assert problems(list(abandoned)) == (
            [] if is_closed else ["many.jsonl: its reader crashed"]
        )
        assert len(list(sandbox.read(plain(tmp_path)))) == 1


def test_a_file_that_needs_too_much_memory_is_a_problem(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(99_000_000)
    with ReaderSandbox() as sandbox:
        list(sandbox.read(plain(tmp_path)))
        status = Path(f"/proc/{sandbox.pid}/status").read_text()
        kilobytes = int(status.split("VmPeak:")[1].split()[0])
    with ReaderSandbox(memory=kilobytes * 1_024 + 50_000_000) as sandbox:
        (problem,) = problems(list(sandbox.read(tmp_path / "a.pdf")))
        assert problem == "a.pdf: it needs too much memory to read"
        assert len(articles(list(sandbox.read(plain(tmp_path))))) == 1


def test_leaving_it_leaves_no_process(tmp_path: Path) -> None:
    with ReaderSandbox(seconds=30) as sandbox:
        list(sandbox.read(plain(tmp_path)))
        assert sandbox.pid is not None
        ended = os.pidfd_open(sandbox.pid)
    assert has_ended(ended, 0)
    os.close(ended)
    sandbox.close()


@pytest.mark.parametrize("name", ["pipe.txt", "many.jsonl", "a.txt"])
def test_the_reader_goes_when_the_program_is_killed(tmp_path: Path, name: str) -> None:
    pipe(tmp_path)
    many(tmp_path)
    plain(tmp_path)
    program = (
        "import sys, time, pathlib; from index.sources.sandbox.sandbox import ReaderSandbox\n"
        "sandbox = ReaderSandbox(); path = pathlib.Path(sys.argv[1])\n"
        "list(sandbox.read(path.parent / 'a.txt')); print(sandbox.pid, flush=True)\n"
        "reads = sandbox.read(path); next(reads); time.sleep(600)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / name)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        reader = os.pidfd_open(int(parent.stdout.readline()))
        assert not has_ended(reader, 0.2)
        parent.kill()
        assert has_ended(reader)
        os.close(reader)


def test_it_works_from_any_folder_and_past_modules_that_lie_there(tmp_path: Path) -> None:
    for name in ("json.py", "yaml.py", "index.py"):
        (tmp_path / name).write_text("raise SystemExit('not this one')")
    program = (
        "import os, sys; sys.path[0] = sys.argv[1]\n"
        "from index.sources.sandbox.sandbox import ReaderSandbox\n"
        "from pathlib import Path\n"
        "with ReaderSandbox() as sandbox:\n"
        "    print([read.article.id for read in sandbox.read(Path('b.md'))])"
    )
    (tmp_path / "b.md").write_text(LEAD)
    command = [sys.executable, "-c", program, str(ROOT)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("['b']\n", "")


def test_an_interpreter_that_does_not_start_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for program in ("/bin/false", str(tmp_path / "nowhere")):
        monkeypatch.setattr(sys, "executable", program)
        with ReaderSandbox() as sandbox, pytest.raises(DatelineError, match="cannot be started"):
            list(sandbox.read(plain(tmp_path)))


def test_names_of_any_bytes_reach_the_reader(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text(LEAD)
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    with ReaderSandbox() as sandbox:
        assert list(sandbox.read(path)) == list(read_path(path))


def test_a_file_given_up_is_not_finished(tmp_path: Path) -> None:
    paths = [pipe(tmp_path), plain(tmp_path)]
    with ReaderSandbox(seconds=SHORT) as sandbox:
        reads = list(read_files(paths, reader=sandbox.read))
    assert [type(item) for item in reads] == [Problem, ParsedArticle, FinishedSource]
