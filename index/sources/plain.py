"""`.txt`: the whole file is the text; its stem is the id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.sources.incoming import Incoming, Read, make_article, path_text, read_bytes
from index.text import decode


def read(path: Path) -> Iterator[Read]:
    """The file's one article. Raises DatelineError or OSError where there is none."""
    raw = read_bytes(path)
    article, _ = make_article(path.stem, decode(raw))
    yield Incoming(article, path_text(path.resolve()), len(raw))
