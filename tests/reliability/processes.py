"""Processes of the program, forked from one that has imported everything, so they start at once.

Apart from the import, a forked process behaves as one that starts by itself. Real signals stop it.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests import CHECKOUT

# Seconds, far more than any process here needs on a busy machine: a process that hangs fails.
PATIENCE = 90.0

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.reliability.loaded"])


class Child:
    """A forked process that runs a function, which gets a connection to say what it does."""

    def __init__(self, target: Callable[..., None], *arguments: Any) -> None:
        self.said, told = _FORKS.Pipe()
        self.process = _FORKS.Process(target=_run, args=(target, told, *arguments), daemon=True)
        self.process.start()
        told.close()

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    def ask(self, question: Any) -> Any:
        """Send a message, and return the answer of the process."""
        self.said.send(question)
        assert self.said.poll(PATIENCE), "the process hangs"
        return self.said.recv()

    def messages(self, patience: float = PATIENCE) -> Iterator[Any]:
        """What the process says, until it ends; a cut-off message was not said."""
        while True:
            assert self.said.poll(patience), "the process hangs"
            try:
                yield self.said.recv()
            except (EOFError, OSError):
                return

    def signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def is_stopped(self) -> bool:
        """Has a signal stopped the process? Linux names the state after the last parenthesis."""
        stat = Path(f"/proc/{self.pid}/stat").read_text()
        return stat.rpartition(")")[2].split()[0] == "T"

    def kill(self) -> None:
        """End it as `kill -9` does, and wait until it has gone."""
        self.signal(signal.SIGKILL)
        self.wait()

    def wait(self, patience: float = PATIENCE) -> int:
        """The exit code; negative where a signal ended it."""
        self.process.join(patience)
        assert self.process.exitcode is not None, "the process hangs"
        return self.process.exitcode


def _run(target: Callable[..., None], told: Connection, *arguments: Any) -> None:
    assert "torch" in sys.modules, "what the processes are forked from has not imported everything"
    from tqdm import tqdm

    # Its own is one of the system's, which a process that is killed leaves behind.
    tqdm.set_lock(threading.RLock())
    target(told, *arguments)


_PROGRESS = re.compile(
    r"^dateline: (began a new archive in .*|[\d,]+ (of [\d,]+ )?articles? (done|read|rebuilt).*)\n",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Result:
    """The result of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def complaints(self) -> str:
        """What it says on stderr, but for how far it is, which hangs on the machine."""
        return _PROGRESS.sub("", self.err)

    @property
    def line(self) -> str:
        """The one complaint."""
        assert self.complaints.count("\n") == 1, self.err
        assert self.complaints.startswith("dateline: "), self.err
        return self.complaints


class Command:
    """`dateline` with some arguments, as a forked process that is under way.

    What it prints goes to files, so that it can be read at any time.
    """

    def __init__(self, place: Path, *arguments: object, **environment: str) -> None:
        place.mkdir(parents=True, exist_ok=True)
        number = len(list(place.glob("*.out")))
        self._out, self._err = place / f"{number}.out", place / f"{number}.err"
        self._out.touch()
        words = [str(argument) for argument in arguments]
        self._child = Child(_command, self._out, self._err, words, environment)
        self.pid, self.signal, self.kill = (
            self._child.pid,
            self._child.signal,
            self._child.kill,
        )

    def printed(self) -> list[str]:
        """The whole lines that it has printed so far."""
        return self._out.read_text().split("\n")[:-1]

    def ends_within(self, seconds: float) -> bool:
        """Let it go on for a while; tells whether it has ended."""
        self._child.process.join(seconds)
        return self._child.process.exitcode is not None

    def finish(self, patience: float = PATIENCE) -> Result:
        """Wait for the end, and return the result."""
        code = self._child.wait(patience)
        return Result(code, self._out.read_text(), self._err.read_text())


def _command(
    told: Connection, out: Path, err: Path, arguments: list[str], environment: dict[str, str]
) -> None:
    for path, number in ((out, 1), (err, 2)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    os.environ.update(environment)
    from assistant.cli.main import main

    sys.exit(main(arguments))


def spawn(*arguments: object, **environment: str) -> subprocess.Popen[str]:
    """`dateline` as a process that imports everything itself."""
    return subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", *map(str, arguments)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    )


def wait_until(is_true: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait for a condition in another process; fail if it does not come true."""
    end = time.monotonic() + patience
    while not is_true():
        assert time.monotonic() < end, "the condition never came true"
        time.sleep(0.02)
