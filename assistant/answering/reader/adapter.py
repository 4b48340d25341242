"""The adapter of the reader: what was taught, as differences of low rank to the packaged weights.

A safetensors file. For a matrix NAME of the encoder it has `NAME.A` of shape (rank, inputs) and
`NAME.B` of shape (outputs, rank), both in 16 bits, so that `weight + scale * B @ A` is the taught
matrix (E. Hu, Y. Shen, P. Wallis et al., "LoRA: Low-Rank Adaptation of Large Language Models", ICLR
2022); the two outputs are whole. Its metadata holds the scale and the calibration.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from assistant.answering.reader.packaged_weights import Weights
from assistant.core.answer_options import BUNDLED_READER, NO_READER
from index.core.errors import DatelineError
from index.core.paths import expand_path

ADAPTER_FILE = "adapter.safetensors"
_FOLDER = Path(__file__).parent / "adapter"
# The file of weights that were fitted with the bundled adapter names it.
_FITTED = "answerability.reader.json"
MISFIT = "The reader's adapter does not fit the packaged weights"
# The encoder's weights in the network; those of the cross-encoder's own output are not used.
ENCODER = "bert."
_A, _B = ".A", ".B"


@dataclass(frozen=True, slots=True)
class Adapter:
    """The taught weights by name. `slope` and `shift` turn a score into a log-odds."""

    tensors: Weights
    scale: float
    slope: float
    shift: float
    sha256: str


def find_adapter(name: str) -> Path:
    """The adapter file of the bundled reader, or of a folder."""
    return (_FOLDER if name == BUNDLED_READER else expand_path(name)) / ADAPTER_FILE


def read_adapter(name: str) -> Adapter:
    """Read the bundled adapter, or that of a folder. Raises DatelineError if it is missing or
    damaged, or if the bundled one has another checksum."""
    path = find_adapter(name)
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        if name == BUNDLED_READER and sha256 != _read_bundled_sha256():
            raise DatelineError(
                f"The reader's adapter {path} is not the bundled one", _find_remedy(name)
            )
        tensors, (scale, slope, shift) = _parse(path)
    except (OSError, ValueError) as error:
        # A name with a null character is a ValueError.
        raise DatelineError(
            f"The reader's adapter cannot be read: {error}", _find_remedy(name)
        ) from error
    return Adapter(tensors, scale, slope, shift, sha256)


def _read_bundled_sha256() -> str:
    """The checksum of the adapter that the shipped weights were fitted with; "" if none is."""
    fitted = json.loads(files("assistant.answering").joinpath(_FITTED).read_text("utf-8"))
    return str(fitted.get("provenance", {}).get("adapter_sha256", ""))


def _find_remedy(name: str) -> str:
    without = f'answer without a reader: reader = "{NO_READER}"'
    if name == BUNDLED_READER:
        return f"Install Dateline again, or {without}"
    return f"Name a folder with {ADAPTER_FILE}, or {without}"


def _parse(path: Path) -> tuple[Weights, tuple[float, float, float]]:
    """The tensors, and scale, slope and shift. Raises ValueError if the file is no adapter."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, "numpy") as file:
            metadata: Mapping[str, str] = file.metadata() or {}
            names = file.keys()
            tensors = {name: file.get_tensor(name).astype(np.float32) for name in names}
        scale, slope, shift = (float(metadata[name]) for name in ("scale", "slope", "shift"))
    except (SafetensorError, KeyError, ValueError) as error:
        raise ValueError(f"{path} is no adapter of a reader") from error
    return tensors, (scale, slope, shift)


def write_adapter(
    tensors: Weights, numbers: Mapping[str, float], metadata: Mapping[str, str], path: Path
) -> str:
    """Write an adapter, its matrices in 16 bits; gives the sha256 of the file. `numbers` are
    scale, slope and shift."""
    from safetensors.numpy import save

    half = {
        name: value.astype(np.float16) if name.endswith((_A, _B)) else value.astype(np.float32)
        for name, value in tensors.items()
    }
    texts = {name: repr(float(value)) for name, value in numbers.items()}
    content = save(half, metadata={**metadata, **texts})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def merge_weights(packaged: Weights, adapter: Adapter) -> Weights:
    """The weights of the taught network, float32. Raises DatelineError if the adapter does not fit
    the packaged weights."""
    weights = {name: value for name, value in packaged.items() if name.startswith(ENCODER)}
    tensors = adapter.tensors
    # A matrix may lie in either of the two, so that none is left over.
    matrices = {name[: -len(_A)] for name in tensors if name.endswith((_A, _B))}
    try:
        changes = {name: tensors[name + _B] @ tensors[name + _A] for name in matrices}
        misfits = [name for name, each in changes.items() if each.shape != weights[name].shape]
    except (KeyError, ValueError) as error:
        raise DatelineError(MISFIT) from error
    if misfits:
        raise DatelineError(MISFIT)
    return (
        weights
        | {name: weights[name] + adapter.scale * change for name, change in changes.items()}
        | {name: value for name, value in tensors.items() if not name.endswith((_A, _B))}
    )
