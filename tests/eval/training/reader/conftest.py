"""A network of the reader's kind that is small enough to be taught in a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from assistant.answering.reader.adapter import ENCODER
from assistant.answering.reader.packaged_weights import Weights

_SMALL: Mapping[str, Any] = {
    "vocab_size": 2_000,
    "hidden_size": 16,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 32,
}


@pytest.fixture
def small_weights(monkeypatch: pytest.MonkeyPatch) -> Weights:
    """Random weights of a small cross-encoder; for the test, networks are as small as that."""
    import torch
    from transformers import BertConfig, BertModel

    from assistant.answering.reader import reader_network

    architecture = {**reader_network.ARCHITECTURE, **_SMALL}
    monkeypatch.setattr(reader_network, "ARCHITECTURE", architecture)
    torch.manual_seed(7)
    encoder = BertModel(BertConfig(**architecture))
    dice = np.random.default_rng(7)
    return {
        **{f"{ENCODER}{name}": value.numpy() for name, value in encoder.state_dict().items()},
        "classifier.weight": dice.normal(size=(1, 16)).astype(np.float32),
        "classifier.bias": np.ones(1, np.float32),
    }
