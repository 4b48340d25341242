"""Converted models as folders of a cache: each is there whole, or not at all."""

from __future__ import annotations

import hashlib
import json
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.embedding.compiled_model import runtime
from index.embedding.engine import Card, PairCard
from index.embedding.model_files import Weights

if TYPE_CHECKING:
    import torch

# Of whatever decides what a converted model is: raised when it is made otherwise.
_VERSION = "1"
MODEL, CARD, TOKENIZER = "model.xml", "card.json", "tokenizer.json"
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def converted_folder() -> Path:
    """Where converted models are kept unless another place is named."""
    from platformdirs import user_cache_path

    return user_cache_path("dateline") / "models"


def make(folder: Path, made: Callable[[Path], Card | PairCard | None]) -> None:
    """Make a model's folder unless it is there. A card that is empty says that the model is not to
    be used."""
    if (folder / CARD).exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-") as making:
        place = Path(making) / "model"
        place.mkdir()
        card = made(place)
        (place / CARD).write_text(json.dumps(asdict(card) if card else {}), "utf-8")
        try:
            place.rename(folder)
        except OSError:
            # Another process was faster: its model is as good.
            if not (folder / CARD).exists():
                raise


def card_of(folder: Path) -> dict[str, Any]:
    """What a model's card says; nothing where it is not to be used."""
    card: dict[str, Any] = json.loads((folder / CARD).read_text("utf-8"))
    return card


def name_of(weights: Weights) -> str:
    """A folder's name for a model, its configuration and whoever converts it."""
    parts = [weights.sha256]
    parts += [path.read_text("utf-8") for path in sorted(weights.folder.rglob("*.json"))]
    version = runtime().__version__.split("-")[0]
    return f"{digest_of(parts)}-openvino-{version}-{_VERSION}"


def digest_of(parts: Sequence[str]) -> str:
    """A short digest of texts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def save(
    compute: Callable[[dict[str, torch.Tensor]], torch.Tensor],
    owner: torch.nn.Module,
    probe: Mapping[str, torch.Tensor],
    path: Path,
) -> None:
    """Write what `compute` does with word pieces by the weights of `owner`, traced on a probe."""
    ov = runtime()
    import torch

    names = [name for name in _INPUTS if name in probe]

    class Whole(torch.nn.Module):
        """Word pieces in, outputs out."""

        def __init__(self) -> None:
            super().__init__()
            self.owner = owner

        def forward(self, *pieces: torch.Tensor) -> torch.Tensor:
            return compute(dict(zip(names, pieces, strict=True)))

    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # tracing warns of shapes, which stay open here
        graph = ov.convert_model(Whole(), example_input=tuple(probe[name] for name in names))
    for port, name in zip(graph.inputs, names, strict=True):
        port.get_tensor().set_names({name})
    ov.save_model(graph, path, compress_to_fp16=False)
