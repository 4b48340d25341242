"""Models of sentence-transformers as files for OpenVINO, made once and kept.

A converted model is used only if it gives the vectors that the model itself gives. Where it cannot
be made, kept or trusted, there is none, and the log says why.
"""

from __future__ import annotations

import hashlib
import json
import logging
import tempfile
import warnings
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from index.models.engine import Card, Engine, Precision
from index.models.openvino_engine import OpenVinoEngine, can_compute, runtime
from index.models.quantisation import QuantisedEngine, agrees, calibration_texts, quantise
from index.models.torch_engine import TorchEngine
from index.weights import Weights

_log = logging.getLogger(__name__)

# Of whatever decides what a converted model is: raised when this module makes it otherwise.
_VERSION = "1"
_MODEL, _CARD = "model.xml", "card.json"
# What the vectors of a converted model are compared on: short, long, capitals, other scripts.
_PROBES = (
    "rain",
    "What did the minister say about the harbour?",
    "ACCENTS: Erdoğan, Çelik and 東京; “quotes”, 1,234.5 – Мир",
    "A long text says more than it has to. " * 60,
)
_ALIKE = 0.9999
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def converted_folder() -> Path:
    """Where converted models are kept unless another place is named."""
    from platformdirs import user_cache_path

    return user_cache_path("dateline") / "models"


def converted(
    weights: Weights,
    cache: Path,
    load: Callable[[Path], TorchEngine],
    precision: Precision = Precision.INT8,
) -> Engine | None:
    """The model as an engine of OpenVINO's, converted at the first time; None where it cannot be.

    `load` gives the model as torch computes it, should that be needed. A model that does not
    convert faithfully, or not in eight bits, is noted, and not tried again.
    """
    try:
        made = _Conversion(weights, cache, lru_cache(1)(load))
        plain = made.plain(Precision.F32 if precision is Precision.F32 else Precision.BF16)
        if plain is None or precision is not Precision.INT8 or not made.is_quantised(plain):
            return plain
        return QuantisedEngine(plain, made.quantised)
    except ImportError:
        _log.info("OpenVINO is not installed")
    except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
        # RuntimeError is all that OpenVINO raises.
        _log.info("The model is computed by torch, which is slower: %s", error)
    return None


class _Conversion:
    """The files that are made of a model, each in a folder that comes into being whole or not at
    all. A folder whose card is empty says that the model is not to be trusted."""

    def __init__(self, weights: Weights, cache: Path, load: Callable[[Path], TorchEngine]) -> None:
        self._weights = weights
        self._load = load
        self._tokenizer = weights.folder / "tokenizer.json"
        name = _name(weights)
        self._folder = cache / name
        self._small = cache / f"{name}-{Precision.INT8}-{_digest(calibration_texts())}"

    def plain(self, precision: Precision) -> OpenVinoEngine | None:
        """The model as it is."""
        if not (self._folder / _CARD).exists():
            self._make(self._folder, self._converted)
        return self._opened(self._folder, precision)

    def is_quantised(self, plain: Engine) -> bool:
        """Is there the model in eight bits? It is made where the processor has instructions for
        them, and the model bears it."""
        if not can_compute(Precision.INT8):
            return False
        if not (self._small / _CARD).exists():
            try:
                self._make(self._small, lambda place: self._quantised(place, plain.card))
            except (ImportError, RuntimeError) as error:
                _log.info("The model is not computed in eight bits: %s", error)
                return False
        return bool(json.loads((self._small / _CARD).read_text("utf-8")))

    def quantised(self) -> OpenVinoEngine:
        """The model in eight bits."""
        found = self._opened(self._small, Precision.INT8)
        assert found is not None
        return found

    def _opened(self, folder: Path, precision: Precision) -> OpenVinoEngine | None:
        card = json.loads((folder / _CARD).read_text("utf-8"))
        if not card:
            return None
        return OpenVinoEngine(folder / _MODEL, Card(**card), self._tokenizer, precision)

    def _make(self, folder: Path, make: Callable[[Path], Card | None]) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-") as made:
            place = Path(made) / "model"
            place.mkdir()
            card = make(place)
            if card is None:
                _log.warning("A converted model gives other vectors, and is not used")
            (place / _CARD).write_text(json.dumps(asdict(card) if card else {}), "utf-8")
            try:
                place.rename(folder)
            except OSError:
                # Another process was faster: its model is as good.
                if not (folder / _CARD).exists():
                    raise

    def _converted(self, place: Path) -> Card | None:
        _log.warning("Preparing the model for this machine (once; about half a minute)")
        original = self._load(self._weights.folder)
        _convert(original, place / _MODEL)
        own = OpenVinoEngine(place / _MODEL, original.card, self._tokenizer)
        return original.card if _agree(own, original) else None

    def _quantised(self, place: Path, card: Card) -> Card | None:
        quantise(self._folder / _MODEL, self._tokenizer, card, place / _MODEL)
        own = OpenVinoEngine(place / _MODEL, card, self._tokenizer, Precision.INT8)
        exact = OpenVinoEngine(self._folder / _MODEL, card, self._tokenizer)
        return card if agrees(own, exact) else None


def _name(weights: Weights) -> str:
    """A folder's name for the model, its configuration and whoever converts it."""
    parts = [weights.sha256]
    parts += [path.read_text("utf-8") for path in sorted(weights.folder.rglob("*.json"))]
    version = runtime().__version__.split("-")[0]
    return f"{_digest(parts)}-openvino-{version}-{_VERSION}"


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def _convert(original: TorchEngine, path: Path) -> None:
    ov = runtime()
    import torch

    model = original.model

    class Whole(torch.nn.Module):
        """The model with its pooling: word pieces in, the vectors of texts out."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *pieces: torch.Tensor) -> torch.Tensor:
            features = dict(zip(names, pieces, strict=True))
            vectors: torch.Tensor = self.model(features)["sentence_embedding"]
            return torch.nn.functional.normalize(vectors, p=2, dim=1)

    probe: dict[str, Any] = model.preprocess([_PROBES[0], _PROBES[1]])
    names = [name for name in _INPUTS if name in probe]
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # tracing warns of shapes, which stay open here
        graph = ov.convert_model(Whole(), example_input=tuple(probe[name] for name in names))
    for port, name in zip(graph.inputs, names, strict=True):
        port.get_tensor().set_names({name})
    ov.save_model(graph, path, compress_to_fp16=False)


def _agree(own: Engine, original: Engine) -> bool:
    for ours, theirs in (
        (own.documents(_PROBES), original.documents(_PROBES)),
        (own.queries(_PROBES, 8), original.queries(_PROBES, 8)),
    ):
        if not np.all((ours * theirs).sum(axis=1) > _ALIKE):
            return False
    return True
