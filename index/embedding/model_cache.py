"""Converted models as folders of a cache: each is complete, or absent.

Converts nothing; `conversion` does, and the reader's engine.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.embedding.compiled_model import load_openvino
from index.embedding.model_files import ModelFiles

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# Part of every cache key. Raise it when conversion or quantisation gives other files.
_VERSION = "1"
MODEL_FILE, SPEC_FILE, TOKENIZER_FILE = "model.xml", "card.json", "tokenizer.json"


def default_cache_folder() -> Path:
    """The user's own folder for converted models, unless another one is named."""
    from platformdirs import user_cache_path

    return user_cache_path("dateline") / "models"


def ensure_model(folder: Path, build: Callable[[Path], DataclassInstance | None]) -> None:
    """Build a model's folder unless it exists.

    `build` writes the files to a folder and returns the model's spec, or None if the model must not
    be used; then an empty spec is kept, so that nobody builds it again.
    """
    if (folder / SPEC_FILE).exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-") as name:
        built = Path(name) / "model"
        built.mkdir()
        spec = build(built)
        (built / SPEC_FILE).write_text(json.dumps(asdict(spec) if spec else {}), "utf-8")
        try:
            built.rename(folder)
        except OSError:
            # Another process was faster: its model is the same.
            if not (folder / SPEC_FILE).exists():
                raise


def read_spec(folder: Path) -> dict[str, Any]:
    """The spec of a cached model as a dictionary; empty if the model must not be used."""
    spec: dict[str, Any] = json.loads((folder / SPEC_FILE).read_text("utf-8"))
    return spec


def cache_key(files: ModelFiles) -> str:
    """A folder name that depends on the weights, the configuration and the version of OpenVINO."""
    parts = [files.sha256]
    parts += [path.read_text("utf-8") for path in sorted(files.folder.rglob("*.json"))]
    version = load_openvino().__version__.split("-")[0]
    return f"{digest(parts)}-openvino-{version}-{_VERSION}"


def digest(parts: Sequence[str]) -> str:
    """A short digest of texts, 24 hexadecimal digits."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
