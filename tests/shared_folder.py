"""Folders that one worker of a run makes for all: each of them gets a copy of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def copy_shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A copy of a folder of this run, which is made if no worker has made it."""
    own = factory.getbasetemp()
    # With pytest-xdist, the folder of the run has the folders of its workers.
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    shared = make_once(run / f"shared-{name}", make)
    return Path(shutil.copytree(shared, factory.mktemp(name) / "home"))


def make_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Make a folder unless another process has made it; the others wait meanwhile."""
    done = folder.with_name(f"{folder.name}.done")
    with FileLock(folder.with_name(f"{folder.name}.lock")):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # what somebody has left half made
            make(folder)
            done.touch()
    return folder
