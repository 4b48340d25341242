"""A command of its own on a terminal of some width, and what it writes there."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.assistant.rest import PATIENCE


def run_on_terminal(*arguments: str | Path, width: int = 80, typed: str = "") -> tuple[int, str]:
    """The exit code of a command that has a terminal, and its output; `typed` is typed at once."""
    own, its = pty.openpty()
    os.write(own, typed.encode())
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    environment |= {"COLUMNS": str(width), "TERM": "xterm", "NO_COLOR": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "assistant.cli", *map(str, arguments)],
        stdin=its,
        stdout=its,
        stderr=its,
        env=environment | {"DATELINE_READER": "none"},
        start_new_session=True,
    ) as process:
        os.close(its)
        written = b""
        try:
            while chunk := os.read(own, 65_536):
                written += chunk
        except OSError:
            pass  # the terminal has no other end any more
        finally:
            os.close(own)
        code = process.wait(PATIENCE)
    return code, written.decode().replace("\r\n", "\n")
