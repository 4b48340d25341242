"""Start one of our own modules as a process, with the same interpreter and import path."""

from __future__ import annotations

import os
import subprocess
import sys


def build_command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module. -P keeps the current folder out of the import path."""
    return [sys.executable, "-P", "-m", module, *arguments]


def build_environment() -> dict[str, str]:
    """The environment with this process's import path, so that a checkout works in any folder."""
    places = dict.fromkeys(os.path.abspath(place) for place in sys.path)  # noqa: PTH100
    return os.environ | {"PYTHONPATH": os.pathsep.join(places)}


def run_module(module: str, *arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
    """Run a module to its end and capture its output.

    Raises subprocess.TimeoutExpired after `seconds`.
    """
    return subprocess.run(  # noqa: S603 - our own interpreter and module
        build_command(module, *arguments),
        env=build_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=seconds,
        check=False,
        text=True,
    )
