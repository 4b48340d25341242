"""The cross-encoder in training: a small encoder that reads question and candidate as a pair.

It starts from the weights of the embedding model, with one output (Nogueira and Cho 2019,
arXiv:1901.04085). The word embeddings are frozen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.training.reranker.examples import Example
from index.embedding.cores import usable_cores
from index.embedding.engine import batch_by_length

# Word pieces of a pair; of all pairs of the collections 99 in 100 are shorter.
LENGTH = 160
# Padded word pieces that are computed at once.
_BUDGET = 6_144
# Inputs are filled up to multiples of so many pairs and word pieces: for every new shape torch
# compiles its kernels anew, which took half of the time.
_ROWS, _PIECES = 16, 16
_WEIGHT_DECAY = 0.01

Pair = tuple[str, str]


class Network:
    """An encoder with one output, and its tokenizer."""

    def __init__(self, folder: Path, seed: int) -> None:
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
        from transformers.utils import logging

        logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        torch.manual_seed(seed)
        # Of two logical cores it would use one.
        torch.set_num_threads(usable_cores())
        self.tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self.model: Any = AutoModelForSequenceClassification.from_pretrained(
            folder,
            num_labels=1,
            local_files_only=True,
            dtype=torch.float32,
            # Of short texts the plain one is faster: a step of learning takes 2.2 s, not 3.2.
            attn_implementation="eager",
        )
        for parameter in self.model.base_model.embeddings.parameters():
            parameter.requires_grad = False
        # It comes as for use, with nothing left to chance.
        self.model.train()

    def groups(self, rate: float) -> list[dict[str, Any]]:
        """Parameters for an optimiser: weights decay, biases do not."""
        trained = [p for p in self.model.parameters() if p.requires_grad]
        return [
            {
                "params": [p for p in trained if (p.ndim > 1) == decays],
                "lr": rate,
                "weight_decay": w,
            }
            for decays, w in ((True, _WEIGHT_DECAY), (False, 0.0))
        ]

    def put(self, weights: Mapping[str, Any]) -> None:
        """Take weights by name; what has no name among them stays."""
        import torch

        with torch.no_grad():
            for name, parameter in self.model.named_parameters():
                if name in weights:
                    parameter.copy_(weights[name])

    def loss(self, examples: Sequence[Example]) -> Any:
        """The mean of `listwise` over examples, with its gradient."""
        import torch

        pairs = [(e.question, text) for e in examples for text in e.candidates]
        outputs: list[Any] = [None] * len(pairs)
        for batch, fed in self._batches(pairs):
            with torch.autocast("cpu", torch.bfloat16):
                found = self.model(**fed).logits[: len(batch), 0].float()
            for place, output in zip(batch, found, strict=True):
                outputs[place] = output
        gold = torch.tensor([g for e in examples for g in e.gold])
        return listwise(torch.stack(outputs), gold, [len(e.candidates) for e in examples])

    def scores(self, asked: Sequence[tuple[str, Sequence[str]]]) -> list[NDArray[np.float32]]:
        """For each question the outputs of its candidates, as the model stands."""
        import torch

        pairs = [(question, text) for question, texts in asked for text in texts]
        found = np.empty(len(pairs), dtype=np.float32)
        self.model.eval()
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            for batch, fed in self._batches(pairs):
                found[batch] = self.model(**fed).logits[: len(batch), 0].float().numpy()
        self.model.train()
        ends = np.cumsum([len(texts) for _, texts in asked])
        return np.split(found, ends[:-1]) if asked else []

    def _batches(self, pairs: Sequence[Pair]) -> Iterator[tuple[list[int], dict[str, Any]]]:
        """Places of pairs of like length, with what the model reads of them."""
        if not pairs:
            return
        read = self.tokenizer(
            [question for question, _ in pairs],
            [text for _, text in pairs],
            truncation="only_second",
            max_length=LENGTH,
        )
        lengths = [-(-len(each) // _PIECES) * _PIECES for each in read["input_ids"]]
        for batch in batch_by_length(lengths, _BUDGET):
            filled = [*batch, *batch[:1] * (-len(batch) % _ROWS)]
            fed = {name: [values[i] for i in filled] for name, values in read.items()}
            padded = self.tokenizer.pad(fed, pad_to_multiple_of=_PIECES, return_tensors="pt")
            yield batch, dict(padded)


def listwise(outputs: Any, gold: Any, sizes: Sequence[int]) -> Any:
    """Minus the log-likelihood of a right candidate, or of none where none is right; the mean.

    A softmax over a question's candidates and a fixed zero for "none of these". Where several
    are right, any will do. `outputs` and `gold` are of shape (sum of sizes,).
    """
    import torch

    losses = []
    for own, right in zip(outputs.split(list(sizes)), gold.split(list(sizes)), strict=True):
        everything = torch.logsumexp(torch.cat([own, own.new_zeros(1)]), 0)
        wanted = torch.logsumexp(own[right], 0) if bool(right.any()) else own.new_zeros(())
        losses.append(everything - wanted)
    return torch.stack(losses).mean()
