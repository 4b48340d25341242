"""Libraries over the session's model, the stems of the real index, and the command line."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from assistant.cli.main import main
from assistant.core.answer_options import NO_READER
from assistant.pipeline import Assistant
from assistant.present.terminal import progress_bars
from index.embedding.embedder import Embedder
from index.embedding.engine import Vectors
from index.library import Library
from index.sources.sandbox.files import find_files, read_files
from index.storage.home import Home


class Ran(NamedTuple):
    """What a command came back with."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]

TEXTS = {"rain": "Rain fell on Marlow Bay.", "hail": "Hail fell. Nobody minded."}


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reads or writes the archive, or the settings, of whoever runs it."""
    for variable in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("DATELINE_READER", NO_READER)
    # The command prints these; another test may want to read them.
    for name in ("assistant", "index"):
        monkeypatch.setattr(logging.getLogger(name), "handlers", [])
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    # Nothing about progress, however slow the machine is.
    monkeypatch.setattr(progress_bars, "EVERY", 3_600.0)
    # The command sets these where they are not set.
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "False")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The `dateline` command, in this process."""

    def ran(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return ran


@pytest.fixture(scope="session")
def samples(samples_home: Path, embedder: Embedder) -> Iterator[Library]:
    """The sample articles, open for reading."""
    with Library(Home(samples_home), embedder) as library:
        yield library


@pytest.fixture(scope="session")
def assistant(samples: Library) -> Assistant:
    """Answers from the sample articles, by features alone."""
    return Assistant(samples)


@pytest.fixture
def library(home: Path, embedder: Embedder) -> Iterator[Library]:
    """An empty library, open for writing."""
    with Library(Home(home, write=True), embedder) as opened:
        yield opened


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A home to copy: two articles, of which one was changed."""
    folder = tmp_path_factory.mktemp("pristine")
    news = folder / "news"
    news.mkdir()
    home = Home(folder / "home", write=True)
    with Library(home, embedder) as library:
        for rain in ("Rain fell on Marlow.", TEXTS["rain"]):
            (news / "rain.txt").write_text(rain)
            (news / "hail.txt").write_text(TEXTS["hail"])
            library.add(read_files(find_files([news])))
    return folder


@pytest.fixture
def filled(pristine: Path, home: Path) -> Path:
    """A home to change."""
    shutil.copytree(pristine / "home", home)
    return home


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may be embedded."""

    def refuse(_: Embedder, texts: Sequence[str]) -> Vectors:
        pytest.fail(f"embedded: {texts}")

    monkeypatch.setattr(Embedder, "embed_passages", refuse)
