"""The embedding identity of a home: the model and the splitting that made its vectors.

Vectors of two models are not comparable, so a home records its identity and refuses another. Making
new vectors is the task of `reembedding`.
"""

from __future__ import annotations

import shlex

from index.core.errors import DatelineError
from index.embedding.embedder import Embedder
from index.embedding.model_files import DEFAULT_MODEL
from index.splitting.passages import DEFAULT_SPLITTING, Splitting
from index.storage.facts import Fact
from index.storage.home import Home


def check_identity(
    home: Home, embedder: Embedder, splitting: Splitting = DEFAULT_SPLITTING
) -> None:
    """Raise DatelineError if another model, by name, or another splitting made the vectors.

    Reads no weights; `check_weights` compares their checksum when they are needed.
    """
    catalog = home.catalog
    if catalog.fact(Fact.REBUILDING):
        model_in_progress = catalog.fact(Fact.MODEL)
        raise DatelineError(
            "A rebuild of this home was interrupted", _suggest_rebuild(home, model_in_progress)
        )
    model = catalog.fact(Fact.MODEL)
    if model and model != embedder.name:
        raise DatelineError(
            f"The vectors of this home were made with '{model}', not '{embedder.name}'",
            f"Set the model back, or: {_suggest_rebuild(home, embedder.name)}",
        )
    if model and catalog.fact(Fact.SPLITTER) != splitting.version:
        raise DatelineError(
            "Another version of Dateline, or other settings, split these articles into passages",
            _suggest_rebuild(home, embedder.name),
        )


def remember_identity(
    home: Home,
    embedder: Embedder,
    splitting: Splitting = DEFAULT_SPLITTING,
    *,
    rebuilding: bool = False,
) -> None:
    """Record the model and the splitting that make the vectors.

    Raises DatelineError for other weights under the same name, unless the home is being rebuilt.
    """
    files = embedder.files
    if not rebuilding:
        check_weights(home, embedder)
    if rebuilding or not home.catalog.fact(Fact.MODEL_SHA256):
        home.catalog.remember(
            {
                Fact.MODEL: files.name,
                Fact.MODEL_SHA256: files.sha256,
                Fact.SPLITTER: splitting.version,
                Fact.REBUILDING: "yes" if rebuilding else "",
            }
        )


def check_weights(home: Home, embedder: Embedder) -> None:
    """Raise DatelineError if other weights made the vectors."""
    recorded = home.catalog.fact(Fact.MODEL_SHA256)
    if recorded and recorded != embedder.files.sha256:
        raise DatelineError(
            f"The weights of '{embedder.name}' have sha256 {embedder.files.sha256}, but the"
            f" vectors of this home were made with {recorded}",
            _suggest_rebuild(home, embedder.name),
        )


def _suggest_rebuild(home: Home, model: str) -> str:
    words = ["dateline", "--home", str(home.folder)]
    if model != DEFAULT_MODEL:
        words += ["--model", model]
    return f"Rebuild it: {shlex.join([*words, 'rebuild'])}"
