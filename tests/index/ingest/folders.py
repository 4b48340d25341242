"""Folders of articles, and libraries that are synchronised with them."""

from __future__ import annotations

import json
from pathlib import Path

from index.ingest.reports import AddReport
from index.library import Library
from index.sources.sandbox.files import find_files, read_files
from tests.index.stories import in_step


def sync(library: Library, folder: Path, *, may_be_empty: bool = False) -> AddReport:
    """Synchronise a library with a folder."""
    reads = read_files(find_files([folder]), library.find_stamp)
    return library.sync(folder, reads, may_be_empty=may_be_empty)


def ids(library: Library) -> set[str]:
    """The ids of all articles; both indexes hold exactly their passages."""
    assert in_step(library._home)
    return {article.id for article in library.articles()}


def jsonl(path: Path, **articles: str) -> Path:
    """A JSONL file with these texts by id."""
    lines = [json.dumps({"id": i, "text": text}) for i, text in articles.items()]
    path.write_text("\n".join(lines))
    return path
