"""Names of files in a home, and paths with "~" expanded. Does not check that they exist."""

from __future__ import annotations

from pathlib import Path

from index.core.errors import DatelineError

CATALOG_FILE = "catalog.sqlite3"
CHOOSE_HOME = "Choose a writable folder with --home or DATELINE_HOME"


def expand_path(path: str | Path) -> Path:
    """Expand "~"; a path with an unknown user name stays as it is."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def expand_home(folder: Path, remedy: str = CHOOSE_HOME) -> Path:
    """Expand "~" in the folder of a home. Raises DatelineError for an unknown user name."""
    try:
        return folder.expanduser()
    except RuntimeError as error:
        raise DatelineError(f"The home {folder} cannot be used: {error}", remedy) from error
