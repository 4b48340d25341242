"""Which model and which splitter made the vectors of a home.

Vectors of two models do not compare, so a home remembers and refuses any other.
"""

from __future__ import annotations

from index.article import DatelineError
from index.embedder import Embedder
from index.home import Home
from index.passages import SPLITTER_VERSION


def check_identity(home: Home, embedder: Embedder) -> None:
    """Raise DatelineError where another model, by name, or another splitter made the vectors.

    Loads nothing; the weights themselves are compared when they are first used for adding.
    """
    catalog = home.catalog
    if catalog.fact("rebuilding"):
        raise DatelineError("A rebuild of this home was interrupted", _remedy(home))
    model = catalog.fact("model")
    if model and model != embedder.name:
        raise DatelineError(
            f"The vectors of this home were made with '{model}', not '{embedder.name}'",
            f"Set the model back, or: {_remedy(home)}",
        )
    if model and catalog.fact("splitter") != SPLITTER_VERSION:
        raise DatelineError("Another version of Dateline split these articles", _remedy(home))


def remember_identity(home: Home, embedder: Embedder, *, rebuilding: bool = False) -> None:
    """Note which weights make the vectors.

    Raises DatelineError for other weights under the same name, unless the home is being rebuilt.
    """
    weights, known = embedder.weights, home.catalog.fact("model_sha256")
    if known and known != weights.sha256 and not rebuilding:
        raise DatelineError(
            f"The weights of '{weights.name}' have sha256 {weights.sha256}, but the vectors of"
            f" this home were made with {known}",
            _remedy(home),
        )
    if not known or rebuilding:
        home.catalog.remember(
            model=weights.name,
            model_sha256=weights.sha256,
            splitter=SPLITTER_VERSION,
            rebuilding="yes" if rebuilding else "",
        )


def _remedy(home: Home) -> str:
    return f"Rebuild it: dateline --home {home.folder} rebuild"
