"""Quantises a converted model to eight-bit integers; the only import of nncf.

Static post-training quantisation with smoothed activations: G. Xiao, J. Lin, M. Seznec et al.,
"SmoothQuant: Accurate and Efficient Post-Training Quantization for Large Language Models", ICML
2023. It runs once, in a separate process, since nncf prints to stdout and imports torch. Where the
result is kept, `model_cache` decides.

    python -m index.embedding.quantisation MODEL INPUTS TARGET
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from index.core.subprocess_module import run_module
from index.embedding.compiled_model import Inputs, load_core, load_openvino
from index.embedding.engine import EmbeddingSpec, Engine, Precision, Vectors

_log = logging.getLogger(__name__)

# The largest error of the similarities, as a share of their own standard deviation. For 200
# questions and 128 news articles, all-MiniLM-L6-v2 has an error of 0.09 and ranks as before
# (docs/performance.md). Cosines with the original vectors would not do: in some models, all cosines
# are close to 1.
_TOLERANCE = 0.2
_TIMEOUT_SECONDS = 600.0


class QuantisedEngine:
    """Embeds documents in eight bits, and queries in a finer precision.

    An error in a query's vector affects every score: nDCG@10 on MEDLINE is 0.813 for the exact
    model, 0.812 for this engine, and 0.804 with queries in eight bits as well
    (docs/performance.md). The quantised model loads with the first documents, so a process that
    only searches never loads it.
    """

    def __init__(self, exact: Engine, load: Callable[[], Engine | None]) -> None:
        self._exact = exact
        self._load = load
        self._loading = threading.Lock()
        self._quantised: Engine | None = None

    @property
    def backend(self) -> str:
        """The library and the precision for documents; before they are loaded, those expected."""
        return self._quantised.backend if self._quantised else f"openvino {Precision.INT8}"

    @property
    def spec(self) -> EmbeddingSpec:
        """The properties of the model."""
        return self._exact.spec

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 of shape (len(texts), dimension)."""
        with self._loading:
            self._quantised = self._quantised or self._load_or_fall_back()
        return self._quantised.embed_documents(texts)

    def _load_or_fall_back(self) -> Engine:
        """The quantised model, or the exact one if that fails."""
        try:
            return self._load() or self._exact
        except (ImportError, OSError, RuntimeError, ValueError, TypeError) as error:
            # OpenVINO raises only RuntimeError; incomplete files raise the others.
            _log.warning("The model runs in a finer precision, which is slower: %s", error)
            return self._exact

    def embed_queries(self, texts: Sequence[str], multiple: int) -> Vectors:
        """Unit vectors of queries, of the same shape, padded to a multiple of so many pieces."""
        return self._exact.embed_queries(texts, multiple)


def calibration_texts() -> list[str]:
    """Passages and sentences on which the range of the model's activations is measured.

    They come from the sample articles. They calibrate as well as 128 articles of another news
    collection: mean cosines with the exact vectors on that collection are 0.9973 and 0.9971.
    """
    return _read_lines("calibration.txt")


def calibration_questions() -> list[str]:
    """Questions about the texts, for models that read a question with a text."""
    return _read_lines("calibration_questions.txt")


def _read_lines(name: str) -> list[str]:
    return files("index.embedding").joinpath(name).read_text("utf-8").splitlines()


def quantise(model: Path, inputs: Sequence[Inputs], target: Path) -> None:
    """Quantise a converted model to eight bits, and write it to `target`.

    `inputs` are what the model reads while the ranges of its activations are measured. Raises
    ImportError if nncf is not installed, and RuntimeError if it fails.
    """
    if find_spec("nncf") is None:
        raise ImportError("nncf is not installed")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "inputs.npz"
        np.savez(
            file,
            **{f"{n}/{name}": a for n, each in enumerate(inputs) for name, a in each.items()},  # type: ignore[arg-type]
        )
        try:
            process = run_module(
                __name__, str(model), str(file), str(target), seconds=_TIMEOUT_SECONDS
            )
        except subprocess.TimeoutExpired as error:
            raise RuntimeError(f"quantising took longer than {_TIMEOUT_SECONDS:.0f} s") from error
    if process.returncode:
        messages = process.stderr.strip().splitlines() or [f"exit code {process.returncode}"]
        raise RuntimeError(messages[-1])


def preserves_similarities(quantised: Engine, exact: Engine) -> bool:
    """Do the quantised vectors of the calibration texts have the similarities of the exact ones?"""
    texts = calibration_texts()
    return is_near(*(_similarities(engine.embed_documents(texts)) for engine in (quantised, exact)))


def is_near(ours: Vectors, theirs: Vectors) -> bool:
    """Is the error small against the spread of the exact numbers?"""
    return bool(np.std(ours - theirs) <= _TOLERANCE * np.std(theirs))


def _similarities(vectors: Vectors) -> Vectors:
    """Cosines of all pairs of different texts, as one row."""
    similarities: Vectors = (vectors @ vectors.T)[np.triu_indices(len(vectors), 1)]
    return similarities


def main(arguments: Sequence[str]) -> None:
    """Quantise, in this process."""
    ov = load_openvino()
    import nncf

    model, file, target = arguments
    inputs: dict[str, dict[str, NDArray[np.int64]]] = {}
    with np.load(file) as arrays:
        for key, array in arrays.items():
            number, name = key.split("/")
            inputs.setdefault(number, {})[name] = array
    quantised = nncf.quantize(
        load_core().read_model(model),
        nncf.Dataset(list(inputs.values())),
        model_type=nncf.ModelType.TRANSFORMER,
        subset_size=len(inputs),
    )
    ov.save_model(quantised, target, compress_to_fp16=False)


if __name__ == "__main__":
    main(sys.argv[1:])
