"""The scorer that comes with the program is whole, known, and anybody's to load."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import torch
from sentence_transformers import CrossEncoder as Published

from assistant.answering import bundled_reranker
from assistant.answering.bundled_reranker import BUNDLED_RERANKER, find_reranker_files
from assistant.answering.cross_encoder import CrossEncoder
from index.core.errors import DatelineError
from index.embedding.engine import Precision

QUESTION = "What did the mayor open?"
ANSWER = "The mayor opened the new bridge on Monday. | A bridge for the town"
TEXTS = [
    ANSWER,
    "The mayor is sixty years old. | A bridge for the town",
    "It rained on Monday. | A bridge for the town",
]


def test_it_is_the_one_we_know_and_small_enough_to_be_carried() -> None:
    found = find_reranker_files(BUNDLED_RERANKER)
    assert found.name == BUNDLED_RERANKER
    assert sum(path.stat().st_size for path in found.folder.iterdir()) <= 50_000_000
    card = (found.folder / "README.md").read_text("utf-8")
    assert "license: apache-2.0" in card
    assert "python -m eval.training.reranker" in card


def test_another_ones_weights_are_not_taken_for_it(
    monkeypatch: pytest.MonkeyPatch, small_scorer: Path, tmp_path: Path
) -> None:
    shutil.copytree(small_scorer, tmp_path / "answers")
    monkeypatch.setattr(bundled_reranker, "_FOLDER", tmp_path / "answers")
    with pytest.raises(DatelineError, match=BUNDLED_RERANKER):
        find_reranker_files(BUNDLED_RERANKER)


def test_any_other_name_is_looked_for_as_it_is(small_scorer: Path) -> None:
    assert find_reranker_files(str(small_scorer)).folder == small_scorer
    with pytest.raises(DatelineError, match="no-such"):
        find_reranker_files("no-such")


def test_it_scores_as_published() -> None:
    """In 32-bit numbers it gives what sentence-transformers makes of the same folder."""
    folder = find_reranker_files(BUNDLED_RERANKER).folder
    assert json.loads((folder / "config.json").read_text())["num_hidden_layers"] == 6
    published = Published(str(folder), device="cpu", model_kwargs={"dtype": torch.float32})
    expected = published.predict([(QUESTION, text) for text in TEXTS])
    own = CrossEncoder(BUNDLED_RERANKER, precision=Precision.F32)
    found = own.engine.score([(QUESTION, text) for text in TEXTS])
    assert found == pytest.approx(expected, abs=2e-3)
    assert found.argmax() == 0
