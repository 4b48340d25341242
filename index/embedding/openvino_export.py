"""A torch model as a file for OpenVINO.

Traces the model once and writes it; whether the file computes the same, its callers check.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from index.embedding.compiled_model import load_openvino

if TYPE_CHECKING:
    import torch

_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export_model(
    compute: Callable[[dict[str, torch.Tensor]], torch.Tensor],
    owner: torch.nn.Module,
    example: Mapping[str, torch.Tensor],
    path: Path,
) -> None:
    """Write what `compute` does with word pieces and the weights of `owner`, traced on an example.

    The shapes of the inputs stay open.
    """
    ov = load_openvino()
    import torch

    names = [name for name in _INPUTS if name in example]

    class Traced(torch.nn.Module):
        """Word pieces in, outputs out."""

        def __init__(self) -> None:
            super().__init__()
            self.owner = owner

        def forward(self, *pieces: torch.Tensor) -> torch.Tensor:
            return compute(dict(zip(names, pieces, strict=True)))

    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # tracing warns of shapes, which stay open here
        graph = ov.convert_model(Traced(), example_input=tuple(example[name] for name in names))
    for port, name in zip(graph.inputs, names, strict=True):
        port.get_tensor().set_names({name})
    ov.save_model(graph, path, compress_to_fp16=False)
