"""The adapter: what is written is read again, and nothing else passes for one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

from assistant.answering.reader import adapter as adapter_module
from assistant.answering.reader.adapter import (
    ADAPTER_FILE,
    Adapter,
    find_adapter,
    merge_weights,
    read_adapter,
    write_adapter,
)
from assistant.answering.reader.packaged_weights import Weights
from assistant.core.answer_options import BUNDLED_READER
from index.core.errors import DatelineError

NUMBERS = {"scale": 0.5, "slope": 1.25, "shift": -2.1}
MATRIX = "bert.layer.weight"


def floats(*rows: list[float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.array(rows, np.float32)


# W of shape (2, 3), A of (1, 3) and B of (2, 1).
PACKAGED: Weights = {
    MATRIX: floats([1, 2, 3], [4, 5, 6]),
    "bert.layer.bias": floats([7, 8])[0],
    "classifier.weight": floats([9, 9, 9]),
}
TENSORS: Weights = {
    f"{MATRIX}.A": floats([1, 0, -2]),
    f"{MATRIX}.B": floats([2], [-4]),
    "none.weight": floats([0.1, 0.2, 0.3]),
}


def adapter_of(tensors: Weights) -> Adapter:
    return Adapter(tensors, 0.5, 1.0, 0.0, "")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = find_adapter(str(tmp_path / "mine"))
    sha256 = write_adapter(TENSORS, NUMBERS, {"license": "Apache-2.0"}, path)
    adapter = read_adapter(str(tmp_path / "mine"))
    assert (adapter.scale, adapter.slope, adapter.shift) == (0.5, 1.25, -2.1)
    assert adapter.sha256 == sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert set(adapter.tensors) == set(TENSORS)
    for name, value in TENSORS.items():
        assert adapter.tensors[name].dtype == np.float32
        assert (adapter.tensors[name] == value).all()


def test_matrices_are_kept_in_16_bits_and_outputs_whole(tmp_path: Path) -> None:
    third = floats([1 / 3])
    write_adapter({"m.A": third, "m.B": third, "none.weight": third}, NUMBERS, {}, tmp_path / "x")
    tensors, _ = adapter_module._parse(tmp_path / "x")
    assert tensors["m.A"] == tensors["m.B"] == np.float32(np.float16(1 / 3)) != np.float32(1 / 3)
    assert tensors["none.weight"] == np.float32(1 / 3)


def test_the_taught_matrix_is_the_packaged_one_and_scale_times_b_times_a() -> None:
    # B @ A = [[2, 0, -4], [-4, 0, 8]], half of which is added.
    merged = merge_weights(PACKAGED, adapter_of(TENSORS))
    assert merged[MATRIX].tolist() == [[2, 2, 1], [2, 5, 10]]
    assert merged["bert.layer.bias"].tolist() == [7, 8]
    assert (merged["none.weight"] == TENSORS["none.weight"]).all()
    # The cross-encoder's own output goes.
    assert set(merged) == {MATRIX, "bert.layer.bias", "none.weight"}
    assert PACKAGED[MATRIX].tolist() == [[1, 2, 3], [4, 5, 6]]


def without(name: str) -> Weights:
    return {n: value for n, value in TENSORS.items() if n != name}


@pytest.mark.parametrize(
    "tensors",
    [
        without(f"{MATRIX}.A"),
        without(f"{MATRIX}.B"),
        {"bert.other.weight.A": floats([1]), "bert.other.weight.B": floats([1])},
        TENSORS | {f"{MATRIX}.A": floats([1, 0])},
        TENSORS | {f"{MATRIX}.A": floats([1, 0, 2], [1, 0, 2])},
        # One row would be added to each of two.
        TENSORS | {f"{MATRIX}.B": floats([2])},
    ],
)
def test_an_adapter_that_does_not_fit(tensors: Weights) -> None:
    with pytest.raises(DatelineError, match="does not fit the packaged weights"):
        merge_weights(PACKAGED, adapter_of(tensors))


GOOD = save(TENSORS, metadata={name: str(value) for name, value in NUMBERS.items()})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no adapter",
        GOOD[:-1],
        GOOD[: len(GOOD) // 2],
        save(TENSORS),
        save(TENSORS, metadata={"scale": "1", "slope": "1"}),
        save(TENSORS, metadata={"scale": "1", "slope": "1", "shift": "much"}),
    ],
)
def test_a_damaged_file_is_no_adapter(content: bytes, tmp_path: Path) -> None:
    (tmp_path / ADAPTER_FILE).write_bytes(content)
    with pytest.raises(DatelineError, match="is no adapter of a reader") as error:
        read_adapter(str(tmp_path))
    assert error.value.remedy.startswith("Name a folder with adapter.safetensors")


@pytest.mark.parametrize("name", ["no-such-folder", "~nobody-of-that-name", "nul\0", "x" * 5_000])
def test_a_folder_that_has_none(name: str) -> None:
    with pytest.raises(DatelineError, match="cannot be read") as error:
        read_adapter(name)
    assert error.value.remedy.endswith('answer without a reader: reader = "none"')


def test_the_bundled_one_must_have_its_checksum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ADAPTER_FILE).write_bytes(GOOD)
    monkeypatch.setattr(adapter_module, "_FOLDER", tmp_path)
    with pytest.raises(DatelineError, match="is not the bundled one") as error:
        read_adapter(BUNDLED_READER)
    assert error.value.remedy.startswith("Install Dateline again")
    sha256 = hashlib.sha256(GOOD).hexdigest()
    monkeypatch.setattr(adapter_module, "_read_bundled_sha256", lambda: sha256)
    assert read_adapter(BUNDLED_READER).slope == 1.25
    # A folder's is whatever the user has put there.
    assert read_adapter(str(tmp_path)).slope == 1.25


def test_the_bundled_one_is_there() -> None:
    adapter = read_adapter(BUNDLED_READER)
    assert adapter.slope > 0
    heads = {name for name in adapter.tensors if not name.endswith((".A", ".B"))}
    assert heads == {"none.bias", "none.weight", "sentence.bias", "sentence.weight"}
