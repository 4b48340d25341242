"""Which model and which splitting made the vectors of a home.

Vectors of two models do not compare, so a home remembers and refuses any other.
"""

from __future__ import annotations

import shlex

from index.core.errors import DatelineError
from index.embedding.embedder import Embedder
from index.embedding.model_files import DEFAULT_MODEL
from index.splitting.passages import STANDARD, Splitting
from index.storage.facts import Fact
from index.storage.home import Home


def check_identity(home: Home, embedder: Embedder, splitting: Splitting = STANDARD) -> None:
    """Raise DatelineError where another model, by name, or another splitting made the vectors.

    Reads no weights; `check_weights` compares those once they are needed.
    """
    catalog = home.catalog
    if catalog.fact(Fact.REBUILDING):
        wanted = catalog.fact(Fact.MODEL)
        raise DatelineError("A rebuild of this home was interrupted", _remedy(home, wanted))
    model = catalog.fact(Fact.MODEL)
    if model and model != embedder.name:
        raise DatelineError(
            f"The vectors of this home were made with '{model}', not '{embedder.name}'",
            f"Set the model back, or: {_remedy(home, embedder.name)}",
        )
    if model and catalog.fact(Fact.SPLITTER) != splitting.version:
        raise DatelineError(
            "Another version of Dateline, or other settings, split these articles into passages",
            _remedy(home, embedder.name),
        )


def remember_identity(
    home: Home, embedder: Embedder, splitting: Splitting = STANDARD, *, rebuilding: bool = False
) -> None:
    """Note which weights and which splitting make the vectors.

    Raises DatelineError for other weights under the same name, unless the home is being rebuilt.
    """
    weights = embedder.weights
    if not rebuilding:
        check_weights(home, embedder)
    if rebuilding or not home.catalog.fact(Fact.MODEL_SHA256):
        home.catalog.remember(
            {
                Fact.MODEL: weights.name,
                Fact.MODEL_SHA256: weights.sha256,
                Fact.SPLITTER: splitting.version,
                Fact.REBUILDING: "yes" if rebuilding else "",
            }
        )


def check_weights(home: Home, embedder: Embedder) -> None:
    """Raise DatelineError where the model's weights are not those that made the vectors."""
    known = home.catalog.fact(Fact.MODEL_SHA256)
    if known and known != embedder.weights.sha256:
        raise DatelineError(
            f"The weights of '{embedder.name}' have sha256 {embedder.weights.sha256}, but the"
            f" vectors of this home were made with {known}",
            _remedy(home, embedder.name),
        )


def _remedy(home: Home, model: str) -> str:
    words = ["dateline", "--home", str(home.folder)]
    if model != DEFAULT_MODEL:
        words += ["--model", model]
    return f"Rebuild it: {shlex.join([*words, 'rebuild'])}"
