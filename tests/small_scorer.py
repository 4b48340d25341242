"""A real cross-encoder that costs next to nothing: two layers, 32 dimensions, random weights.

It reads as the default model does, with that one's tokenizer. What its outputs are means nothing;
that they are far apart is seen to.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from index.embedding.model_files import DEFAULT_MODEL, locate_model

_TOKENIZER = ("tokenizer.json", "tokenizer_config.json")


def make_scorer(folder: Path, outputs: int = 1) -> Path:
    """Write the model, with so many outputs, to a folder."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    torch.manual_seed(1)
    config = BertConfig(
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        id2label={n: f"LABEL_{n}" for n in range(outputs)},
        initializer_range=0.5,  # else all pairs are alike
    )
    BertForSequenceClassification(config).save_pretrained(str(folder))
    for name in _TOKENIZER:
        shutil.copy(locate_model(DEFAULT_MODEL).folder / name, folder)
    return folder
