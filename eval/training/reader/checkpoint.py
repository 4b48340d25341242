"""Saves and loads the checkpoint of a run: one file in its folder, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from index.core.errors import DatelineError

CHECKPOINT = "checkpoint.pt"


def save_checkpoint(folder: Path, state: Mapping[str, Any]) -> None:
    """Write the state of a run in place of the last one."""
    import torch

    part = folder / f"{CHECKPOINT}.part"
    torch.save(dict(state), part)
    part.replace(folder / CHECKPOINT)


def load_checkpoint(folder: Path, plan: str) -> dict[str, Any] | None:
    """Load the saved state; None if nothing is saved. Raises DatelineError if the saved state
    belongs to another plan or other material."""
    import torch

    path = folder / CHECKPOINT
    if not path.exists():
        return None
    state: dict[str, Any] = torch.load(path, weights_only=True)
    if state["plan"] != plan:
        raise DatelineError(
            f"{path} is of another run", "Name another folder with --to, or remove this one"
        )
    return state
