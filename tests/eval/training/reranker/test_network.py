"""The scorer while it learns: what it is punished for, and what of it learns how fast."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch

from eval.training.reranker.examples import Example
from eval.training.reranker.judging import collect_pairs
from eval.training.reranker.network import Network, listwise
from eval.training.reranker.prior import loss
from tests.eval.training.reranker.build import examples_of, marked

E = math.e


@pytest.fixture
def network(small_scorer: Path) -> Network:
    return Network(small_scorer, seed=1)


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return [each for n in range(6) for each in examples_of(marked(n, [1, 3]))]


@pytest.mark.parametrize(
    ("outputs", "gold", "sizes", "expected"),
    [
        # One of two equal ones and "none of these": a third.
        ([0.0, 0.0], [True, False], [2], math.log(3)),
        ([0.0, 0.0], [False, False], [2], math.log(3)),
        # Of two right ones either will do.
        ([0.0, 0.0], [True, True], [2], math.log(3 / 2)),
        ([1.0], [True], [1], math.log((E + 1) / E)),
        ([1.0], [False], [1], math.log(E + 1)),
        # The mean over questions, each by itself.
        ([0.0, 0.0, 1.0], [True, False, False], [2, 1], (math.log(3) + math.log(E + 1)) / 2),
        ([500.0, -500.0], [True, False], [2], 0.0),
    ],
)
def test_a_right_one_must_beat_the_others_and_none_of_these(
    outputs: Sequence[float], gold: Sequence[bool], sizes: Sequence[int], expected: float
) -> None:
    found = listwise(torch.tensor(outputs), torch.tensor(gold), sizes)
    assert float(found) == pytest.approx(expected, abs=1e-6)


def test_where_it_is_pushed() -> None:
    outputs = torch.zeros(3, requires_grad=True)
    listwise(outputs, torch.tensor([True, False, False]), [3]).backward()
    # The share of each among four equals, but for what it should be.
    assert outputs.grad is not None
    assert outputs.grad.tolist() == pytest.approx([1 / 4 - 1, 1 / 4, 1 / 4])


def test_it_is_taught_by_the_mean_loss_of_its_outputs(
    network: Network, examples: list[Example]
) -> None:
    network.model.eval()
    with torch.inference_mode():
        found = float(network.loss(examples))
    outputs = network.scores(collect_pairs(examples))
    losses = [loss(e.gold, own) for e, own in zip(examples, outputs, strict=True)]
    # Numbers of 16 bits, in other company.
    assert found == pytest.approx(sum(losses) / len(losses), rel=0.02)


def test_scores_come_back_where_they_belong(network: Network, examples: list[Example]) -> None:
    lengths = [*collect_pairs(examples), ("Long?", ["word " * 300, "short"]), ("None?", [])]
    together = network.scores(lengths)
    assert [len(own) for own in together] == [len(texts) for _, texts in lengths]
    for each, own in zip(lengths, together, strict=True):
        if each[1]:
            (alone,) = network.scores([each])
            assert own == pytest.approx(alone, abs=0.1)
    assert np.std(np.concatenate(together)) > 0.3
    assert network.scores([]) == []


def test_weights_decay_biases_do_not_and_word_embeddings_do_not_learn(
    network: Network,
) -> None:
    groups = network.groups(0.5)
    rates: dict[str, tuple[float, float]] = {}
    places = {id(p): name for name, p in network.model.named_parameters()}
    for group in groups:
        for parameter in group["params"]:
            rates[places[id(parameter)]] = (group["lr"], group["weight_decay"])
    assert not [name for name in rates if "embeddings" in name]
    assert len(rates) == sum(p.requires_grad for p in network.model.parameters())
    layer = "bert.encoder.layer.{}.output.dense.{}"
    for name in ("classifier.{}", layer.format(1, "{}"), layer.format(0, "{}")):
        assert rates[name.format("weight")] == (0.5, 0.01)
        assert rates[name.format("bias")] == (0.5, 0.0)


def test_while_it_learns_chance_leaves_some_of_it_out_and_when_it_is_judged_none(
    network: Network, examples: list[Example]
) -> None:
    assert len({float(network.loss(examples).detach()) for _ in range(4)}) > 1
    one, other = network.scores(collect_pairs(examples)), network.scores(collect_pairs(examples))
    assert all(a.tobytes() == b.tobytes() for a, b in zip(one, other, strict=True))
    assert len({float(network.loss(examples).detach()) for _ in range(4)}) > 1
