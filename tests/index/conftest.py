"""Libraries that share the session's model, and a second process that writes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from index.embedding.embedder import Embedder
from index.embedding.model_files import DEFAULT_MODEL, locate_model
from index.library import Library
from index.storage.home import Home
from index.storage.vectors import vector_dump
from tests import CHECKOUT
from tests.index.stories import prepare
from tests.index.writer import Writer

SAMPLES_COUNT = len(list((CHECKOUT / "samples").glob("*.md")))

OpenLibrary = Callable[..., Library]
OpenHome = Callable[..., Home]
StartWriter = Callable[[Path], Writer]


@pytest.fixture
def cleanup() -> Iterator[ExitStack]:
    """Closes what a test opened, last first."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def open_home(cleanup: ExitStack) -> OpenHome:
    """`Home`, closed after the test."""

    def open_one(folder: Path, *, write: bool = False) -> Home:
        home = Home(folder, write=write)
        cleanup.callback(home.close)
        return home

    return open_one


@pytest.fixture
def open_library(open_home: OpenHome, embedder: Embedder) -> OpenLibrary:
    """A library over the session's model, closed after the test."""

    def open_one(folder: Path, *, write: bool = False) -> Library:
        return Library(open_home(folder, write=write), embedder)

    return open_one


@pytest.fixture
def library(open_library: OpenLibrary, home: Path) -> Library:
    """An empty library, open for writing."""
    return open_library(home, write=True)


@pytest.fixture
def samples(open_library: OpenLibrary, samples_home: Path) -> Library:
    """The sample articles, open for reading."""
    return open_library(samples_home)


@pytest.fixture
def start_writer(cleanup: ExitStack) -> StartWriter:
    """Another process that opens a home for writing; killed after the test."""

    def start(folder: Path) -> Writer:
        writer = Writer(folder)
        cleanup.callback(writer.kill)
        return writer

    return start


@pytest.fixture(scope="session")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The default model under another name: a folder of links to its files."""
    # Its folders are folders, so that it is as the default model and is not converted again.
    folder = tmp_path_factory.mktemp("models") / "other"
    original = locate_model(DEFAULT_MODEL).folder
    return str(shutil.copytree(original, folder, copy_function=os.symlink))


@pytest.fixture
def quick_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads the vectors here at once, without a process of its own that may die of them."""
    monkeypatch.setattr(vector_dump, "_dump", vector_dump._write)


@pytest.fixture
def small_home(home: Path, embedder: Embedder) -> Path:
    """A closed home with the articles `volcano` and `mahler`."""
    stores = Home(home, write=True)
    stores.write(prepare(embedder, volcano="A volcano erupted.", mahler="Mahler was played."))
    stores.close()
    return home
