"""A reader that answers may do without: if its model cannot be loaded, features alone decide.

The model loads with the first question. A failure is logged once and stands in `notice`; nothing
tries again in this process.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from assistant.answering.basis import Basis
from assistant.answering.reader.reader import NoReader, Reader, Reading
from index.core.article import Hit
from index.core.errors import DatelineError
from index.core.text import one_line

_log = logging.getLogger(__name__)

NOTICE = "The reader cannot be loaded, so answers are chosen by word features alone"


class FallbackReader:
    """Reads with a reader, or as `NoReader` does if that one cannot be loaded."""

    def __init__(self, reader: Reader) -> None:
        self.preferred = reader
        self.notice = ""
        self._loading = threading.Lock()
        self._chosen: Reader | None = None

    @property
    def basis(self) -> Basis:
        """The set of weights that goes with the reader in use; loads the model."""
        return self._choose().basis

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """Read the best hits, or nothing."""
        return self._choose().read(question, hits)

    def warm_up(self) -> None:
        """Load the model now."""
        self._choose()

    def _choose(self) -> Reader:
        with self._loading:
            if self._chosen is None:
                self._chosen = self._load_or_fall_back()
            return self._chosen

    def _load_or_fall_back(self) -> Reader:
        try:
            self.preferred.warm_up()
        except DatelineError as error:
            _log.warning("%s: %s", NOTICE, one_line(str(error)))
            self.notice = NOTICE
            return NoReader()
        return self.preferred
