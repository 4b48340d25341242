"""Runs a program of this machine that converts a document, within limits of time, memory and disk.

The reader process calls it, so its own limits hold for the program, too.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from index.core.errors import DatelineError

# Less than the reader process may take, so that the reason is this one.
SECONDS = 45.0
MAX_OUTPUT_BYTES = 100_000_000
# What programs need to find their own files; nothing else of this process's environment.
_PASSED = ("PATH", "ANTIWORDHOME")


@contextmanager
def write_document(content: bytes, name: str) -> Iterator[Path]:
    """A file of that content in a folder of its own, which is deleted after the block."""
    with TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        yield path


def run_converter(command: list[str], folder: Path) -> bytes:
    """Run a program in a folder, and return what it writes.

    Raises DatelineError if it fails, takes too long, or writes too much.
    """
    program = Path(command[0]).name
    environment = {name: os.environ[name] for name in _PASSED if name in os.environ}
    output = folder / "output"
    try:
        with output.open("wb") as file:
            process = subprocess.Popen(  # noqa: S603 - a program by its path, on a file of ours
                command,
                cwd=folder,
                env=environment | {"HOME": str(folder), "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.DEVNULL,
                process_group=0,
                preexec_fn=_limit,
            )
    except OSError as error:
        raise DatelineError(f"{program} cannot be started ({error.strerror})") from error
    if _wait(process, program):
        raise DatelineError(f"{program} cannot convert it: it is damaged, or needs too much memory")
    return output.read_bytes()


def _wait(process: subprocess.Popen[bytes], program: str) -> int:
    """Wait for the end of a program, and end what it has started. Returns its exit code."""
    try:
        return process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise DatelineError(f"{program} took longer than {SECONDS:g} s to convert it") from error
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _limit() -> None:
    """Limit the program's time and disk; these hold even if this process is killed."""
    for kind, size in (
        (resource.RLIMIT_CPU, int(SECONDS) + 1),
        (resource.RLIMIT_FSIZE, MAX_OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (size, size))
