"""The program as processes of its own: `dateline serve` on a free port, and other commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

import httpx

from assistant.core.answer_options import NO_READER
from index.storage.catalog import Catalog
from index.storage.facts import Fact
from tests import CHECKOUT
from tests.reliability.processes import wait_until

DATELINE = (sys.executable, "-m", "assistant.cli")
# Seconds. Starting takes 10 on an idle machine, embedding the samples as many again.
PATIENCE = 180
_READY = re.compile(r"Dateline is at (http://127\.0\.0\.1:\d+)\n")
_ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")
} | {"DATELINE_READER": NO_READER}


@dataclass(frozen=True, slots=True)
class Server:
    """A running `dateline serve`: its address, what it printed on its way, and its errors."""

    process: subprocess.Popen[str]
    url: str
    printed: str
    errors: Path

    def stop(self) -> int:
        """Ask it to stop, as an operating system does; returns its exit code."""
        self.process.terminate()
        return self.process.wait(30)


@contextmanager
def serving(home: Path, *arguments: str) -> Iterator[Server]:
    """A server of a home, until the end of the block."""
    errors = home.with_name(f"{home.name}-errors.txt")
    command = [*DATELINE, "--home", str(home), "serve", "--port", "0", *arguments]
    with (
        errors.open("w") as stderr,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            cwd=CHECKOUT,
            env=_ENVIRONMENT,
        ) as process,
    ):
        try:
            printed = _read_until_ready(process)
            ready = _READY.search(printed)
            assert ready, f"It did not start: {printed}{errors.read_text()}"
            yield Server(process, ready[1], printed, errors)
        finally:
            process.kill()


def list_statements(server: Server, speaker: str) -> list[dict[str, Any]]:
    """What a speaker says, once the server has looked for it in every article."""
    address = f"{server.url}/v1/statements?speaker={speaker}"
    found: dict[str, Any] = {}

    def is_complete() -> bool:
        found.update(httpx.get(address, timeout=PATIENCE).json())
        return bool(found["unread_articles"] == 0)

    wait_until(is_complete, PATIENCE)
    return list(found["statements"])


def run_dateline(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [*DATELINE, "--home", str(home), *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=CHECKOUT,
        env=_ENVIRONMENT,
    )


def read_generation(home: Path) -> str:
    """How many batches have been written to a home."""
    catalog = Catalog(home / "catalog.sqlite3")
    try:
        return catalog.fact(Fact.GENERATION)
    finally:
        catalog.close()


def _read_until_ready(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    printed = ""
    alarm = Timer(PATIENCE, process.kill)
    alarm.start()
    try:
        for line in process.stdout:
            printed += line
            if _READY.search(line):
                break
    finally:
        alarm.cancel()
    return printed
