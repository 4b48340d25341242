"""The sample articles that come with the program."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from index.core.errors import DatelineError


def find_samples() -> Path:
    """Find the samples: inside the installed package, or beside it in a checkout."""
    package = Path(str(files("assistant")))
    for folder in (package / "samples", package.parent / "samples"):
        if folder.is_dir():
            return folder
    raise DatelineError("The sample articles are not installed")
