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
from pathlib import Path
from typing import Any

import numpy as np

from index.models.engine import DEFAULT_PRECISION, Card, Engine, Precision
from index.models.openvino_engine import OpenVinoEngine, can_compute, runtime
from index.models.quantisation import QuantisedEngine, agrees, calibration_texts, quantise
from index.models.torch_engine import TorchEngine
from index.weights import Weights

_log = logging.getLogger(__name__)

# Of whatever decides what a converted model is: raised when this module makes it otherwise.
_VERSION = "1"
_MODEL, _CARD, _TOKENIZER = "model.xml", "card.json", "tokenizer.json"
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
    precision: Precision = DEFAULT_PRECISION,
) -> Engine | None:
    """The model as an engine of OpenVINO's, converted at the first time; None where it cannot be.

    `load` gives the model as torch computes it, should that be needed. A model that does not
    convert faithfully is noted, and not tried again; in eight bits it is made when documents first
    are to be embedded.
    """
    try:
        plain, small = _folders(weights, cache)
        if not (plain / _CARD).exists():
            _make(plain, lambda place: _converted(place, weights, load(weights.folder)))
        tokenizer = weights.folder / _TOKENIZER
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
    if not (small / _CARD).exists():
        _make(small, lambda place: _quantised(place, plain, tokenizer))
    return _opened(small, tokenizer, Precision.INT8)


def _opened(folder: Path, tokenizer: Path, precision: Precision) -> OpenVinoEngine | None:
    card = json.loads((folder / _CARD).read_text("utf-8"))
    return OpenVinoEngine(folder / _MODEL, Card(**card), tokenizer, precision) if card else None


def _make(folder: Path, make: Callable[[Path], Card | None]) -> None:
    """Make a model's folder, which comes into being whole or not at all. A card that is empty says
    that the model is not to be used."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-") as made:
        place = Path(made) / "model"
        place.mkdir()
        card = make(place)
        (place / _CARD).write_text(json.dumps(asdict(card) if card else {}), "utf-8")
        try:
            place.rename(folder)
        except OSError:
            # Another process was faster: its model is as good.
            if not (folder / _CARD).exists():
                raise


def _converted(place: Path, weights: Weights, original: TorchEngine) -> Card | None:
    _log.warning("Preparing the model for this machine (once; some seconds)")
    _convert(original, place / _MODEL)
    own = OpenVinoEngine(place / _MODEL, original.card, weights.folder / _TOKENIZER)
    if _agree(own, original):
        return original.card
    _log.warning("The converted model gives other vectors, and is not used")
    return None


def _quantised(place: Path, plain: Path, tokenizer: Path) -> Card | None:
    _log.warning("Preparing the model in eight bits (once; about twenty seconds)")
    card = Card(**json.loads((plain / _CARD).read_text("utf-8")))
    try:
        quantise(plain / _MODEL, tokenizer, card, place / _MODEL)
    except RuntimeError as error:
        _log.warning("The model cannot be put into eight bits: %s", error)
        return None
    own = OpenVinoEngine(place / _MODEL, card, tokenizer, Precision.INT8)
    if agrees(own, OpenVinoEngine(plain / _MODEL, card, tokenizer)):
        return card
    _log.warning("The model does not bear eight bits, and is computed in finer numbers")
    return None


def _folders(weights: Weights, cache: Path) -> tuple[Path, Path]:
    """Where the model is kept as it is, and in eight bits."""
    name = _name(weights)
    return cache / name, cache / f"{name}-{Precision.INT8}-{_digest(calibration_texts())}"


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
