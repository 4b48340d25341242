"""A small network that can be taught in a few steps."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from safetensors.torch import load_file, save_file

WEIGHTS = "model.safetensors"


@pytest.fixture(scope="session")
def pupil(tmp_path_factory: pytest.TempPathFactory, small_scorer: Path) -> Path:
    """The small scorer with smaller weights: its own are so far apart that steps hardly move it."""
    folder = tmp_path_factory.mktemp("scorers") / "pupil"
    shutil.copytree(small_scorer, folder)
    weights = load_file(folder / WEIGHTS)
    for name, values in weights.items():
        if values.ndim > 1 and "embeddings" not in name:
            values.mul_(0.3)
    save_file(weights, folder / WEIGHTS, metadata={"format": "pt"})
    return folder
