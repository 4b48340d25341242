"""The reader is converted once; where that fails, torch computes, and nothing half is left."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from assistant.answering.reader import reader_engine
from assistant.answering.reader.adapter import Adapter
from assistant.answering.reader.packaged_weights import Weights
from assistant.answering.reader.reader_engine import (
    OpenVinoWindowEngine,
    WindowEngine,
    load_engine,
    score_windows,
)
from assistant.answering.reader.reader_input import ReaderInput
from index.core.errors import DatelineError
from index.embedding.compiled_model import can_compute
from index.embedding.engine import Precision
from index.embedding.model_cache import default_cache_folder, digest

# Loads torch, and compiles networks.
pytestmark = pytest.mark.slow


@pytest.fixture
def quick(
    monkeypatch: pytest.MonkeyPatch, packaged: Weights, adapter: Adapter, exact: WindowEngine
) -> None:
    """Has conversion copy what the session has already, read no weights, and compare few scores:
    each takes seconds."""
    assert exact.backend
    key = digest([adapter.sha256, reader_engine._VERSION])
    few = list(islice(reader_engine._calibration_windows(), 4))

    def copy(kind: str, path: Path) -> None:
        folder = next(
            each
            for each in default_cache_folder().glob(f"reader-{key}-*")
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
