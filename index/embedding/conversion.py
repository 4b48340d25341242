"""Models of texts' vectors as files for OpenVINO, made once and kept.

A converted model is used only if it gives the vectors that the model itself gives. Where it cannot
be made, kept or trusted, there is none, and the log says why.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding.compiled_model import can_compute
from index.embedding.engine import DEFAULT_PRECISION, Card, Engine, Precision
from index.embedding.model_cache import MODEL, TOKENIZER, card_of, digest_of, make, name_of, save
from index.embedding.model_files import Weights
from index.embedding.openvino_engine import OpenVinoEngine
from index.embedding.quantisation import QuantisedEngine, agrees, calibration_texts, quantise
from index.embedding.torch_engine import TorchEngine

if TYPE_CHECKING:
    import torch

_log = logging.getLogger(__name__)

# What the vectors of a converted model are compared on: short, long, capitals, other scripts.
_PROBES = (
    "rain",
    "What did the minister say about the harbour?",
    "ACCENTS: Erdoğan, Çelik and 東京; “quotes”, 1,234.5 – Мир",
    "A long text says more than it has to. " * 60,
)
_ALIKE = 0.9999


def converted(
    weights: Weights,
    cache: Path,
    load: Callable[[Path], TorchEngine],
    precision: Precision = DEFAULT_PRECISION,
) -> Engine | None:
    """The model as an engine of OpenVINO's, converted at the first time; None where it cannot be.

    `load` gives the model as torch computes it, should that be needed. A model that does not
    convert faithfully is noted, and not tried again; in eight bits it is made when documents first
    are to be embedded.
    """
    try:
        plain, small = _folders(weights, cache)
        make(plain, lambda place: _converted(place, weights, load(weights.folder)))
        tokenizer = weights.folder / TOKENIZER
        hint = Precision.F32 if precision is Precision.F32 else Precision.BF16
        found = _opened(plain, tokenizer, hint)
        if found is None or precision is not Precision.INT8 or not can_compute(Precision.INT8):
            return found
        return QuantisedEngine(found, lambda: _in_eight_bits(plain, small, tokenizer))
    except ImportError:
        _log.info("OpenVINO is not installed")
    except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
        # RuntimeError is all that OpenVINO raises.
        _log.info("The model is computed by torch, which is slower: %s", error)
    return None


def _in_eight_bits(plain: Path, small: Path, tokenizer: Path) -> OpenVinoEngine | None:
    """The converted model in eight bits, made at the first time; None where it does not bear it."""
    make(small, lambda place: _quantised(place, plain, tokenizer))
    return _opened(small, tokenizer, Precision.INT8)


def _opened(folder: Path, tokenizer: Path, precision: Precision) -> OpenVinoEngine | None:
    card = card_of(folder)
    return OpenVinoEngine(folder / MODEL, Card(**card), tokenizer, precision) if card else None


def _converted(place: Path, weights: Weights, original: TorchEngine) -> Card | None:
    _log.warning("Preparing the model for this machine (once; some seconds)")
    _convert(original, place / MODEL)
    own = OpenVinoEngine(place / MODEL, original.card, weights.folder / TOKENIZER)
    if _agree(own, original):
        return original.card
    _log.warning("The converted model gives other vectors, and is not used")
    return None


def _quantised(place: Path, plain: Path, tokenizer: Path) -> Card | None:
    _log.warning("Preparing the model in eight bits (once; about twenty seconds)")
    card = Card(**card_of(plain))
    try:
        quantise(plain / MODEL, tokenizer, card.length, place / MODEL)
    except RuntimeError as error:
        _log.warning("The model cannot be put into eight bits: %s", error)
        return None
    own = OpenVinoEngine(place / MODEL, card, tokenizer, Precision.INT8)
    if agrees(own, OpenVinoEngine(plain / MODEL, card, tokenizer)):
        return card
    _log.warning("The model does not bear eight bits, and is computed in finer numbers")
    return None


def _folders(weights: Weights, cache: Path) -> tuple[Path, Path]:
    """Where the model is kept as it is, and in eight bits."""
    name = name_of(weights)
    return cache / name, cache / f"{name}-{Precision.INT8}-{digest_of(calibration_texts())}"


def _convert(original: TorchEngine, path: Path) -> None:
    import torch

    model = original.model

    def whole(features: dict[str, torch.Tensor]) -> torch.Tensor:
        """The model with its pooling."""
        vectors: torch.Tensor = model(features)["sentence_embedding"]
        return torch.nn.functional.normalize(vectors, p=2, dim=1)

    save(whole, model, model.preprocess([_PROBES[0], _PROBES[1]]), path)


def _agree(own: Engine, original: Engine) -> bool:
    for ours, theirs in (
        (own.documents(_PROBES), original.documents(_PROBES)),
        (own.queries(_PROBES, 8), original.queries(_PROBES, 8)),
    ):
        if not np.all((ours * theirs).sum(axis=1) > _ALIKE):
            return False
    return True
