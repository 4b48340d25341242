"""Erases removed articles whose term is over, in a server that runs for weeks."""

from __future__ import annotations

import logging
import threading

from assistant.server.http.problems import Refusal
from assistant.server.jobs.writer import Writer
from index.core.errors import DatelineError
from index.library import Library

_SECONDS = 3_600.0

_log = logging.getLogger(__name__)


class Expiry:
    """A thread that looks every hour, from the start of the server until it stops."""

    def __init__(self, library: Library, writer: Writer, stopping: threading.Event) -> None:
        self._library = library
        self._writer = writer
        self._stopping = stopping
        threading.Thread(target=self._run, daemon=True, name="expiry").start()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self.look()
            self._stopping.wait(_SECONDS)

    def look(self) -> None:
        """Erase what is due."""
        try:
            if self._library.is_erasure_due:
                # To open the archive for writing erases it.
                self._writer.submit(lambda library: None).result()
        except (DatelineError, Refusal) as error:
            _log.warning("Removed articles are not erased from the disk yet. %s", error)
