"""An archive of an invented country, with articles of five years, asked on 15 October 2025."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.reader.reader import PassageReader
from assistant.pipeline import Assistant
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.sandbox.files import read_files
from index.storage.home import Home
from tests import CHECKOUT
from tests.shared_folder import copy_shared

CORPUS = CHECKOUT / "eval" / "golden" / "dated" / "corpus.jsonl"
TODAY = date(2025, 10, 15)


@pytest.fixture(scope="session")
def caldria(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    """The articles of the dated golden questions. To be read only."""

    def make(folder: Path) -> None:
        with Library(Home(folder, write=True), embedder) as library:
            assert not library.add(read_files([CORPUS])).skipped

    folder = copy_shared(tmp_path_factory, "caldria", make)
    with Library(Home(folder), embedder) as opened:
        yield opened


@pytest.fixture(scope="session")
def newsroom(caldria: Library, reader: PassageReader) -> Assistant:
    """Answers from these articles, with the reader, on 15 October 2025."""
    return Assistant(caldria, reader=reader, clock=lambda: TODAY)
