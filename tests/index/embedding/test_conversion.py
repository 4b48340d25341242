"""A converted model gives the original's vectors, is converted once, and is complete or absent."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedding import conversion, quantisation
from index.embedding.compiled_model import Inputs, can_compute
from index.embedding.conversion import load_converted
from index.embedding.embedder import Embedder
from index.embedding.engine import Engine, Precision
from index.embedding.model_cache import cache_key, default_cache_folder
from index.embedding.model_files import DEFAULT_MODEL, locate_model
from index.embedding.torch_engine import TorchEngine

TEXTS = [
    "Finland joined NATO on Tuesday.",
    "",
    "Rain. " * 300,
    "ÇELİK said: “No.” Мир — 東京",
    *(f"Ship {n} left the harbour " * (n % 7 + 1) for n in range(60)),
]


def never(folder: Path) -> TorchEngine:
    raise AssertionError("The model was loaded, though it had been converted")


@pytest.fixture(scope="module")
def original() -> TorchEngine:
    return TorchEngine(locate_model(DEFAULT_MODEL).folder)


@pytest.fixture(scope="module")
def engine(original: TorchEngine) -> Engine:
    """The model as the session has it, converted if it has not been before."""
    converted = load_converted(
        locate_model(DEFAULT_MODEL), default_cache_folder(), lambda _: original, Precision.F32
    )
    assert converted is not None
    return converted


@pytest.fixture(scope="module", params=[Precision.INT8, Precision.BF16])
def coarse(request: pytest.FixtureRequest, original: TorchEngine) -> Engine:
    """The same in other numbers, where this processor has instructions for them."""
    if not can_compute(request.param):
        pytest.skip(f"This processor does not compute in {request.param}")
    weights = locate_model(DEFAULT_MODEL)
    converted = load_converted(weights, default_cache_folder(), lambda _: original, request.param)
    assert converted is not None
    converted.embed_documents(["rain"])
    assert converted.backend == f"openvino {request.param}"
    return converted


def test_the_vectors_are_those_of_the_model(engine: Engine, original: TorchEngine) -> None:
    assert (engine.backend, original.backend) == ("openvino f32", "torch")
    assert engine.spec == original.spec
    for ours, theirs in (
        (engine.embed_documents(TEXTS), original.embed_documents(TEXTS)),
        (engine.embed_queries(TEXTS[:4], 8), original.embed_queries(TEXTS[:4], 8)),
    ):
        assert ours.shape == theirs.shape
        assert ours.dtype == np.float32
        assert ours == pytest.approx(theirs, abs=1e-4)


def test_in_coarser_numbers_they_are_nearly_the_same(coarse: Engine, original: TorchEngine) -> None:
    # No text: one word, three hundred times, comes to 0.89 in eight bits.
    texts = [text for text in TEXTS if text and not text.startswith("Rain. ")]
    alike = (coarse.embed_documents(texts) * original.embed_documents(texts)).sum(axis=1)
    assert alike.min() > 0.95
    assert alike.mean() > 0.99


def test_a_query_has_the_same_bits_in_any_company(engine: Engine, coarse: Engine) -> None:
    # Of nine to sixteen word pieces each, padded to sixteen.
    queries = [f"What did the mayor of town {n} say about ships?" for n in range(16)]
    for each in (engine, coarse):
        together = each.embed_queries(queries, 8)
        for n in range(16):
            assert each.embed_queries([queries[n]], 8)[0].tobytes() == together[n].tobytes()


def test_nothing_gives_no_rows(engine: Engine) -> None:
    assert engine.embed_documents([]).shape == (0, engine.spec.dimension)


@pytest.fixture
def bytes_are_multiplied() -> None:
    """Passes over where this processor computes no whole numbers of eight bits."""
    if not can_compute(Precision.INT8):
        pytest.skip("This processor has no instructions for eight bits")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, engine: Engine, embedder: Embedder) -> None:
    """Has conversion copy what the session has already: it takes seconds to make."""
    assert embedder.embed_passages(["rain"]).shape == (1, engine.spec.dimension)
    folder = default_cache_folder() / cache_key(locate_model(DEFAULT_MODEL))

    def copy(_: TorchEngine, path: Path) -> None:
        for file in ("model.xml", "model.bin"):
            (path.parent / file).write_bytes((folder / file).read_bytes())

    def copy_quantised(model: Path, inputs: list[Inputs], place: Path) -> None:
        assert len(inputs) == len(quantisation.calibration_texts())
        quantised = next(folder.parent.glob(f"{folder.name}-int8-*"))
        for file in ("model.xml", "model.bin"):
            (place.parent / file).write_bytes((quantised / file).read_bytes())

    monkeypatch.setattr(conversion, "_export", copy)
    monkeypatch.setattr(conversion, "quantise", copy_quantised)


@pytest.mark.usefixtures("quick")
def test_it_is_made_once_for_each_kind_of_numbers(tmp_path: Path, original: TorchEngine) -> None:
    weights = locate_model(DEFAULT_MODEL)
    for load, precision in ((lambda _: original, Precision.F32), (never, Precision.BF16)):
        converted = load_converted(weights, tmp_path, load, precision)
        assert converted is not None
        assert converted.backend in ("openvino f32", f"openvino {precision}")
        converted.embed_documents(["rain"])
    assert len(list(tmp_path.iterdir())) == 1
    for _ in range(2):
        converted = load_converted(weights, tmp_path, never)
        assert converted is not None
        converted.embed_documents(["rain"])
        assert converted.backend == "openvino int8" or not can_compute(Precision.INT8)
    assert len(list(tmp_path.iterdir())) == 1 + can_compute(Precision.INT8)


@pytest.mark.usefixtures("quick", "bytes_are_multiplied")
def test_only_documents_are_read_in_eight_bits(
    tmp_path: Path, original: TorchEngine, engine: Engine
) -> None:
    weights = locate_model(DEFAULT_MODEL)
    converted = load_converted(weights, tmp_path, lambda _: original)
    finer = load_converted(weights, tmp_path, never, Precision.BF16)
    assert converted is not None
    assert finer is not None
    assert (converted.embed_queries(TEXTS[:3], 8) == finer.embed_queries(TEXTS[:3], 8)).all()
    assert len(list(tmp_path.iterdir())) == 1  # who only asks waits for nothing
    exact = engine.embed_documents(TEXTS)
    assert np.abs(converted.embed_documents(TEXTS) - exact).max() > 1e-3
    assert converted.backend == "openvino int8"


FAULTS: dict[str, type[Exception]] = {
    "cannot": RuntimeError,
    "is missing": ImportError,
    "is full": OSError,
}


@pytest.mark.usefixtures("quick", "bytes_are_multiplied")
@pytest.mark.parametrize("fault", ["spoils it", "torn", *FAULTS])
def test_a_model_that_does_not_bear_eight_bits_is_computed_in_finer_numbers(
    tmp_path: Path, original: TorchEngine, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    tried: list[str] = []

    def failing(*_: object) -> None:
        tried.append(fault)
        raise FAULTS[fault]("no")

    weights = locate_model(DEFAULT_MODEL)
    if fault == "spoils it":
        monkeypatch.setattr(quantisation, "_TOLERANCE", 0.0)
    elif fault == "torn":
        _, small = conversion._cache_folders(weights, tmp_path)
        small.mkdir()
        (small / "card.json").write_text("{")
    else:
        monkeypatch.setattr(conversion, "quantise", failing)
    for load in (lambda _: original, never):
        converted = load_converted(weights, tmp_path, load)
        assert converted is not None
        assert converted.embed_documents(TEXTS[:2]).shape == (2, 384)
        assert converted.backend in ("openvino bf16", "openvino f32")
    # What nothing but another model could mend is noted, and not tried again.
    noted = len(list(tmp_path.glob("*int8*"))) - (fault == "torn")
    assert noted == (fault in ("spoils it", "cannot"))
    assert len(tried) == {"spoils it": 0, "torn": 0, "cannot": 1}.get(fault, 2)


def test_quantising_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"Could not open the file.*missing\.xml"):
        quantisation.quantise(tmp_path / "missing.xml", [], tmp_path / "made.xml")


@pytest.mark.usefixtures("quick")
def test_one_that_gives_other_vectors_is_not_used_nor_tried_again(
    tmp_path: Path, original: TorchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "_LEAST_COSINE", 1.1)
    weights = locate_model(DEFAULT_MODEL)
    assert load_converted(weights, tmp_path, lambda _: original) is None
    assert load_converted(weights, tmp_path, never) is None


def test_what_was_interrupted_leaves_nothing_and_torch_computes(
    tmp_path: Path, original: TorchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(_: TorchEngine, path: Path) -> None:
        path.write_text("<half")
        raise OSError("No space left on device")

    monkeypatch.setattr(conversion, "_export", torn)
    assert load_converted(locate_model(DEFAULT_MODEL), tmp_path, lambda _: original) is None
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_no_model(tmp_path: Path) -> None:
    weights = locate_model(DEFAULT_MODEL)
    folder = tmp_path / cache_key(weights)
    folder.mkdir()
    (folder / "card.json").write_text('{"dimension": 384, "length": 256}')
    (folder / "model.xml").write_text("<half")
    assert load_converted(weights, tmp_path, never) is None


def test_a_place_that_cannot_be_written_leaves_torch(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    embedder = Embedder(cache=tmp_path / "file")
    assert embedder.embed_query("rain").shape == (384,)
    assert embedder.backend == "torch"


def test_without_torch_and_without_a_word_to_anybody(engine: Engine) -> None:
    """In a new process: no torch is imported, nor what reports the use of OpenVINO."""
    assert engine.backend == "openvino f32"
    program = (
        "import sys\nfrom index.embedding.embedder import Embedder\n"
        "Embedder().embed_query('rain')\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'openvino_telemetry'}\n"
        "print(sorted(name for name in heavy if sys.modules.get(name)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
