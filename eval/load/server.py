"""A server as a process of its own, and the memory that it takes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from index.article import DatelineError

# Seconds. Starting takes ten on a machine that has nothing else to do.
_PATIENCE = 180.0
_READY = re.compile(r"Dateline is at (http://\S+)\n")
_RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB$", re.MULTILINE)
_EVERY = 0.25


@dataclass(frozen=True, slots=True)
class Served:
    """A server that is ready: its address, and its process where it is known."""

    url: str
    pid: int | None


@contextmanager
def serving(home: Path) -> Iterator[Served]:
    """`dateline serve` on a home, until the end of the block; settings come from its home and the
    environment, but for the port. Raises DatelineError where it does not start."""
    command = [sys.executable, "-m", "assistant.cli", "--home", str(home), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            assert process.stdout is not None
            ready = next(filter(None, map(_READY.fullmatch, process.stdout)), None)
            if ready is None:
                raise DatelineError("The server did not start")
            wait_for(ready[1])
            yield Served(ready[1], process.pid)
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def wait_for(url: str) -> None:
    """Wait until a server can answer; raises DatelineError where that takes too long."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            if httpx.get(f"{url}/readyz").is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(_EVERY)
    raise DatelineError(f"The server at {url} is not ready")


def resident(pid: int | None) -> float | None:
    """What a process has in memory, in MB; None where that cannot be seen."""
    if pid is None:
        return None
    try:
        found = _RESIDENT.search(Path(f"/proc/{pid}/status").read_text("ascii"))
    except OSError:
        return None
    return int(found[1]) / 1_000 if found else None


def processor_seconds(pid: int | None) -> float | None:
    """What a process has had of the processors; None where that cannot be seen.

    A figure that other work on the machine changes little, unlike the time that passes.
    """
    if pid is None:
        return None
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Watch:
    """The most that a process had in memory while it was looked at, in MB."""

    def __init__(self, pid: int | None) -> None:
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.most = resident(pid)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_EVERY):
            if (now := resident(self._pid)) is not None:
                self.most = max(now, self.most or 0.0)
