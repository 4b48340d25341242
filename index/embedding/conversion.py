"""Converts embedding models for OpenVINO, once, and keeps the files in a cache.

A converted model is used only if its vectors equal those of the original. If it cannot be built,
stored or trusted, the caller falls back to torch, and the log says why.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding.compiled_model import can_compute
from index.embedding.engine import DEFAULT_PRECISION, EmbeddingSpec, Engine, Precision
from index.embedding.model_cache import (
    MODEL_FILE,
    TOKENIZER_FILE,
    cache_key,
    digest,
    ensure_model,
    read_spec,
)
from index.embedding.model_files import ModelFiles
from index.embedding.openvino_engine import OpenVinoEngine
from index.embedding.openvino_export import export_model
from index.embedding.quantisation import (
    QuantisedEngine,
    calibration_texts,
    preserves_similarities,
    quantise,
)
from index.embedding.torch_engine import TorchEngine

if TYPE_CHECKING:
    import torch

_log = logging.getLogger(__name__)

# Texts that a converted model must embed as the original does: short, long, capitals, scripts.
_PROBE_TEXTS = (
    "rain",
    "What did the minister say about the harbour?",
    "ACCENTS: Erdoğan, Çelik and 東京; “quotes”, 1,234.5 – Мир",
    "A long text says more than it has to. " * 60,
)
_LEAST_COSINE = 0.9999


def load_converted(
    files: ModelFiles,
    cache: Path,
    load: Callable[[Path], TorchEngine],
    precision: Precision = DEFAULT_PRECISION,
) -> Engine | None:
    """Load the converted model, and convert it if the cache does not hold it. None on failure.

    `load` loads the original in torch, and is called only for a conversion. A model that does not
    convert faithfully is recorded and not tried again. Quantisation to eight bits waits until the
    first documents are embedded.
    """
    try:
        exact_folder, quantised_folder = _cache_folders(files, cache)
        ensure_model(exact_folder, lambda folder: _convert(folder, files, load(files.folder)))
        tokenizer = files.folder / TOKENIZER_FILE
        precision_hint = Precision.F32 if precision is Precision.F32 else Precision.BF16
        engine = _open(exact_folder, tokenizer, precision_hint)
        if engine is None or precision is not Precision.INT8 or not can_compute(Precision.INT8):
            return engine
        return QuantisedEngine(
            engine, lambda: _load_quantised(exact_folder, quantised_folder, tokenizer)
        )
    except ImportError:
        _log.info("OpenVINO is not installed")
    except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
        # RuntimeError is all that OpenVINO raises.
        _log.info("The model runs in torch, which is slower: %s", error)
    return None


def _load_quantised(
    exact_folder: Path, quantised_folder: Path, tokenizer: Path
) -> OpenVinoEngine | None:
    """Load the model in eight bits, and quantise it if the cache does not hold it.

    None if its vectors differ too much.
    """
    ensure_model(quantised_folder, lambda folder: _quantise(folder, exact_folder, tokenizer))
    return _open(quantised_folder, tokenizer, Precision.INT8)


def _open(folder: Path, tokenizer: Path, precision: Precision) -> OpenVinoEngine | None:
    spec = read_spec(folder)
    return (
        OpenVinoEngine(folder / MODEL_FILE, EmbeddingSpec(**spec), tokenizer, precision)
        if spec
        else None
    )


def _convert(folder: Path, files: ModelFiles, original: TorchEngine) -> EmbeddingSpec | None:
    _log.warning("Converting the model for this machine (once, some seconds)")
    _export(original, folder / MODEL_FILE)
    converted = OpenVinoEngine(folder / MODEL_FILE, original.spec, files.folder / TOKENIZER_FILE)
    if _is_faithful(converted, original):
        return original.spec
    _log.warning("The converted model gives other vectors and is not used")
    return None


def _quantise(folder: Path, exact_folder: Path, tokenizer: Path) -> EmbeddingSpec | None:
    _log.warning("Quantising the model to eight bits (once, about twenty seconds)")
    spec = EmbeddingSpec(**read_spec(exact_folder))
    exact = OpenVinoEngine(exact_folder / MODEL_FILE, spec, tokenizer)
    try:
        inputs = [exact.encode([text]) for text in calibration_texts()]
        quantise(exact_folder / MODEL_FILE, inputs, folder / MODEL_FILE)
    except RuntimeError as error:
        _log.warning("The model cannot be quantised to eight bits: %s", error)
        return None
    quantised = OpenVinoEngine(folder / MODEL_FILE, spec, tokenizer, Precision.INT8)
    if preserves_similarities(quantised, exact):
        return spec
    _log.warning("In eight bits the model gives other vectors; a finer precision is used")
    return None


def _cache_folders(files: ModelFiles, cache: Path) -> tuple[Path, Path]:
    """The folders of the converted model and of the quantised one."""
    name = cache_key(files)
    return cache / name, cache / f"{name}-{Precision.INT8}-{digest(calibration_texts())}"


def _export(original: TorchEngine, path: Path) -> None:
    import torch

    model = original.model

    def embed(features: dict[str, torch.Tensor]) -> torch.Tensor:
        """The model with pooling and normalisation."""
        vectors: torch.Tensor = model(features)["sentence_embedding"]
        return torch.nn.functional.normalize(vectors, p=2, dim=1)

    export_model(embed, model, model.preprocess([_PROBE_TEXTS[0], _PROBE_TEXTS[1]]), path)


def _is_faithful(converted: Engine, original: Engine) -> bool:
    for ours, theirs in (
        (converted.embed_documents(_PROBE_TEXTS), original.embed_documents(_PROBE_TEXTS)),
        (converted.embed_queries(_PROBE_TEXTS, 8), original.embed_queries(_PROBE_TEXTS, 8)),
    ):
        if not np.all((ours * theirs).sum(axis=1) > _LEAST_COSINE):
            return False
    return True
