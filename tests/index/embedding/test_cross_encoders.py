"""A converted cross-encoder gives the scores of the model itself; where it cannot, something slower
does."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.cross_encoder import CrossEncoder
from index.core.errors import DatelineError
from index.embedding import cross_encoders, quantisation
from index.embedding.cross_encoders import Pair, load_pair_engine
from index.embedding.engine import PairEngine, Precision
from index.embedding.model_files import DEFAULT_MODEL, ModelFiles, locate_model
from index.embedding.openvino_model import can_compute
from index.embedding.quantisation import calibration_pairs, calibration_texts
from index.embedding.torch_engine import TorchPairEngine
from tests.small_scorer import make_scorer

PAIRS: list[Pair] = [
    ("rain", ""),
    ("", "Rain fell."),
    ("", ""),
    ("🙂?", "“No,” ÇELİK said. | 東京 — Мир \u200b👩‍👩‍👧 | …"),
    ("what? " * 400, "short"),
    ("short?", "A sentence that will not end, " * 200),
    ("nul\x00?", "tab\tand\nlines"),
    *(("Which ship?", f"Ship {n} left the harbour. " * (n % 5 + 1)) for n in range(40)),
]
ALIKE = 1e-3  # outputs are of a few units


@pytest.fixture(scope="module")
def weights(small_scorer: Path) -> ModelFiles:
    return locate_model(str(small_scorer))


@pytest.fixture(scope="module")
def original(weights: ModelFiles) -> TorchPairEngine:
    return TorchPairEngine(weights.folder)


@pytest.fixture(scope="module")
def made(weights: ModelFiles, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the model as it was converted. To be read only."""
    folder = tmp_path_factory.mktemp("made") / "models"
    assert load_pair_engine(weights, folder, Precision.F32).backend == "openvino f32"
    return folder


@pytest.fixture
def cache(made: Path, tmp_path: Path) -> Path:
    """The same, of the test's own."""
    return shutil.copytree(made, tmp_path / "models")


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model may not be loaded: it has been converted."""

    def load(folder: Path) -> TorchPairEngine:
        pytest.fail(f"loaded by torch: {folder}")

    monkeypatch.setattr(cross_encoders, "TorchPairEngine", load)


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight bits are as fine as any here: putting a model into them takes seconds."""
    if not can_compute(Precision.INT8):
        pytest.skip("This processor has no instructions for eight bits")

    def copy(model: Path, tokenizer: Path, length: int, place: Path, kind: object) -> None:
        for suffix in (".xml", ".bin"):
            shutil.copy(model.with_suffix(suffix), place.with_suffix(suffix))

    monkeypatch.setattr(cross_encoders, "quantise", copy)


def assert_same(ours: PairEngine, theirs: PairEngine) -> None:
    one, other = ours.score(PAIRS), theirs.score(PAIRS)
    assert one.shape == other.shape == (len(PAIRS),)
    assert one.dtype == other.dtype == np.float32
    assert one == pytest.approx(other, abs=ALIKE)
    assert np.std(other) > 100 * ALIKE  # it is not that all are alike


@pytest.mark.usefixtures("never")
def test_the_scores_are_those_of_the_model(
    weights: ModelFiles, made: Path, original: TorchPairEngine
) -> None:
    engine = load_pair_engine(weights, made, Precision.F32)
    assert (engine.backend, original.backend) == ("openvino f32", "torch")
    assert_same(engine, original)
    for nothing in (engine.score([]), original.score([])):
        assert (nothing.shape, nothing.dtype.name) == ((0,), "float32")


def test_a_pair_has_its_score_in_any_company_and_order(weights: ModelFiles, made: Path) -> None:
    engine = load_pair_engine(weights, made, Precision.F32)
    together = engine.score(PAIRS)
    assert engine.score(PAIRS[::-1])[::-1] == pytest.approx(together, abs=ALIKE)
    for pair, score in zip(PAIRS[:10], together, strict=False):
        assert engine.score([pair]) == pytest.approx([score], abs=ALIKE)


def test_the_scorer_that_is_used_is_near_the_model_itself(scorer: CrossEncoder) -> None:
    texts = calibration_texts()[-12:]
    questions = ("Who spoke of it?", "How many were there, and where?", "What did Peskov say?")
    pairs = [(question, text) for question in questions for text in texts]
    exact = load_pair_engine(scorer.files, precision=None)
    assert exact.backend == "torch"
    assert scorer.engine.backend.startswith("openvino ")
    ours, theirs = scorer.engine.score(pairs), exact.score(pairs)
    assert np.corrcoef(ours, theirs)[0, 1] > 0.95


def test_without_a_precision_nothing_is_converted(
    weights: ModelFiles, tmp_path: Path, original: TorchPairEngine
) -> None:
    engine = load_pair_engine(weights, tmp_path, precision=None)
    assert engine.backend == "torch"
    assert list(tmp_path.iterdir()) == []
    assert engine.score(PAIRS[:3]).tolist() == original.score(PAIRS[:3]).tolist()


