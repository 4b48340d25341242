"""Exports a trained reranker in the layout of sentence-transformers' CrossEncoder."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.training.reranker.network import LENGTH, Network

_WEIGHTS = "model.safetensors"


def save(network: Network, learned: Mapping[str, Any], folder: Path) -> str:
    """Write the model with what was learned, in 16-bit numbers; gives the sha256 of its weights.

    Raises OSError where the folder cannot be written.
    """
    import torch
    from sentence_transformers import CrossEncoder

    network.put(learned)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        half = network.model.to(torch.float16)
        half.save_pretrained(made)
        network.tokenizer.save_pretrained(made)
        model: CrossEncoder = CrossEncoder(
            made,
            device="cpu",
            max_length=LENGTH,
            activation_fn=torch.nn.Identity(),
            local_files_only=True,
        )
        whole = Path(made) / "whole"
        model.save_pretrained(str(whole), create_model_card=False)
        for path in whole.rglob("*"):
            if path.is_file():
                (folder / path.name).write_bytes(path.read_bytes())
    return hashlib.sha256((folder / _WEIGHTS).read_bytes()).hexdigest()
