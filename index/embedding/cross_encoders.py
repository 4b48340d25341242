"""Loads cross-encoders, models that read two texts at once, with the fastest engine available.

A model is converted once and cached, as embedding models are: in eight bits if processor and model
allow it, else in a finer precision, else in torch. The log says why. What the scores mean, and
which sentences are scored, the reranker knows.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding.engine import DEFAULT_PRECISION, PairEngine, PairSpec, Precision, Vectors
from index.embedding.model_cache import (
    MODEL_FILE,
    TOKENIZER_FILE,
    cache_key,
    default_cache_folder,
    digest,
    ensure_model,
    read_spec,
)
from index.embedding.model_files import ModelFiles
from index.embedding.openvino_export import export_model
from index.embedding.openvino_model import OpenVinoModel, can_compute
from index.embedding.quantisation import InputKind, calibration_pairs, is_near, quantise
from index.embedding.torch_engine import TorchPairEngine

if TYPE_CHECKING:
    import torch

_log = logging.getLogger(__name__)

Pair = tuple[str, str]
# Pairs that a converted model must score as the original does.
_PROBE_PAIRS: tuple[Pair, ...] = (
    ("rain", "It rained. |  | "),
    ("What did the minister say?", "“Wait,” the minister said in 東京. | She paused. | Erdoğan"),
    ("how much?", "A long text says more than it has to. " * 60),
)
# The largest difference of two outputs, which lie a few units from zero.
_TOLERANCE = 0.01
# Pairs are padded to a multiple of so many word pieces, so a score hardly depends on its batch.
_PAD_TO_MULTIPLE = 8
# Pairs a batch: of sixteen pairs, the shorter half need not be padded to the longest. This saves an
# eighth of the time; batches of four save less.
_MAX_ROWS = 8


class OpenVinoPairEngine:
    """A converted cross-encoder."""

    def __init__(self, model: Path, tokenizer: Path, card: PairSpec, precision: Precision) -> None:
        self._model = OpenVinoModel(model, tokenizer, card.length, precision)

    @property
    def backend(self) -> str:
        """The name of the library and the precision."""
        return self._model.backend

    def score(self, pairs: Sequence[Pair]) -> Vectors:
        """The model's output for each pair, before any sigmoid; float32 of shape (len(pairs),)."""
        return self._model.compute(pairs, 1, _PAD_TO_MULTIPLE, _MAX_ROWS)[:, 0]


def load_pair_engine(
    files: ModelFiles, cache: Path | None = None, precision: Precision | None = DEFAULT_PRECISION
) -> PairEngine:
    """Load a cross-encoder with the fastest engine; without a `precision`, with torch.

    Raises DatelineError if the folder holds no cross-encoder.
    """
    load = lru_cache(TorchPairEngine)
    if precision is not None:
        engine = _load_converted(files, cache or default_cache_folder(), load, precision)
        if engine is not None:
            return engine
    return load(files.folder)


def _load_converted(
    files: ModelFiles, cache: Path, load: Callable[[Path], TorchPairEngine], precision: Precision
) -> PairEngine | None:
    try:
        name, tokenizer = cache_key(files), files.folder / TOKENIZER_FILE
        if not tokenizer.is_file():
            raise FileNotFoundError(f"{tokenizer} is missing")
        exact_folder = cache / name
        ensure_model(exact_folder, lambda folder: _convert(folder, tokenizer, load(files.folder)))
        spec = read_spec(exact_folder)
        if not spec:
            return None
        if precision is Precision.INT8 and can_compute(Precision.INT8):
            quantised_folder = cache / f"{name}-{Precision.INT8}-{_calibration_digest()}"
            engine = _load_quantised(quantised_folder, exact_folder, tokenizer, PairSpec(**spec))
            if engine is not None:
                return engine
        precision_hint = Precision.F32 if precision is Precision.F32 else Precision.BF16
        return OpenVinoPairEngine(
            exact_folder / MODEL_FILE, tokenizer, PairSpec(**spec), precision_hint
        )
    except ImportError:
        _log.info("OpenVINO is not installed")
    except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
        # RuntimeError is all that OpenVINO raises.
        _log.info("The reranker runs in torch, which is slower: %s", error)
    return None


def _calibration_digest() -> str:
    return digest([text for pair in calibration_pairs() for text in pair])


def _convert(folder: Path, tokenizer: Path, original: TorchPairEngine) -> PairSpec | None:
    _log.warning("Converting the reranker for this machine (once, some seconds)")

    def score(features: dict[str, torch.Tensor]) -> torch.Tensor:
        logits: torch.Tensor = original.network(**features).logits
        return logits

    export_model(score, original.network, original.encode(_PROBE_PAIRS[:2]), folder / MODEL_FILE)
    converted = OpenVinoPairEngine(folder / MODEL_FILE, tokenizer, original.spec, Precision.F32)
    if np.allclose(converted.score(_PROBE_PAIRS), original.score(_PROBE_PAIRS), atol=_TOLERANCE):
        return original.spec
    _log.warning("The converted reranker gives other scores and is not used")
    return None


def _load_quantised(
    quantised_folder: Path, exact_folder: Path, tokenizer: Path, spec: PairSpec
) -> OpenVinoPairEngine | None:
    """Load the model in eight bits, and quantise it if the cache does not hold it.

    None if its scores differ too much.
    """
    try:
        ensure_model(
            quantised_folder, lambda folder: _quantise(folder, exact_folder, tokenizer, spec)
        )
        if read_spec(quantised_folder):
            return OpenVinoPairEngine(
                quantised_folder / MODEL_FILE, tokenizer, spec, Precision.INT8
            )
    except (ImportError, OSError, RuntimeError, ValueError, TypeError) as error:
        _log.warning("The reranker runs in a finer precision, which is slower: %s", error)
    return None


def _quantise(folder: Path, exact_folder: Path, tokenizer: Path, spec: PairSpec) -> PairSpec | None:
    _log.warning("Quantising the reranker to eight bits (once, about twenty seconds)")
    try:
        quantise(
            exact_folder / MODEL_FILE, tokenizer, spec.length, folder / MODEL_FILE, InputKind.PAIRS
        )
    except RuntimeError as error:
        _log.warning("The reranker cannot be quantised to eight bits: %s", error)
        return None
    pairs = calibration_pairs()
    quantised = OpenVinoPairEngine(folder / MODEL_FILE, tokenizer, spec, Precision.INT8)
    exact = OpenVinoPairEngine(exact_folder / MODEL_FILE, tokenizer, spec, Precision.F32)
    if is_near(quantised.score(pairs), exact.score(pairs)):
        return spec
    _log.warning("In eight bits the reranker gives other scores; a finer precision is used")
    return None