@pytest.mark.usefixtures("never", "copied")
def test_it_is_made_once_in_eight_bits(
    weights: ModelFiles, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load_pair_engine(weights, cache).backend == "openvino int8"
    assert len(list(cache.iterdir())) == 2
    monkeypatch.setattr(cross_encoders, "quantise", None)
    assert load_pair_engine(weights, cache).backend == "openvino int8"


FAULTS: dict[str, type[Exception]] = {
    "cannot": RuntimeError,
    "is missing": ImportError,
    "is full": OSError,
}
TORN = {"card.json": "{", "model.xml": "<half", "model.bin": ""}


@pytest.mark.usefixtures("never", "copied")
@pytest.mark.parametrize("fault", ["spoils it", *TORN, *FAULTS])
def test_a_model_that_does_not_bear_eight_bits_is_computed_in_finer_numbers(
    weights: ModelFiles,
    cache: Path,
    original: TorchPairEngine,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    tried: list[str] = []

    def failing(*_: object) -> None:
        tried.append(fault)
        raise FAULTS[fault]("no")

    if fault == "spoils it":
        monkeypatch.setattr(quantisation, "_TOLERANCE", -1.0)
    elif fault in TORN:
        assert load_pair_engine(weights, cache).backend == "openvino int8"
        (small,) = cache.glob("*int8*")
        (small / fault).write_text(TORN[fault])
    else:
        monkeypatch.setattr(cross_encoders, "quantise", failing)
    for _ in range(2):
        engine = load_pair_engine(weights, cache)
        assert engine.backend in ("openvino bf16", "openvino f32")
        assert np.corrcoef(engine.score(PAIRS), original.score(PAIRS))[0, 1] > 0.99
    # What nothing but another model could mend is noted, and not tried again.
    noted = len(list(cache.glob("*int8*"))) - (fault in TORN)
    assert noted == (fault in ("spoils it", "cannot"))
    assert len(tried) == (0 if fault not in FAULTS else 1 if fault == "cannot" else 2)


@pytest.mark.parametrize("torn", TORN)
def test_a_damaged_file_leaves_torch(
    weights: ModelFiles, cache: Path, original: TorchPairEngine, torn: str
) -> None:
    (plain,) = cache.iterdir()
    (plain / torn).write_text(TORN[torn])
    engine = load_pair_engine(weights, cache, Precision.F32)
    assert engine.backend == "torch"
    assert_same(engine, original)


def test_one_that_gives_other_scores_is_not_used_nor_converted_again(
    weights: ModelFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cross_encoders, "_TOLERANCE", -1e9)
    assert load_pair_engine(weights, tmp_path, Precision.F32).backend == "torch"
    monkeypatch.setattr(cross_encoders, "export_model", None)
    assert load_pair_engine(weights, tmp_path, Precision.F32).backend == "torch"


def test_what_was_interrupted_leaves_nothing_and_torch_computes(
    weights: ModelFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(*arguments: object) -> None:
        Path(str(arguments[-1])).write_text("<half")
        raise OSError("No space left on device")

    monkeypatch.setattr(cross_encoders, "export_model", torn)
    assert load_pair_engine(weights, tmp_path).backend == "torch"
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_leaves_torch(weights: ModelFiles, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert load_pair_engine(weights, tmp_path / "file").backend == "torch"


def test_without_the_library_torch_computes(
    weights: ModelFiles, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    assert load_pair_engine(weights, made).backend == "torch"


def test_a_tokenizer_that_only_torch_can_read_leaves_torch(
    weights: ModelFiles, tmp_path: Path, original: TorchPairEngine
) -> None:
    folder = shutil.copytree(weights.folder, tmp_path / "words")
    vocabulary = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    (folder / "vocab.txt").write_text("\n".join(sorted(vocabulary, key=vocabulary.get)), "utf-8")
    (folder / "tokenizer.json").unlink()
    engine = load_pair_engine(locate_model(str(folder)), tmp_path / "models")
    assert engine.backend == "torch"
    assert engine.score(PAIRS[:1]) == pytest.approx(original.score(PAIRS[:1]), abs=ALIKE)


@pytest.mark.parametrize("precision", [None, Precision.F32])
@pytest.mark.parametrize("fault", ["no configuration", "torn configuration", "torn tokenizer"])
def test_a_folder_without_a_model_that_can_be_loaded_is_an_error_that_names_it(
    weights: ModelFiles, tmp_path: Path, fault: str, precision: Precision | None
) -> None:
    folder = shutil.copytree(weights.folder, tmp_path / "spoilt")
    if fault == "no configuration":
        (folder / "config.json").unlink()
    else:
        file = {"torn configuration": "config.json", "torn tokenizer": "tokenizer.json"}[fault]
        (folder / file).write_text("{")
    with pytest.raises(DatelineError, match="holds no cross-encoder") as raised:
        load_pair_engine(locate_model(str(folder)), tmp_path / "models", precision)
    assert str(folder) in raised.value.message


def test_a_model_of_vectors_is_no_cross_encoder(tmp_path: Path) -> None:
    # It would be given an output of random weights.
    with pytest.raises(DatelineError, match="holds no cross-encoder"):
        load_pair_engine(locate_model(DEFAULT_MODEL), tmp_path, None)


def test_a_model_with_several_outputs_is_an_error_that_says_so(tmp_path: Path) -> None:
    folder = make_scorer(tmp_path / "three", outputs=3)
    with pytest.raises(DatelineError, match="gives 3 numbers, not one") as raised:
        load_pair_engine(locate_model(str(folder)), tmp_path / "models")
    assert str(folder) in raised.value.message
    assert list((tmp_path / "models").iterdir()) == []


def test_questions_and_sentences_by_which_numbers_are_measured() -> None:
    pairs = calibration_pairs()
    assert pairs == calibration_pairs()
    assert len(pairs) == len(set(pairs)) >= 100
    # Sentences, not passages: as short as what is read.
    assert all(len(text) < 700 and text.count(" | ") == 2 for _, text in pairs)
    repeated = [
        len(set(question.lower().split()) & set(text.lower().split())) for question, text in pairs
    ]
    assert min(repeated) <= 1
    assert max(repeated) >= 4
