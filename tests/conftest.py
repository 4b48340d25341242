"""What all tests share: the model, loaded once, and the sample articles in a home; which tests are
slow; and where and in which order they run."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from assistant.answering.reader.reader import PassageReader
from assistant.core.answer_options import NO_READER
from index.embedding.embedder import Embedder
from index.language.en.names.country_aliases import Stemmer
from index.library import Library
from index.sources.sandbox.files import find_files, read_files
from index.storage.home import Home
from index.storage.lexical.lexical_index import LexicalIndex
from tests import CHECKOUT
from tests.disk import Disk
from tests.model_cache import VARIABLE, cache_folder, link_models, prepare_models
from tests.shared_folder import copy_shared

SAMPLES = CHECKOUT / "samples"
TESTS = CHECKOUT / "tests"
# Fixtures that load a model or start processes, and modules whose import says that a test does.
SLOW_FIXTURES = {"embedder", "reader", "start_writer", "dateline", "disk", "run", "network"}
SLOW_IMPORTS = {"subprocess", "multiprocessing", "torch"}
SLOW_IMPORTS |= {"Child", "Command", "lock_elsewhere", "run_dateline", "run_on_terminal", "serving"}
SLOW_IMPORTS |= {"Embedder", "PassageReader", "evaluate", "open_archive"}
SLOW_FOLDERS = ("patterns", "reliability", "index/sources/sandbox")
NOBODY = 65534
# Bytes that must be free in memory before temporary files are kept there.
ENOUGH_MEMORY = 4_000_000_000
# The files that take longest, in this order: they begin first, so that all workers end together.
LONGEST = (
    "tests/eval/golden/test_golden_gate.py",
    "tests/e2e",
    "tests/patterns/test_patterns_linear.py",
    "tests/eval/golden/test_conversations.py",
    "tests/reliability/test_kill.py",
    "tests/reliability/test_full_disk.py",
    "tests/reliability/test_lost_files.py",
    "tests/reliability/test_two_processes.py",
    "tests/assistant/cli/test_no_network.py",
    "tests/eval/bench/test_command.py",
    "tests/assistant/server/screen/test_gradio_sessions.py",
    "tests/index/test_library_model.py",
    "tests/assistant/server/rest/test_openapi.py",
    "tests/assistant/server/rest/test_process.py",
)

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


def _has_memory(folder: Path) -> bool:
    """Is this a folder in memory with enough room, from which programs can be run?"""
    if not os.access(folder, os.W_OK):
        return False
    is_closed_to_programs = bool(os.statvfs(folder).f_flag & os.ST_NOEXEC)
    return shutil.disk_usage(folder).free >= ENOUGH_MEMORY and not is_closed_to_programs


# A home is opened thousands of times, and each waits for the disk: temporary files are in memory
# where there is enough of it, unless somebody has said where they go.
if "TMPDIR" not in os.environ and _has_memory(Path("/dev/shm")):
    os.environ["TMPDIR"] = tempfile.tempdir = "/dev/shm"

# Hundreds of processes are started, and none needs to compile the program again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What is cached stays out of the user's own folder, but for the models, which are linked into it.
# Here, since other modules of the tests copy the environment as they are imported; and the workers
# of pytest-xdist inherit it.
os.environ[VARIABLE] = str(cache_folder())
_CACHE = Path(tempfile.mkdtemp(prefix="dateline-cache-"))
os.environ["XDG_CACHE_HOME"] = str(_CACHE)
# Answers go by features alone, which take no model and no time. A test of the reader takes the
# fixture, or names the reader in its settings.
os.environ["DATELINE_READER"] = NO_READER


def pytest_unconfigure() -> None:
    """Forget what was cached."""
    shutil.rmtree(_CACHE, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what `make test-fast` leaves out: the browser, models, and processes."""
    for item in items:
        if item.path.is_relative_to(TESTS / "e2e"):
            item.add_marker(pytest.mark.e2e)
        elif _is_slow(item):
            item.add_marker(pytest.mark.slow)
    if hasattr(config, "workerinput"):
        items.sort(key=_find_place)


def _find_place(item: pytest.Item) -> int:
    """When the file of a test begins: those of LONGEST first."""
    unit = _unit_of_work(item.nodeid)
    return LONGEST.index(unit) if unit in LONGEST else len(LONGEST)


def _is_slow(item: pytest.Item) -> bool:
    module = getattr(item, "module", None)
    return (
        any(item.path.is_relative_to(TESTS / folder) for folder in SLOW_FOLDERS)
        or not SLOW_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))
        or not SLOW_IMPORTS.isdisjoint(vars(module) if module else ())
    )


def pytest_collection_finish(session: pytest.Session) -> None:
    """Prepare the models before any test's time begins, unless no test needs them."""
    marks = ("slow", "e2e")
    needed = any(item.get_closest_marker(mark) for item in session.items for mark in marks)
    if needed and not session.config.option.collectonly:
        link_models(prepare_models(cache_folder()), _CACHE)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Each file goes to one worker, with its fixtures; all of the browser's share one server."""
    from xdist.scheduler import LoadFileScheduling

    # Else the files with the most tests come first, however short these are.
    config.option.loadscopereorder = False
    scheduling = LoadFileScheduling(config, log)
    scheduling._split_scope = _unit_of_work
    return scheduling


def _unit_of_work(test: str) -> str:
    file = test.split("::", 1)[0]
    return "tests/e2e" if file.startswith("tests/e2e/") else file


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The default model, shared by all tests: loading it takes seconds."""
    return Embedder()


@pytest.fixture(scope="session")
def reader() -> PassageReader:
    """The bundled reader, shared by all tests that need it: loading it takes a second."""
    return PassageReader()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder that does not exist yet, for a home of the test's own."""
    return tmp_path / "home"


@pytest.fixture
def guarded_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of a user whom permissions hold back: root becomes nobody for the test."""
    if os.geteuid() != 0:
        yield tmp_path
        return
    # Not in `tmp_path`, whose parents are root's alone.
    with tempfile.TemporaryDirectory() as name:
        os.chown(name, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield Path(name)
        finally:
            os.seteuid(0)


@pytest.fixture(scope="session")
def samples_home(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A home with the articles of `samples`, made by one of the workers. To be read only."""

    def make(folder: Path) -> None:
        with Library(Home(folder, write=True), embedder) as library:
            report = library.add(read_files(find_files([SAMPLES])))
            library.enrich()
        assert not report.skipped

    return copy_shared(tmp_path_factory, "samples", make)


@pytest.fixture(scope="session")
def stems(tmp_path_factory: pytest.TempPathFactory) -> Stemmer:
    """Words as the lexical index knows them."""
    return LexicalIndex(tmp_path_factory.mktemp("stems")).stem_words


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A small disk of the test's own; skips where none can be had."""
    folder = tmp_path / "disk"
    folder.mkdir()
    disk = Disk(folder)
    if (reason := disk.mounted()) is not None:
        pytest.skip(f"no disk can be mounted: {reason}")
    try:
        yield disk
    finally:
        disk.unmount()
