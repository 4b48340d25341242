"""Runs a program of this machine that converts a document, within limits of time, memory and disk.

The reader process calls it, so its own limits hold for the program, too.
"""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
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


def run_converter(command: list[str], folder: Path, seconds: float = SECONDS) -> bytes:
    """Run a program in a folder, and return what it writes.

    Raises DatelineError if it fails, takes too long, or writes too much.
    """
    program = Path(command[0]).name
    environment = {name: os.environ[name] for name in _PASSED if name in os.environ}
    output = folder / "output"
    with output.open("wb") as file:
        try:
            done = subprocess.run(  # noqa: S603 - a program by its path, on a file of ours
                command,
                cwd=folder,
                env=environment | {"HOME": str(folder), "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
                preexec_fn=_limit(seconds),
            )
        except subprocess.TimeoutExpired as error:
            raise DatelineError(
                f"{program} took longer than {seconds:g} s to convert it"
            ) from error
        except OSError as error:
            raise DatelineError(f"{program} cannot be started ({error.strerror})") from error
    if done.returncode:
        raise DatelineError(f"{program} cannot convert it: it is damaged, or needs too much memory")
    return output.read_bytes()


def _limit(seconds: float) -> Callable[[], None]:
    """Limits of time and disk for the program, which hold even if this process is killed."""

    def limit() -> None:
        for kind, size in (
            (resource.RLIMIT_CPU, int(seconds) + 1),
            (resource.RLIMIT_FSIZE, MAX_OUTPUT_BYTES),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (size, size))

    return limit
