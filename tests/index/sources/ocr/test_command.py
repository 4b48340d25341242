"""The command `tesseract` when it fails, hangs, or loses the process that started it."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.sources.ocr import tesseract
from index.sources.sandbox.sandbox import ReaderSandbox
from tests.index.sources.sample_files import problems, read
from tests.index.sources.scans import draw_scan, save_picture

LINES = ("The mayor of Port Elster resigned on Monday.",)


def put_command(folder: Path, script: str) -> None:
    command = folder / "tesseract"
    command.write_text(
        f'#!/bin/sh\n[ "$1" = --list-langs ] && echo "List:\neng" && exit\n{script}\n'
    )
    command.chmod(0o755)


def test_a_page_that_takes_too_long_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_command(tmp_path, f"echo $$ > {tmp_path}/pid; while :; do :; done")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(tesseract, "PAGE_SECONDS", 1)
    monkeypatch.setattr(tesseract, "_REPORT_SECONDS", 0.2)
    (problem,) = problems(read(tmp_path, "a.png", save_picture(draw_scan(LINES))))
    assert problem == "a.png: a page took longer than 1 s to recognise"
    pid = int((tmp_path / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize("script", ["exit 1", "echo nonsense", "kill -9 $$"])
def test_a_command_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    put_command(tmp_path, script)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    (problem,) = problems(read(tmp_path, "a.png", save_picture(draw_scan(LINES))))
    assert "tesseract could not recognise its text" in problem or "hOCR" in problem


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except OSError:
        return False


def test_recognition_ends_with_its_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_command(tmp_path, f"cd {tmp_path}; echo $$ > new; mv new pid; while :; do :; done")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    (tmp_path / "a.png").write_bytes(save_picture(draw_scan(LINES)))
    with ReaderSandbox() as sandbox, ThreadPoolExecutor(1) as pool:
        reading = pool.submit(lambda: list(sandbox.read(tmp_path / "a.png")))
        while not (tmp_path / "pid").exists():
            os.sched_yield()
        assert sandbox.pid is not None
        os.kill(sandbox.pid, signal.SIGKILL)
        assert problems(reading.result()) == ["a.png: its reader crashed"]
    pid = int((tmp_path / "pid").read_text())
    while is_running(pid):
        os.sched_yield()
