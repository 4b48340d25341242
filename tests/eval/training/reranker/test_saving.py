"""What is written is a cross-encoder that anybody can load, and scores as what was taught."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from sentence_transformers import CrossEncoder

from eval.training.reranker.network import LENGTH, Network
from eval.training.reranker.saving import save
from index.embedding.model_files import locate_model
from index.embedding.torch_engine import TorchPairEngine

PAIRS = [("Who?", "He did."), ("What did he do?", "On day 3. | He rose. | Day 3")]
PAIRS += [("How?", f"It went on for {n} days. " * n) for n in range(1, 40)]


def scores_of(network: Network) -> NDArray[np.float32]:
    """In the numbers that it was taught in, nothing left out."""
    first, second = ([pair[i] for pair in PAIRS] for i in (0, 1))
    read = network.tokenizer(
        first,
        second,
        padding=True,
        truncation="only_second",
        max_length=LENGTH,
        return_tensors="pt",
    )
    network.model.eval()
    with torch.inference_mode():
        found: NDArray[np.float32] = network.model(**read).logits[:, 0].numpy()
    return found


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory, small_scorer: Path) -> tuple[Path, str]:
    """A model with weights that were learned: the small one's, each a little larger."""
    network = Network(small_scorer, seed=1)
    learned = {
        name: parameter.detach() * 1.1
        for name, parameter in network.model.named_parameters()
        if parameter.requires_grad
    }
    folder = tmp_path_factory.mktemp("saved") / "model"
    return folder, save(network, learned, folder)


@pytest.fixture(scope="module")
def taught(small_scorer: Path) -> NDArray[np.float32]:
    """What the network with those weights gives, once they are numbers of 16 bits."""
    network = Network(small_scorer, seed=1)
    with torch.no_grad():
        for parameter in network.model.parameters():
            if parameter.requires_grad:
                parameter.mul_(1.1)
            parameter.copy_(parameter.half().float())
    return scores_of(network)


def test_sentence_transformers_loads_it_and_it_scores_as_what_was_taught(
    saved: tuple[Path, str], taught: NDArray[np.float32], small_scorer: Path
) -> None:
    folder, _ = saved
    model: CrossEncoder = CrossEncoder(
        str(folder),
        device="cpu",
        local_files_only=True,
        model_kwargs={"dtype": torch.float32},
    )
    assert (model.num_labels, model.max_length) == (1, LENGTH)
    # Numbers, not shares: nobody has to know that there is a sigmoid to be left out.
    found = model.predict(PAIRS, show_progress_bar=False)
    assert found == pytest.approx(taught, abs=1e-3)
    assert np.std(taught) > 0.3
    untaught = TorchPairEngine(small_scorer).score(PAIRS)
    assert np.abs(untaught - taught).max() > 0.1


def test_the_program_loads_it_and_knows_it_by_its_hash(
    saved: tuple[Path, str], taught: NDArray[np.float32]
) -> None:
    folder, sha256 = saved
    weights = locate_model(str(folder))
    assert weights.sha256 == sha256
    engine = TorchPairEngine(weights.folder)
    assert engine.spec.length == LENGTH
    assert engine.score(PAIRS) == pytest.approx(taught, abs=1e-3)


def test_it_is_kept_in_16_bits_in_one_folder(saved: tuple[Path, str], small_scorer: Path) -> None:
    folder, _ = saved
    assert all(path.is_file() for path in folder.iterdir())
    small, whole = (
        (place / "model.safetensors").stat().st_size for place in (folder, small_scorer)
    )
    assert small < 0.6 * whole
