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
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from index.models.engine import Card, Engine
from index.models.openvino_engine import OpenVinoEngine, runtime
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


def converted(weights: Weights, cache: Path, load: Callable[[Path], TorchEngine]) -> Engine | None:
    """The model as an engine of OpenVINO's, converted at the first time; None where it cannot be.

    `load` gives the model as torch computes it, should that be needed. A model that does not
    convert faithfully is noted, and not tried again.
    """
    try:
        folder = cache / _name(weights)
        if not (folder / _CARD).exists():
            _make(weights, folder, load(weights.folder))
        return _opened(folder, weights)
    except ImportError:
        _log.info("OpenVINO is not installed")
    except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
        # RuntimeError is all that OpenVINO raises.
        _log.info("The model is computed by torch, which is slower: %s", error)
    return None


def _name(weights: Weights) -> str:
    """A folder's name for the model, its configuration and whoever converts it."""
    state = hashlib.sha256(weights.sha256.encode())
    for path in sorted(weights.folder.rglob("*.json")):
        state.update(path.read_bytes())
    version = runtime().__version__.split("-")[0]
    return f"{state.hexdigest()[:24]}-openvino-{version}-{_VERSION}"


def _opened(folder: Path, weights: Weights) -> Engine | None:
    card = json.loads((folder / _CARD).read_text("utf-8"))
    if not card:
        return None
    return OpenVinoEngine(folder / _MODEL, Card(**card), weights.folder / "tokenizer.json")


def _make(weights: Weights, folder: Path, original: TorchEngine) -> None:
    """Convert into a folder that comes into being whole, or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    _log.info("Converting the model (once; a few seconds)")
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-") as made:
        place = Path(made) / "model"
        place.mkdir()
        _convert(original, place / _MODEL)
        own = OpenVinoEngine(place / _MODEL, original.card, weights.folder / "tokenizer.json")
        card = asdict(original.card) if _agree(own, original) else {}
        if not card:
            _log.warning("The converted model gives other vectors, and is not used")
        (place / _CARD).write_text(json.dumps(card), "utf-8")
        try:
            place.rename(folder)
        except OSError:
            # Another process was faster: its model is as good.
            if not (folder / _CARD).exists():
                raise


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
