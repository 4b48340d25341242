"""What all tests share: the model, loaded once, and the sample articles in a home."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from assistant.answering.cross_encoder import CrossEncoder
from index.embedding.embedder import Embedder
from index.language.en.country_aliases import Stemmer
from index.library import Library
from index.sources.sandbox.files import find_files, read_files
from index.storage.home import Home
from index.storage.lexical.lexical_index import LexicalIndex
from tests import CHECKOUT
from tests.small_scorer import make_scorer

SAMPLES = CHECKOUT / "samples"

settings.register_profile(
    "dateline",
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("dateline")


# A shell that starts the tests in the background lets them ignore Ctrl-C, and so would every
# command that they start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

# What is converted and cached stays out of the user's own folder. Here, since other modules of the
# tests copy the environment as they are imported.
_CACHE = tempfile.mkdtemp(prefix="dateline-cache-")
os.environ["XDG_CACHE_HOME"] = _CACHE


def pytest_unconfigure() -> None:
    """Forget what was cached."""
    shutil.rmtree(_CACHE, ignore_errors=True)


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The default model, shared by all tests: loading it takes seconds."""
    return Embedder()


@pytest.fixture(scope="session")
def scorer(small_scorer: Path) -> CrossEncoder:
    """A scorer, shared by all tests that need one."""
    return CrossEncoder(str(small_scorer))


@pytest.fixture(scope="session")
def small_scorer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a cross-encoder that costs next to nothing and means nothing."""
    return make_scorer(tmp_path_factory.mktemp("scorers") / "small")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder that does not exist yet, for a home of the test's own."""
    return tmp_path / "home"


@pytest.fixture(scope="session")
def samples_home(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A home with the articles of `samples`. To be read only."""
    folder = tmp_path_factory.mktemp("samples") / "home"
    with Library(Home(folder, write=True), embedder) as library:
        report = library.add(read_files(find_files([SAMPLES])))
    assert not report.skipped
    return folder


@pytest.fixture(scope="session")
def stems(tmp_path_factory: pytest.TempPathFactory) -> Stemmer:
    """Words as the lexical index knows them."""
    return LexicalIndex(tmp_path_factory.mktemp("stems")).stem_words
