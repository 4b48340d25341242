"""The reader's network: inputs, scores, and that a converted one scores as torch does."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from assistant.answering.reader import reader_engine
from assistant.answering.reader.adapter import Adapter, merge_weights
from assistant.answering.reader.packaged_weights import (
    Weights,
    find_tokenizer,
)
from assistant.answering.reader.reader_engine import (
    TorchWindowEngine,
    WindowEngine,
    load_engine,
    make_inputs,
    score_windows,
)
from assistant.answering.reader.reader_input import ReaderInput, ReaderTokenizer
from assistant.answering.reader.reader_network import ReaderNetwork
from index.core.errors import DatelineError
from index.embedding.compiled_model import can_compute
from index.embedding.engine import Precision
from index.embedding.model_cache import default_cache_folder
from tests.assistant.answering.reader.fake_windows import FakeWindows

QUESTIONS = ("Who closed the port of Quillport?", "When did Finland join NATO?", "?")
SENTENCES = (
    "A storm hit Quillport on Monday night.",
    "Harbour master Ada Fenn closed the port at six in the morning.",
    "Finland joined NATO on Tuesday, ending decades of neutrality.",
    "ÇELİK said: “No.” Мир — 東京",
)


@pytest.fixture(scope="module", params=[Precision.INT8, Precision.BF16])
def coarse(request: pytest.FixtureRequest, adapter: Adapter) -> WindowEngine:
    """The same in other numbers, where this processor has instructions for them."""
    if not can_compute(request.param):
        pytest.skip(f"This processor does not compute in {request.param}")
    engine = load_engine(adapter, default_cache_folder(), request.param)
    assert engine.backend == f"openvino {request.param}"
    return engine


@pytest.fixture(scope="module")
def windows() -> list[ReaderInput]:
    """Windows of one to twenty sentences."""
    tokenizer = ReaderTokenizer(find_tokenizer())
    pieces = tokenizer.encode_sentences(SENTENCES)
    title = tokenizer.encode_title("Storm shuts port", "2024-03-05")
    return [
        tokenizer.join(tokenizer.encode_question(question), title, sentences)
        for question in QUESTIONS
        for sentences in (pieces[:1], pieces[1:3], pieces, pieces * 5)
    ]


def scores_of(engine: WindowEngine, windows: list[ReaderInput]) -> list[float]:
    scored = score_windows(engine, windows)
    return [s for each in scored for s in (*(each.sentences - each.none).tolist(), each.none)]


# -- inputs and scores


def test_inputs_are_padded_to_a_multiple_of_sixteen() -> None:
    windows = [
        ReaderInput((101, 7, 102, 8, 9, 102), 3, ((3, 4), (4, 5))),
        ReaderInput((101, 102, *range(200, 216), 102), 2, ((2, 18),)),
    ]
    inputs = make_inputs(windows)
    assert {name: each.shape for name, each in inputs.items()} == {
        "input_ids": (2, 32),
        "attention_mask": (2, 32),
        "token_type_ids": (2, 32),
    }
    assert inputs["input_ids"][0].tolist() == [101, 7, 102, 8, 9, 102] + [0] * 26
    assert inputs["attention_mask"].sum(axis=1).tolist() == [6, 19]
    assert inputs["token_type_ids"][0].tolist() == [0, 0, 0, 1, 1, 1] + [0] * 26
    assert make_inputs(windows[:1])["input_ids"].shape == (1, 16)


def test_a_sentence_has_the_mean_of_its_word_pieces() -> None:
    class Counting(FakeWindows):
        def compute(self, inputs: object) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
            return np.arange(16, dtype=np.float32).reshape(1, 16) + 0.5

    window = ReaderInput((101, 7, 102, 8, 9, 10, 102), 3, ((3, 4), (4, 6)))
    (scores,) = score_windows(Counting(lambda pieces: 0.0), [window])
    assert (scores.sentences.tolist(), scores.none) == ([3.5, 5.0], 0.5)


def test_nothing_has_no_scores() -> None:
    assert score_windows(FakeWindows(lambda pieces: 0.0), []) == []


def test_windows_of_all_lengths_are_scored_in_order(windows: list[ReaderInput]) -> None:
    engine = FakeWindows(lambda pieces: float(len(pieces)))
    scored = score_windows(engine, windows)
    for window, each in zip(windows, scored, strict=True):
        assert each.sentences.tolist() == [len(window.ids)] * len(window.spans)


# -- the network, in torch and converted


def test_the_scores_are_those_of_torch(
    exact: WindowEngine, network: TorchWindowEngine, windows: list[ReaderInput]
) -> None:
    theirs = scores_of(network, windows)
    assert scores_of(exact, windows) == pytest.approx(theirs, abs=reader_engine._TOLERANCE)
    assert max(theirs) - min(theirs) > 2  # else all would be near


def test_in_coarser_numbers_they_are_nearly_the_same(
    coarse: WindowEngine, network: TorchWindowEngine, windows: list[ReaderInput]
) -> None:
    ours, theirs = (np.array(scores_of(e, windows[:8])) for e in (coarse, network))
    assert np.corrcoef(ours, theirs)[0, 1] > 0.99
    assert np.abs(ours - theirs).mean() < 0.1 * theirs.std()


def test_a_score_does_not_depend_on_its_company(
    exact: WindowEngine, network: TorchWindowEngine, windows: list[ReaderInput]
) -> None:
    for engine in (exact, network):
        together = scores_of(engine, windows)
        alone = [score for window in windows for score in scores_of(engine, [window])]
        assert together == pytest.approx(alone, abs=1e-3)


def test_in_coarser_numbers_it_hardly_does(
    coarse: WindowEngine, windows: list[ReaderInput]
) -> None:
    together = scores_of(coarse, windows)
    alone = [score for window in windows for score in scores_of(coarse, [window])]
    assert together == pytest.approx(alone, abs=0.1)


def lose(name: str, weights: Weights) -> Weights:
    return {each: value for each, value in weights.items() if each != name}


@pytest.mark.parametrize("name", ["none.bias", "sentence.weight", "bert.pooler.dense.bias"])
def test_a_network_needs_all_its_weights_and_no_others(
    name: str, packaged: Weights, adapter: Adapter
) -> None:
    weights = merge_weights(packaged, adapter)
    wrong = np.zeros((2, 5), np.float32)
    for others in (lose(name, weights), weights | {name: wrong}, weights | {"more": wrong}):
        with pytest.raises(DatelineError, match="does not fit the packaged weights"):
            ReaderNetwork(others)


def test_a_network_computes_no_gradient_and_drops_nothing(network: TorchWindowEngine) -> None:
    assert not network.network.training
    window = make_inputs([ReaderInput((101, 2040, 102, 4542, 102), 3, ((3, 4),))])
    one, other = network.compute(window), network.compute(window)
    assert one.shape == (1, 16)
    assert torch.from_numpy(one).isfinite().all()
    assert (one == other).all()
