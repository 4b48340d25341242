"""The names of peft become those of the adapter, and no others change."""

from __future__ import annotations

import numpy as np
import torch

from eval.training.reader.export import export_tensors


def test_names_are_those_of_the_packaged_matrices() -> None:
    layer = "bert.base_model.model.encoder.layer.3.attention.output.dense"
    found = export_tensors(
        {
            f"{layer}.lora_A.default.weight": torch.full((2, 4), 0.5, dtype=torch.bfloat16),
            f"{layer}.lora_B.default.weight": torch.zeros(3, 2),
            "sentence.weight": torch.ones(1, 4),
            "none.bias": torch.tensor([2.0]),
        }
    )
    matrix = "bert.encoder.layer.3.attention.output.dense.weight"
    assert set(found) == {f"{matrix}.A", f"{matrix}.B", "sentence.weight", "none.bias"}
    assert {value.dtype for value in found.values()} == {np.dtype(np.float32)}
    assert found[f"{matrix}.A"].tolist() == [[0.5] * 4] * 2
    assert found[f"{matrix}.B"].shape == (3, 2)
    assert found["none.bias"].tolist() == [2.0]
