"""Finds the files of a reranker, and checks those of the bundled one.

How the bundled reranker was trained and how good it is stands in the model card beside its files.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from index.core.errors import DatelineError
from index.embedding.model_files import ModelFiles, locate_model

BUNDLED_RERANKER = "dateline-answers"
_FOLDER = Path(__file__).parent / "answer_reranker"
_SHA256 = "cee6bb0d6145061e8f6aeb4ed4c6a5a1021f4aa44487825f7c4e747b2d87aa22"


def find_reranker_files(name: str) -> ModelFiles:
    """Find the files of the bundled reranker, or those of another (`model_files.locate`).

    Raises DatelineError if they are missing, or if the bundled files have another checksum.
    """
    if name != BUNDLED_RERANKER:
        return locate_model(name)
    bundled = replace(locate_model(str(_FOLDER)), name=BUNDLED_RERANKER)
    if bundled.sha256 != _SHA256:
        raise DatelineError(
            f"The weights in {_FOLDER} have sha256 {bundled.sha256}, but those of"
            f" {BUNDLED_RERANKER} have {_SHA256}",
            "Install Dateline again",
        )
    return bundled
