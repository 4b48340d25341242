"""The reader's network: a converted one scores as torch does, and torch stands in where none is."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.answering.reader import reader_engine
from assistant.answering.reader.adapter import Adapter, merge_weights
from assistant.answering.reader.packaged_weights import (
    Weights,
    find_package_folder,
    find_tokenizer,
    read_packaged_weights,
)
from assistant.answering.reader.reader import PassageReader
from assistant.answering.reader.reader_engine import (
    OpenVinoWindowEngine,
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


@pytest.fixture(scope="module")
def adapter() -> Adapter:
    return PassageReader().adapter


@pytest.fixture(scope="module")
def packaged() -> Weights:
    return read_packaged_weights(find_package_folder())


@pytest.fixture(scope="module")
def network(packaged: Weights, adapter: Adapter) -> TorchWindowEngine:
    return TorchWindowEngine(ReaderNetwork(merge_weights(packaged, adapter)))


@pytest.fixture(scope="module")
def exact(adapter: Adapter) -> WindowEngine:
    """The network as the session has it, converted if it has not been before."""
    engine = load_engine(adapter, default_cache_folder(), Precision.F32)
    assert engine.backend == "openvino f32"
    return engine


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


# -- the converted network


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


# -- what may go wrong


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, packaged: Weights, exact: WindowEngine) -> None:
    """Has conversion copy what the session has already, read no weights, and compare few scores:
    each takes seconds."""
    assert exact.backend
    few = list(islice(reader_engine._calibration_windows(), 4))

    def copy(kind: str, path: Path) -> None:
        folder = next(
            each
            for each in default_cache_folder().glob("reader-*")
            if each.name.endswith("-int8") == (kind == "int8")
        )
        for file in ("model.xml", "model.bin"):
            (path.parent / file).write_bytes((folder / file).read_bytes())

    monkeypatch.setattr(reader_engine, "export_model", lambda *given: copy("exact", given[-1]))
    monkeypatch.setattr(reader_engine, "quantise", lambda *given: copy("int8", given[-1]))
    monkeypatch.setattr(reader_engine, "read_packaged_weights", lambda folder: packaged)
    monkeypatch.setattr(reader_engine, "_calibration_windows", lambda: few)


def fail(error: Exception) -> Callable[..., None]:
    def failing(*_: object) -> None:
        raise error

    return failing


@pytest.mark.usefixtures("quick")
def test_it_is_converted_once(
    tmp_path: Path, adapter: Adapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    for precision in (Precision.INT8, Precision.BF16, Precision.F32):
        assert isinstance(load_engine(adapter, tmp_path, precision), OpenVinoWindowEngine)
        monkeypatch.setattr(reader_engine, "export_model", fail(AssertionError("again")))
    assert isinstance(load_engine(adapter, tmp_path, Precision.INT8), OpenVinoWindowEngine)
    assert len(list(tmp_path.iterdir())) == 1 + can_compute(Precision.INT8)


@pytest.mark.usefixtures("quick")
def test_without_a_precision_torch_computes(tmp_path: Path, adapter: Adapter) -> None:
    assert load_engine(adapter, tmp_path, None).backend == "torch"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("quick")
def test_a_cache_that_cannot_be_written_leaves_torch(tmp_path: Path, adapter: Adapter) -> None:
    (tmp_path / "file").touch()
    engine = load_engine(adapter, tmp_path / "file", Precision.INT8)
    assert engine.backend == "torch"
    window = ReaderInput((101, 2040, 102, 4542, 102), 3, ((3, 4),))
    assert len(score_windows(engine, [window])) == 1


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("error", [OSError("No space left"), RuntimeError("no"), ImportError("no")])
def test_a_conversion_that_is_interrupted_leaves_nothing(
    error: Exception, tmp_path: Path, adapter: Adapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tear(*given: object) -> None:
        path = given[-1]
        assert isinstance(path, Path)
        path.write_text("<half")
        raise error

    monkeypatch.setattr(reader_engine, "export_model", tear)
    assert load_engine(adapter, tmp_path, Precision.F32).backend == "torch"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("quick")
def test_a_network_that_converts_to_other_scores_is_not_used_nor_tried_again(
    tmp_path: Path, adapter: Adapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_engine, "_TOLERANCE", -1.0)
    assert load_engine(adapter, tmp_path, Precision.F32).backend == "torch"
    monkeypatch.setattr(reader_engine, "export_model", fail(AssertionError("again")))
    assert load_engine(adapter, tmp_path, Precision.F32).backend == "torch"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("damaged", ["card.json", "model.xml", "model.bin"])
def test_a_damaged_file_leaves_torch(damaged: str, tmp_path: Path, adapter: Adapter) -> None:
    assert load_engine(adapter, tmp_path, Precision.F32).backend == "openvino f32"
    (folder,) = tmp_path.iterdir()
    (folder / damaged).write_text("{half")
    assert load_engine(adapter, tmp_path, Precision.F32).backend == "torch"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("fault", ["spoils it", "cannot", "is missing"])
def test_a_network_that_does_not_bear_eight_bits_is_computed_in_finer_numbers(
    fault: str, tmp_path: Path, adapter: Adapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_compute(Precision.INT8):
        pytest.skip("This processor has no instructions for eight bits")
    errors = {"cannot": RuntimeError("no"), "is missing": ImportError("no")}
    if fault in errors:
        monkeypatch.setattr(reader_engine, "quantise", fail(errors[fault]))
    else:
        monkeypatch.setattr(reader_engine, "is_near", lambda ours, theirs: False)
    for _ in range(2):
        engine = load_engine(adapter, tmp_path, Precision.INT8)
        assert engine.backend in ("openvino bf16", "openvino f32")
        monkeypatch.setattr(reader_engine, "quantise", fail(AssertionError("again")))
    cards = [json.loads((each / "card.json").read_text()) for each in sorted(tmp_path.iterdir())]
    assert cards == [{"outputs": 1}, {}]


@pytest.mark.usefixtures("quick")
def test_without_openvino_torch_computes(
    tmp_path: Path, adapter: Adapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_engine, "load_openvino", fail(ImportError("no openvino")))
    assert load_engine(adapter, tmp_path, Precision.INT8).backend == "torch"


@pytest.mark.parametrize("precision", [Precision.F32, None])
def test_without_the_weights_nothing_computes(
    precision: Precision | None, tmp_path: Path, adapter: Adapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = DatelineError("The weights are gone")
    monkeypatch.setattr(reader_engine, "read_packaged_weights", fail(error))
    with pytest.raises(DatelineError, match="The weights are gone"):
        load_engine(adapter, tmp_path, precision)
    assert list(tmp_path.iterdir()) == []


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
