"""Writes a file completely or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from index.core.errors import DatelineError


def write_atomically(path: Path, content: bytes) -> None:
    """Replace the content of a file. Raises DatelineError if that fails."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        try:
            with partial.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no name of a file"
        raise DatelineError(f"{path}: cannot be written: {reason}") from error
