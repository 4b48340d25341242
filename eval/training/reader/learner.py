"""The reader's network in training: the packaged encoder with low-rank adapters and two outputs.

The adapters are LoRA (E. Hu, Y. Shen, P. Wallis et al., "LoRA: Low-Rank Adaptation of Large
Language Models", ICLR 2022), by the library peft. The encoder's own weights stay as they are.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assistant.answering.reader.adapter import ENCODER
from assistant.answering.reader.packaged_weights import Weights
from assistant.answering.reader.reader_engine import (
    TorchWindowEngine,
    WindowScores,
    batch_windows,
    make_inputs,
    score_windows,
)
from assistant.answering.reader.reader_input import ReaderInput
from eval.training.reader.examples import Example
from index.embedding.cores import usable_cores

RANK, SCALE = 32, 2.0
_TARGETS = r".*encoder\.layer\.\d+\..*(query|key|value|dense)"
# Padded word pieces that are computed at once.
_BUDGET = 4_096
# The weight of each sentence's own loss beside the loss over the list.
_SINGLE = 0.5


class Learner:
    """The network with its trainable weights."""

    def __init__(self, weights: Weights, seed: int, rank: int = RANK) -> None:
        import torch
        from peft import LoraConfig, get_peft_model

        from assistant.answering.reader.reader_network import ReaderNetwork

        torch.manual_seed(seed)
        # Of two logical cores it would use one.
        torch.set_num_threads(usable_cores())
        self.network: Any = ReaderNetwork(make_starting_weights(weights))
        for parameter in self.network.bert.parameters():
            parameter.requires_grad = False
        config = LoraConfig(r=rank, lora_alpha=round(SCALE * rank), target_modules=_TARGETS)
        with warnings.catch_warnings():
            # peft asks transformers by a name that is to go.
            warnings.filterwarnings("ignore", "`is_gradient_checkpointing`", FutureWarning)
            self.network.bert = get_peft_model(self.network.bert, config)
        self.network.train()

    def parameters(self) -> dict[str, Any]:
        """The trainable weights by name, as they change."""
        return {n: p for n, p in self.network.named_parameters() if p.requires_grad}

    def groups(self, rate: float, output_rate: float) -> list[dict[str, Any]]:
        """Parameters for an optimiser: the adapters, and the outputs with a rate of their own."""
        named = self.parameters().items()
        return [
            {"params": [p for n, p in named if n.startswith(ENCODER)], "lr": rate},
            {"params": [p for n, p in named if not n.startswith(ENCODER)], "lr": output_rate},
        ]

    def state(self) -> dict[str, Any]:
        """Copies of the trainable weights by name."""
        return {name: value.detach().clone() for name, value in self.parameters().items()}

    def put(self, state: Mapping[str, Any]) -> None:
        """Take the trainable weights of `state`."""
        import torch

        with torch.no_grad():
            for name, value in self.parameters().items():
                value.copy_(state[name])

    def learn(self, examples: Sequence[Example]) -> float:
        """Add the gradient of the mean loss of the examples; gives that loss."""
        import torch

        total = 0.0
        windows = [each.window for each in examples]
        for batch in batch_windows(windows, _BUDGET):
            inputs = make_inputs([windows[i] for i in batch])
            with torch.autocast("cpu", torch.bfloat16):
                outputs = self.network(**{n: torch.from_numpy(each) for n, each in inputs.items()})
            losses = [
                compute_loss(output, examples[i]) for output, i in zip(outputs, batch, strict=True)
            ]
            loss = torch.stack(losses).sum() / len(examples)
            torch.autograd.backward(loss)
            total += float(loss.detach())
        return total

    def score(self, windows: Sequence[ReaderInput]) -> list[WindowScores]:
        """The scores of each window."""
        import torch

        self.network.eval()
        with torch.autocast("cpu", torch.bfloat16):
            found = score_windows(TorchWindowEngine(self.network), windows)
        self.network.train()
        return found


def make_starting_weights(packaged: Weights) -> Weights:
    """The weights to start from: the encoder, no opinion on sentences, and "none" against the
    relevance that the cross-encoder computes."""
    size = packaged["classifier.weight"].shape
    return {
        **{name: value for name, value in packaged.items() if name.startswith(ENCODER)},
        "sentence.weight": np.zeros(size, np.float32),
        "sentence.bias": np.zeros(1, np.float32),
        "none.weight": -0.3 * packaged["classifier.weight"],
        "none.bias": 2.0 - 0.3 * packaged["classifier.bias"],
    }


def compute_loss(output: Any, example: Example) -> Any:
    """Minus the log-likelihood of what answers, by two readings of the same scores.

    Listwise, a softmax over the sentences and "none": the likelihood of any sentence that answers,
    or of "none". Single, a sigmoid of each sentence's score above that of "none": the likelihood of
    every label, so that the number is a probability of its own.
    """
    import torch

    none = output[0]
    scores = torch.stack([output[a:b].mean() for a, b in example.window.spans])
    gold = torch.tensor([n in example.answers for n in range(len(scores))])
    wanted = torch.logsumexp(scores[gold], 0) if example.answers else none
    listwise = torch.logsumexp(torch.cat([scores, none[None]]), 0) - wanted
    single = torch.nn.functional.binary_cross_entropy_with_logits(
        scores - none, gold.float(), reduction="sum"
    )
    return listwise + _SINGLE * single
