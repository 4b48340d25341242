"""Saves and loads the checkpoint of a training run: one file in its folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.training.reranker.network import Network
from index.core.errors import DatelineError

CHECKPOINT = "checkpoint.pt"


def save_checkpoint(folder: Path, state: Mapping[str, Any]) -> None:
    """Write what a run knows; whoever is stopped meanwhile finds what was kept before."""
    import torch

    part = folder / f"{CHECKPOINT}.part"
    torch.save(dict(state), part)
    part.replace(folder / CHECKPOINT)


def load_checkpoint(folder: Path, of: str) -> dict[str, Any] | None:
    """What was kept of a run; None where nothing was. Raises DatelineError where it is of another
    run: what is kept as "of" tells them apart."""
    if not (folder / CHECKPOINT).exists():
        return None
    import torch

    # Our own file: it holds plain values beside tensors.
    state: dict[str, Any] = torch.load(folder / CHECKPOINT, weights_only=False)
    if state.get("of") != of:
        raise DatelineError(
            f"The checkpoint in {folder} is of another plan or of other examples",
            "Remove it, or name another folder",
        )
    return state


def copy_weights(network: Network) -> dict[str, Any]:
    """A copy of what is learned as it stands, by name."""
    return {
        name: parameter.detach().clone()
        for name, parameter in network.model.named_parameters()
        if parameter.requires_grad
    }
