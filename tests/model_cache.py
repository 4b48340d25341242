"""The models of the program, converted once for this machine and shared by workers and later runs.

`python -m tests.model_cache FOLDER` converts them in a process of its own, so that the tests never
load torch for it, and fails if that reaches for another machine.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock
from platformdirs import user_cache_path

from tests import CHECKOUT
from tests.assistant.offline import watch_sockets

VARIABLE = "TESTS_MODEL_CACHE"
# Whatever decides what a converted model is. Its own name has the weights and OpenVINO's version.
_PACKAGES = ("nncf", "onnx", "openvino", "torch", "transformers")
_EMBEDDING, _READER = "index/embedding", "assistant/answering/reader"
_SOURCES = (
    "tests/model_cache.py",
    f"{_EMBEDDING}/compiled_model.py",
    f"{_EMBEDDING}/conversion.py",
    f"{_EMBEDDING}/model_cache.py",
    f"{_EMBEDDING}/openvino_export.py",
    f"{_EMBEDDING}/quantisation.py",
    f"{_EMBEDDING}/*.txt",
    f"{_READER}/adapter.py",
    f"{_READER}/packaged_weights.py",
    f"{_READER}/reader_engine.py",
    f"{_READER}/reader_input.py",
    f"{_READER}/reader_network.py",
    f"{_READER}/adapter/*",
)
_COMPLETE = "complete"


def cache_folder() -> Path:
    """The folder that outlives a run: named by TESTS_MODEL_CACHE, else in the user's cache."""
    return Path(os.environ.get(VARIABLE) or user_cache_path("dateline-tests"))


def prepare_models(cache: Path) -> Path:
    """The folder of the converted models in a cache; the first process to come makes them."""
    folder = cache / f"models-{_version()}"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / "lock"):
        if not (folder / _COMPLETE).exists():
            subprocess.run(
                [sys.executable, "-m", "tests.model_cache", str(folder)], cwd=CHECKOUT, check=True
            )
            (folder / _COMPLETE).touch()
    return folder


def link_models(models: Path, user_cache: Path, pattern: str = "*") -> None:
    """Let the program find the models in a user's cache folder (XDG_CACHE_HOME)."""
    place = user_cache / "dateline" / "models"
    place.mkdir(parents=True, exist_ok=True)
    for model in models.glob(pattern):
        if model.is_dir() and not (place / model.name).exists():
            (place / model.name).symlink_to(model)


def _version() -> str:
    """A digest of the code and the packages that convert."""
    digest = hashlib.sha256(" ".join(map(version, _PACKAGES)).encode())
    for pattern in _SOURCES:
        for path in sorted(CHECKOUT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _convert(folder: Path) -> None:
    attempts = watch_sockets()
    from assistant.answering.reader.reader import PassageReader
    from index.embedding.embedder import Embedder

    Embedder(cache=folder).embed_passages(["rain"])
    PassageReader(cache=folder).warm_up()
    assert not attempts, attempts


if __name__ == "__main__":
    _convert(Path(sys.argv[1]))
