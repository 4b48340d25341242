"""How a process of our own is started: the same interpreter, one of these modules, nothing else."""

from __future__ import annotations

import os
import subprocess
import sys


def build_command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module. -P: what lies in the current folder is no module."""
    return [sys.executable, "-P", "-m", module, *arguments]


def build_environment() -> dict[str, str]:
    """Modules are found where they are found here, from a checkout too and in any folder."""
    places = dict.fromkeys(os.path.abspath(place) for place in sys.path)  # noqa: PTH100
    return os.environ | {"PYTHONPATH": os.pathsep.join(places)}


def run_module(module: str, *arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
    """A module's process, once it has ended, with all that it said; subprocess.TimeoutExpired where
    it does not within so many seconds."""
    return subprocess.run(  # noqa: S603 - our own interpreter and module
        build_command(module, *arguments),
        env=build_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=seconds,
        check=False,
        text=True,
    )
