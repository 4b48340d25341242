"""What the tests of reliability share: a small real model, made once, and folders of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from index.storage.vectors import vector_dump
from tests.reliability.corpus import WORDS, stories, write
from tests.reliability.processes import Child, Command

Dateline = Callable[..., Command]


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model that embeds hundreds of texts a second, converted already: commands say
    nothing of preparing it, whichever test runs first."""
    folder = tmp_path_factory.mktemp("reliability") / "model"
    assert Child(_make_model, folder).wait() == 0
    return folder


def _make_model(told: Connection, folder: Path) -> None:
    from index.embedding.embedder import Embedder
    from tests.reliability.model import make_model

    Embedder(str(make_model(folder, WORDS))).embed_passages(["rain"])


@pytest.fixture
def dateline(tmp_path: Path, home: Path, model: Path) -> Iterator[Dateline]:
    """Starts `dateline` commands on the test's home; ends those that still run after it."""
    started: list[Command] = []

    def command(*arguments: object, **environment: str) -> Command:
        options = ("--home", home, "--model", model)
        started.append(Command(tmp_path / "printed", *options, *arguments, **environment))
        return started[-1]

    yield command
    for one in started:
        one.kill()


@pytest.fixture
def quick_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Examinations in the test's own process read the vectors there, too: nothing is garbled."""
    monkeypatch.setattr(vector_dump, "_dump", vector_dump._write)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of 120 articles."""
    folder = tmp_path / "articles"
    write(folder, list(stories(120, seed=5)))
    return folder
