"""Cross-encoders: models that read two texts at once, computed by whatever is fastest here.

Converted once and kept, as models of vectors are; in eight bits where processor and model bear it,
else in finer numbers, at last by torch. The log says why.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding.compiled_model import CompiledModel, can_compute
from index.embedding.engine import DEFAULT_PRECISION, PairCard, PairEngine, Precision, Vectors
from index.embedding.model_cache import (
    MODEL,
    TOKENIZER,
    card_of,
    converted_folder,
    digest_of,
    make,
    name_of,
    save,
)
from index.embedding.model_files import Weights
from index.embedding.quantisation import Kind, calibration_pairs, is_near, quantise
from index.embedding.torch_engine import TorchPairs

if TYPE_CHECKING:
    import torch

_log = logging.getLogger(__name__)

Pair = tuple[str, str]
# What the outputs of a converted model are compared on.
_PROBES: tuple[Pair, ...] = (
    ("rain", "It rained. |  | "),
    ("What did the minister say?", "“Wait,” the minister said in 東京. | She paused. | Erdoğan"),
    ("how much?", "A long text says more than it has to. " * 60),
)
# Outputs of a few units may be off by so much.
_ALIKE = 0.01
# Pairs are padded to a multiple of so many word pieces, so that a score hangs little on company.
_PIECES = 8
# So many are computed at once: the shorter half of sixteen need not be as long as the longest. It
# takes an eighth off their time; four at once take off less.
_ROWS = 8


class OpenVinoPairs:
    """A converted cross-encoder."""

    def __init__(self, model: Path, tokenizer: Path, card: PairCard, precision: Precision) -> None:
        self._model = CompiledModel(model, tokenizer, card.length, precision)

    @property
    def backend(self) -> str:
        """What computes, and in what numbers."""
        return self._model.backend

    def scores(self, pairs: Sequence[Pair]) -> Vectors:
        """The model's output for each pair, before any sigmoid; float32 of shape (len(pairs),)."""
        return self._model.outputs(pairs, 1, _PIECES, _ROWS)[:, 0]


def pair_engine(
    weights: Weights, cache: Path | None = None, precision: Precision | None = DEFAULT_PRECISION
) -> PairEngine:
    """The model, computed as fast as it can be here; without a `precision` by torch.

    Raises DatelineError where the folder holds no cross-encoder.
    """
    load = lru_cache(TorchPairs)
    if precision is not None:
        found = _converted(weights, cache or converted_folder(), load, precision)
        if found is not None:
            return found
    return load(weights.folder)


def _converted(
    weights: Weights, cache: Path, load: Callable[[Path], TorchPairs], precision: Precision
) -> PairEngine | None:
    try:
        name, tokenizer = name_of(weights), weights.folder / TOKENIZER
        if not tokenizer.is_file():
            raise FileNotFoundError(f"{tokenizer} is missing")
        plain = cache / name
        make(plain, lambda place: _plain(place, tokenizer, load(weights.folder)))
        card = card_of(plain)
        if not card:
            return None
        if precision is Precision.INT8 and can_compute(Precision.INT8):
            small = cache / f"{name}-{Precision.INT8}-{_calibration()}"
            found = _in_eight_bits(small, plain, tokenizer, PairCard(**card))
            if found is not None:
                return found
        hint = Precision.F32 if precision is Precision.F32 else Precision.BF16
        return OpenVinoPairs(plain / MODEL, tokenizer, PairCard(**card), hint)
    except ImportError:
        _log.info("OpenVINO is not installed")
    except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
        # RuntimeError is all that OpenVINO raises.
        _log.info("The scorer is computed by torch, which is slower: %s", error)
    return None


def _calibration() -> str:
    return digest_of([text for pair in calibration_pairs() for text in pair])


def _plain(place: Path, tokenizer: Path, original: TorchPairs) -> PairCard | None:
    _log.warning("Preparing the scorer for this machine (once; some seconds)")

    def outputs(features: dict[str, torch.Tensor]) -> torch.Tensor:
        found: torch.Tensor = original.network(**features).logits
        return found

    save(outputs, original.network, original.read(_PROBES[:2]), place / MODEL)
    own = OpenVinoPairs(place / MODEL, tokenizer, original.card, Precision.F32)
    if np.allclose(own.scores(_PROBES), original.scores(_PROBES), atol=_ALIKE):
        return original.card
    _log.warning("The converted scorer gives other scores, and is not used")
    return None


def _in_eight_bits(
    small: Path, plain: Path, tokenizer: Path, card: PairCard
) -> OpenVinoPairs | None:
    """The converted model in eight bits, made at the first time; None where it does not bear it."""
    try:
        make(small, lambda place: _quantised(place, plain, tokenizer, card))
        if card_of(small):
            return OpenVinoPairs(small / MODEL, tokenizer, card, Precision.INT8)
    except (ImportError, OSError, RuntimeError, ValueError, TypeError) as error:
        _log.warning("The scorer is computed in finer numbers, more slowly: %s", error)
    return None


def _quantised(place: Path, plain: Path, tokenizer: Path, card: PairCard) -> PairCard | None:
    _log.warning("Preparing the scorer in eight bits (once; about twenty seconds)")
    try:
        quantise(plain / MODEL, tokenizer, card.length, place / MODEL, Kind.PAIRS)
    except RuntimeError as error:
        _log.warning("The scorer cannot be put into eight bits: %s", error)
        return None
    pairs = calibration_pairs()
    own = OpenVinoPairs(place / MODEL, tokenizer, card, Precision.INT8)
    exact = OpenVinoPairs(plain / MODEL, tokenizer, card, Precision.F32)
    if is_near(own.scores(pairs), exact.scores(pairs)):
        return card
    _log.warning("The scorer does not bear eight bits, and is computed in finer numbers")
    return None
