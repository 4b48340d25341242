"""A converted model gives the vectors of the model itself, is made once, and never half."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedder import Embedder
from index.models import conversion
from index.models.conversion import converted, converted_folder
from index.models.engine import Engine
from index.models.torch_engine import TorchEngine
from index.weights import DEFAULT_MODEL, locate

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
    return TorchEngine(locate(DEFAULT_MODEL).folder)


@pytest.fixture(scope="module")
def engine(original: TorchEngine) -> Engine:
    """The model as the session has it, converted if it has not been before."""
    found = converted(locate(DEFAULT_MODEL), converted_folder(), lambda _: original)
    assert found is not None
    return found


def test_the_vectors_are_those_of_the_model(engine: Engine, original: TorchEngine) -> None:
    assert (engine.backend, original.backend) == ("openvino", "torch")
    assert engine.card == original.card
    for ours, theirs in (
        (engine.documents(TEXTS), original.documents(TEXTS)),
        (engine.queries(TEXTS[:4], 8), original.queries(TEXTS[:4], 8)),
    ):
        assert ours.shape == theirs.shape
        assert ours.dtype == np.float32
        assert ours == pytest.approx(theirs, abs=1e-4)


def test_a_query_has_the_same_bits_in_any_company(engine: Engine) -> None:
    # Of nine to sixteen word pieces each, padded to sixteen.
    queries = [f"What did the mayor of town {n} say about ships?" for n in range(16)]
    together = engine.queries(queries, 8)
    for n in range(16):
        assert engine.queries([queries[n]], 8)[0].tobytes() == together[n].tobytes()


def test_nothing_gives_no_rows(engine: Engine) -> None:
    assert engine.documents([]).shape == (0, engine.card.dimension)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, engine: Engine) -> None:
    """Has conversion copy what the session has already: it takes seconds to make."""
    made = converted_folder() / conversion._name(locate(DEFAULT_MODEL))

    def copy(_: TorchEngine, path: Path) -> None:
        for file in ("model.xml", "model.bin"):
            (path.parent / file).write_bytes((made / file).read_bytes())

    monkeypatch.setattr(conversion, "_convert", copy)


@pytest.mark.usefixtures("quick")
def test_it_is_made_once(tmp_path: Path, original: TorchEngine) -> None:
    weights = locate(DEFAULT_MODEL)
    assert converted(weights, tmp_path, lambda _: original) is not None
    assert converted(weights, tmp_path, never) is not None
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.usefixtures("quick")
def test_one_that_gives_other_vectors_is_not_used_nor_tried_again(
    tmp_path: Path, original: TorchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "_ALIKE", 1.1)
    weights = locate(DEFAULT_MODEL)
    assert converted(weights, tmp_path, lambda _: original) is None
    assert converted(weights, tmp_path, never) is None


def test_what_was_interrupted_leaves_nothing_and_torch_computes(
    tmp_path: Path, original: TorchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(_: TorchEngine, path: Path) -> None:
        path.write_text("<half")
        raise OSError("No space left on device")

    monkeypatch.setattr(conversion, "_convert", torn)
    assert converted(locate(DEFAULT_MODEL), tmp_path, lambda _: original) is None
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_no_model(tmp_path: Path) -> None:
    weights = locate(DEFAULT_MODEL)
    folder = tmp_path / conversion._name(weights)
    folder.mkdir()
    (folder / "card.json").write_text('{"dimension": 384, "length": 256}')
    (folder / "model.xml").write_text("<half")
    assert converted(weights, tmp_path, never) is None


def test_a_place_that_cannot_be_written_leaves_torch(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    embedder = Embedder(cache=tmp_path / "file")
    assert embedder.embed_query("rain").shape == (384,)
    assert embedder.backend == "torch"


def test_without_torch_and_without_a_word_to_anybody(engine: Engine) -> None:
    """In a new process: no torch is imported, nor what reports the use of OpenVINO."""
    assert engine.backend == "openvino"
    program = (
        "import sys\nfrom index.embedder import Embedder\nEmbedder().embed_query('rain')\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'openvino_telemetry'}\n"
        "print(sorted(name for name in heavy if sys.modules.get(name)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
