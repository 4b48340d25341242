"""The network begins without an opinion, learns, and is exported as it was taught."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.answering.reader.adapter import (
    ADAPTER_FILE,
    Adapter,
    merge_weights,
    read_adapter,
    write_adapter,
)
from assistant.answering.reader.packaged_weights import (
    Weights,
    find_package_folder,
    find_tokenizer,
    read_packaged_weights,
)
from assistant.answering.reader.reader_engine import TorchWindowEngine, make_inputs, score_windows
from assistant.answering.reader.reader_input import ReaderInput, ReaderTokenizer
from assistant.answering.reader.reader_network import ReaderNetwork
from eval.training.reader.examples import Example
from eval.training.reader.export import export_tensors
from eval.training.reader.learner import (
    SCALE,
    Learner,
    compute_loss,
    make_starting_weights,
)
from index.embedding.engine import Vectors
from tests.eval.training.reader.build import window_of

# They load torch.
pytestmark = pytest.mark.slow
RATE = 1e-3
EXAMPLES = [
    Example(window_of(5, 3, 4), frozenset({1})),
    Example(window_of(2, 9), frozenset()),
    Example(window_of(1, 40, 2, 2, question=6), frozenset({0, 3})),
]
WINDOWS = [each.window for each in EXAMPLES]


def teach(learner: Learner, examples: Sequence[Example], steps: int) -> list[float]:
    """The loss before each step."""
    optimiser = torch.optim.AdamW(learner.groups(RATE, RATE))
    losses = []
    for _ in range(steps):
        optimiser.zero_grad()
        losses.append(learner.learn(examples))
        optimiser.step()
    return losses


def score_flat(network: torch.nn.Module, windows: Sequence[ReaderInput]) -> Vectors:
    """All scores of a network in full precision, in one row."""
    assert isinstance(network, ReaderNetwork)
    scored = score_windows(TorchWindowEngine(network), windows)
    return np.concatenate([[*each.sentences, each.none] for each in scored])


def test_the_starting_weights_are_those_of_the_cross_encoder() -> None:
    packaged: Weights = {
        "bert.pooler.dense.bias": np.array([3.0], np.float32),
        "classifier.weight": np.array([[1.0, -2.0]], np.float32),
        "classifier.bias": np.array([10.0], np.float32),
    }
    found = make_starting_weights(packaged)
    assert {name: value.tolist() for name, value in found.items()} == {
        "bert.pooler.dense.bias": [3.0],
        "sentence.weight": [[0.0, 0.0]],
        "sentence.bias": [0.0],
        "none.weight": pytest.approx(np.array([[-0.3, 0.6]])),
        "none.bias": [-1.0],
    }


def test_before_it_is_taught_all_sentences_are_alike(small_weights: Weights) -> None:
    learner = Learner(small_weights, seed=1, rank=2)
    scored = score_windows(TorchWindowEngine(learner.network), WINDOWS)
    assert [each.sentences.tolist() for each in scored] == [[0.0] * 3, [0.0] * 2, [0.0] * 4]
    for each, window in zip(scored, WINDOWS, strict=True):
        inputs = {n: torch.from_numpy(array) for n, array in make_inputs([window]).items()}
        with torch.inference_mode():
            pooled = learner.network.bert(**inputs).pooler_output.numpy()
        relevance = pooled @ small_weights["classifier.weight"].T + small_weights["classifier.bias"]
        assert each.none == pytest.approx(2 - 0.3 * relevance.item(), abs=1e-5)
    # In training the numbers are coarser.
    for coarse, each in zip(learner.score(WINDOWS), scored, strict=True):
        assert coarse.none == pytest.approx(each.none, abs=2e-2)
        assert not coarse.sentences.any()


@pytest.mark.parametrize(
    ("answers", "listwise", "single"),
    [
        # The odds against "none" are 3 and 1, so the list has the shares 3/5, 1/5 and 1/5, and the
        # labels the probabilities 3/4 and 1/2.
        ({0}, log(5 / 3), log(4 / 3) + log(2)),
        ({1}, log(5), log(4) + log(2)),
        ({0, 1}, log(5 / 4), log(4 / 3) + log(2)),
        (set(), log(5), log(4) + log(2)),
    ],
)
def test_the_loss_of_two_sentences(answers: set[int], listwise: float, single: float) -> None:
    window = window_of(1, 2)
    assert window.spans == ((3, 4), (4, 6))
    none = 0.7
    # The second sentence's score is the mean of its two pieces.
    output = torch.tensor([none, 9.0, 9.0, none + log(3), none - 1, none + 1, 9.0])
    loss = compute_loss(output, Example(window, frozenset(answers)))
    assert float(loss) == pytest.approx(listwise + 0.5 * single, abs=1e-5)


def test_the_loss_is_the_mean_of_the_examples(small_weights: Weights) -> None:
    learner = Learner(small_weights, seed=1, rank=2)
    alone = [learner.learn([each]) for each in EXAMPLES]
    assert learner.learn(EXAMPLES) == pytest.approx(float(np.mean(alone)), rel=1e-2)


def test_adapters_and_outputs_are_taught_and_nothing_else(small_weights: Weights) -> None:
    learner = Learner(small_weights, seed=1, rank=2)
    before = {name: value.clone() for name, value in learner.network.state_dict().items()}
    losses = teach(learner, EXAMPLES, 20)
    assert losses[-1] < losses[0]
    now = learner.network.state_dict()
    changed = {name for name, value in now.items() if not torch.equal(value, before[name])}
    assert changed == set(learner.state())
    outputs = {name for name in changed if not name.startswith("bert.")}
    assert outputs == {"sentence.weight", "sentence.bias", "none.weight", "none.bias"}
    assert all(".lora_" in name for name in changed - outputs)
    adapters, own = learner.groups(0.1, 0.2)
    assert (len(adapters["params"]), adapters["lr"]) == (len(changed) - 4, 0.1)
    assert (len(own["params"]), own["lr"]) == (4, 0.2)


def test_a_state_is_put_back(small_weights: Weights) -> None:
    learner = Learner(small_weights, seed=1, rank=2)
    state, scores = learner.state(), score_flat(learner.network, WINDOWS)
    teach(learner, EXAMPLES, 3)
    assert not np.array_equal(score_flat(learner.network, WINDOWS), scores)
    learner.put(state)
    assert np.array_equal(score_flat(learner.network, WINDOWS), scores)


def test_the_same_seed_begins_alike(small_weights: Weights) -> None:
    one, same, other = (Learner(small_weights, seed, 2).state() for seed in (1, 1, 2))
    assert all(torch.equal(one[name], same[name]) for name in one)
    assert any(not torch.equal(one[name], other[name]) for name in one)


def test_what_is_exported_and_merged_is_the_network_that_was_taught(small_weights: Weights) -> None:
    learner = Learner(small_weights, seed=1, rank=2)
    teach(learner, EXAMPLES, 5)
    adapter = Adapter(export_tensors(learner.state()), SCALE, 1.0, 0.0, "")
    merged = ReaderNetwork(merge_weights(small_weights, adapter))
    assert score_flat(merged, WINDOWS) == pytest.approx(
        score_flat(learner.network, WINDOWS), abs=1e-5
    )


def test_the_packaged_network_learns_and_is_shipped(tmp_path: Path) -> None:
    packaged = read_packaged_weights(find_package_folder())
    tokenizer = ReaderTokenizer(find_tokenizer())
    sentences = tokenizer.encode_sentences(["The harbour closes.", "The mayor smiled."])
    examples = [
        Example(tokenizer.join(tokenizer.encode_question(question), [], sentences), answers)
        for question, answers in (
            ("What closes?", frozenset({0})),
            ("Who smiled?", frozenset({1})),
            ("How much is the fish?", frozenset[int]()),
        )
    ]
    learner = Learner(packaged, seed=1)
    before, _, after = teach(learner, examples, 3)
    assert after < before
    numbers = {"scale": SCALE, "slope": 1.0, "shift": 0.0}
    write_adapter(export_tensors(learner.state()), numbers, {}, tmp_path / ADAPTER_FILE)
    merged = ReaderNetwork(merge_weights(packaged, read_adapter(str(tmp_path))))
    windows = [each.window for each in examples]
    taught = score_flat(learner.network, windows)
    assert score_flat(merged, windows) == pytest.approx(taught, abs=1e-2)
