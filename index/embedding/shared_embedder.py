"""One embedder for all libraries of a process that use the same model: each loads 160 MB."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from weakref import WeakValueDictionary

from index.embedding.embedder import Embedder
from index.embedding.engine import DEFAULT_PRECISION, Precision

# The model, the state of its files if it is a folder, and the precision.
_Key = tuple[str, tuple[tuple[str, int, int, int], ...], Precision]


class _Shared:
    """The embedders that somebody still uses."""

    def __init__(self) -> None:
        self.forget()

    def get(self, model: str, precision: Precision) -> Embedder:
        """The embedder of a model; a new one if nobody uses it."""
        key = (model, _read_state(Path(model)), precision)
        with self._lock:
            embedder = self._embedders.get(key)
            if embedder is None:
                embedder = self._embedders[key] = Embedder(model, precision=precision)
            return embedder

    def forget(self) -> None:
        """Forget all of them, and a lock that another thread may have had."""
        self._lock = threading.Lock()
        self._embedders: WeakValueDictionary[_Key, Embedder] = WeakValueDictionary()


def _read_state(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    """What changes with the files of a folder; nothing for a model that is no folder."""
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
        states = [(path.name, path.stat()) for path in files]
    except OSError:
        return ()
    return tuple((name, state.st_ino, state.st_size, state.st_mtime_ns) for name, state in states)


_shared = _Shared()
# A forked process has the memory of a loaded model, but none of its threads.
os.register_at_fork(after_in_child=_shared.forget)


def share_embedder(model: str, precision: Precision = DEFAULT_PRECISION) -> Embedder:
    """The embedder of a model, which all libraries of this process share."""
    return _shared.get(model, precision)
