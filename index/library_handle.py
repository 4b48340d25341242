"""What an open library holds: its stores, its model, and the process that may use them."""

from __future__ import annotations

import os
import threading

from index.core.errors import DatelineError
from index.embedding.embedder import Embedder
from index.search.search_config import Tuning
from index.storage.home import Home


class LibraryHandle:
    """Stores and a model that are open until `close`, in the process that opened them.

    Their threads are not copied into a forked process: there, a call would wait for them for ever.
    """

    def __init__(self, home: Home, embedder: Embedder, tuning: Tuning) -> None:
        self._stores = home
        self._model = embedder
        self._tuning = tuning
        self._write_lock = threading.Lock()
        self._process = os.getpid()
        self._is_closed = False

    def close(self) -> None:
        """Close the home. A forked process leaves that to the one that opened it."""
        self._is_closed = True
        if self._process == os.getpid():
            self._stores.close()

    @property
    def _home(self) -> Home:
        self._check_usable()
        return self._stores

    @property
    def _embedder(self) -> Embedder:
        self._check_usable()
        return self._model

    @property
    def _writing(self) -> threading.Lock:
        # In a forked process it may be locked by a thread that is not there.
        self._check_usable()
        return self._write_lock

    def _check_usable(self) -> None:
        """Raise DatelineError in another process, and after closing."""
        if self._process != os.getpid():
            raise DatelineError(
                f"The library was opened in another process (pid {self._process})",
                "Open it in each process: a forked one has only a part of it",
            )
        if self._is_closed:
            raise DatelineError("The library is closed", "Open it again with Library.open")
