"""Turns the trained weights of a run into the tensors of an adapter. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from assistant.answering.reader.packaged_weights import Weights

# The names of peft: bert.base_model.model.encoder.layer.0.….query.lora_A.default.weight
_LORA = re.compile(r"bert\.base_model\.model\.(.+)\.lora_([AB])\.default\.weight")


def export_tensors(state: Mapping[str, Any]) -> Weights:
    """The tensors by their names in the adapter, float32."""
    found: Weights = {}
    for name, value in state.items():
        array = np.array(value.float())
        match = _LORA.fullmatch(name)
        found[f"bert.{match[1]}.weight.{match[2]}" if match else name] = array
    return found
