"""The network of the reader in torch: BERT with two linear outputs.

One gives a number per word piece, whose mean over the pieces of a sentence is the sentence's score;
the other gives the score of "none of these sentences answers", from the pooled first piece. Both
leave as one tensor, so the network stays a plain token classifier. One pass over a question and a
passage, as in N. Chirkova, T. Formal, V. Nikoulina, S. Clinchant, "Provence: efficient and robust
context pruning for retrieval-augmented generation", 2025 (arXiv 2501.16214).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from assistant.answering.reader.adapter import MISFIT
from index.core.errors import DatelineError

# The architecture of cross-encoder/ms-marco-MiniLM-L-12-v2.
ARCHITECTURE: Mapping[str, Any] = {
    "hidden_size": 384,
    "num_hidden_layers": 12,
    "num_attention_heads": 12,
    "intermediate_size": 1_536,
    # On a processor, drawing the numbers takes a third of the time of teaching.
    "hidden_dropout_prob": 0.0,
    "attention_probs_dropout_prob": 0.0,
    "attn_implementation": "eager",
}


class ReaderNetwork(nn.Module):
    """Word pieces in, scores out. `weights` are those of `merge_weights`, by name.

    Raises DatelineError if one is missing, unknown or of another shape.
    """

    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        import torch
        from transformers import BertConfig, BertModel

        super().__init__()
        config = BertConfig(**ARCHITECTURE)
        self.bert: Any = BertModel(config)
        # Conversion reads all properties, and that of the loss would print a warning without this.
        self.bert.loss_type = "ForTokenClassification"
        size = ARCHITECTURE["hidden_size"]
        self.sentence, self.none = nn.Linear(size, 1), nn.Linear(size, 1)
        try:
            self.load_state_dict(
                {name: torch.from_numpy(np.array(value)) for name, value in weights.items()}
            )
        except RuntimeError as error:
            # Its message lists every weight that is missing, unknown or of another shape.
            raise DatelineError(MISFIT) from error
        self.eval()

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """Float32 of shape (rows, pieces): in the first column the score of "none", in the others
        that of each word piece."""
        import torch

        read = self.bert(input_ids, attention_mask, token_type_ids)
        pieces = self.sentence(read.last_hidden_state)[:, :, 0]
        none = self.none(read.pooler_output)
        return torch.cat([none, pieces[:, 1:]], dim=1).float()
