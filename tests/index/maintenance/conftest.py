"""Homes and backups that the tests of maintenance share; each is built once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.embedding.embedder import Embedder
from index.maintenance.backup import backup
from index.maintenance.manifest import read_manifest
from tests.index.damage import make_home


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A sound home with its news beside it, to be read only."""
    return make_home(tmp_path_factory.mktemp("pristine") / "home", embedder)


@pytest.fixture
def sound(pristine: Path, home: Path) -> Path:
    """A copy of the sound home, to be damaged."""
    shutil.copytree(pristine, home)
    return home


@pytest.fixture(scope="session")
def original(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with settings of the machine and of the archive, to be read only."""
    folder = tmp_path_factory.mktemp("original") / "home"
    shutil.copytree(pristine, folder)
    (folder / "settings.toml").write_text("port = 7777\ncandidate_depth = 40\n")
    return folder


@pytest.fixture(scope="session")
def file(original: Path) -> Path:
    """The backup of the original, to be read only."""
    path = original.parent / "news.backup"
    manifest = backup(original, path)
    assert (manifest.articles, manifest.passages, manifest.model) == (3, 4, "all-MiniLM-L6-v2")
    assert read_manifest(path) == manifest
    return path
