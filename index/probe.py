"""Trying out the vectors in another process: damaged files make Chroma's graph end its process.

Run as a program it is that process: it reads every row and goes through the graph.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from index.article import DatelineError, Filters
from index.text import one_line

# Many times what reading a million rows takes.
_SECONDS = 600.0
_ROWS = 1_000
_QUERIES = 100
_NEAREST = 20


def fault(folder: Path) -> str:
    """Why the vectors in a folder cannot be read, "" where they can.

    They are not touched here: a store that is damaged may spoil the memory of who opens it.
    """
    # The modules are found where they are found here; -P: and nowhere else.
    places = dict.fromkeys(os.path.abspath(place) for place in sys.path)  # noqa: PTH100
    try:
        ended = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "index.probe", str(folder)],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(places)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
            text=True,
        )
    except subprocess.TimeoutExpired:
        return "reading them does not come to an end"
    if ended.returncode < 0:
        return f"reading them crashes (signal {-ended.returncode})"
    return one_line(ended.stdout)


def _read(folder: Path) -> None:
    """Read all rows, and ask for what is near to some of them."""
    from index.vectors import VectorStore

    vectors = VectorStore(folder)
    ids = sorted(vectors.ids())
    for start in range(0, len(ids), _ROWS):
        vectors.rows(ids[start : start + _ROWS])
    chosen = ids[:: max(1, len(ids) // _QUERIES)]
    for vector, _ in vectors.rows(chosen).values():
        vectors.nearest(vector, _NEAREST, Filters())
    vectors.close()


if __name__ == "__main__":
    try:
        _read(Path(sys.argv[1]))
    except DatelineError as error:
        sys.stdout.write(error.message)
