"""Character recognition by the command `tesseract`, if it is installed.

Nothing is corrected: the words stay as Tesseract gives them, with its confidence in each.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import suppress
from functools import cache
from pathlib import Path

from index.core.errors import DatelineError
from index.sources.ocr.hocr import read_hocr
from index.sources.ocr.scanned_page import ScannedPage
from index.sources.parsed_article import Progress

# A dense page of a newspaper takes a minute on a busy machine.
PAGE_SECONDS = 180
_REPORT_SECONDS = 10
MISSING = "it is a scan; install tesseract-ocr to read it"
# Each further language makes recognition slower and, of texts in the first, worse.
_MAX_LANGUAGES = 3
_FIRST = "eng"
_ORIENTATION = "osd"
# From Linux's prctl.h: the child ends with its parent.
_PR_SET_PDEATHSIG = 1


def find_tesseract() -> str:
    """Find the command's path, "" if it is not installed."""
    return shutil.which("tesseract") or ""


def describe_tesseract() -> str:
    """Describe the installed command, "" if there is none: it changes with each version."""
    path = find_tesseract()
    try:
        status = Path(path).stat() if path else None
    except OSError:
        return ""
    return f"{path} {status.st_size} {status.st_mtime_ns}" if status else ""


def recognise(image: bytes) -> Generator[Progress, None, ScannedPage]:
    """Recognise the text of a picture (PNG or the like), and report progress meanwhile.

    Raises DatelineError if Tesseract is not installed, fails, or takes too long.
    """
    command = find_tesseract()
    if not command:
        raise DatelineError(MISSING)
    output = yield from _run([command, "-", "-", *_choose_options(command), "hocr"], image)
    (page,) = read_hocr(output)
    return page


@cache
def _choose_options(command: str) -> tuple[str, ...]:
    """The languages that are installed, and whether pages may lie on their sides."""
    listed = subprocess.run(  # noqa: S603 - the system's own command
        [command, "--list-langs"], capture_output=True, text=True, check=False, timeout=30
    )
    names = [line.strip() for line in listed.stdout.splitlines()[1:] if line.strip()]
    languages = sorted((name for name in names if name != _ORIENTATION), key=_rank)
    if not languages:
        raise DatelineError(
            "it is a scan, and tesseract has no language", "Install tesseract-ocr-eng or another"
        )
    mode = "1" if _ORIENTATION in names else "3"
    return "-l", "+".join(languages[:_MAX_LANGUAGES]), "--psm", mode


def _rank(language: str) -> tuple[bool, str]:
    return language != _FIRST, language


def _run(command: list[str], image: bytes) -> Generator[Progress, None, bytes]:
    end = time.monotonic() + PAGE_SECONDS
    # `preexec_fn` is safe, since the reader process has one thread.
    with subprocess.Popen(  # noqa: S603 - the system's own command
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        preexec_fn=_limit_child,
    ) as process:
        try:
            waiting: bytes | None = image
            while True:
                try:
                    output, _ = process.communicate(waiting, timeout=_REPORT_SECONDS)
                    break
                except subprocess.TimeoutExpired:
                    waiting = None
                if time.monotonic() > end:
                    raise DatelineError(f"a page took longer than {PAGE_SECONDS} s to recognise")
                yield Progress()
        finally:
            if process.poll() is None:
                process.kill()
    if process.returncode:
        raise DatelineError("tesseract could not recognise its text")
    return output


def _limit_child() -> None:
    """In the child: end with the reader process, and use no more time than a page may."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (PAGE_SECONDS, PAGE_SECONDS))
    if sys.platform == "linux":
        with suppress(OSError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
