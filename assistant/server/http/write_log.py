"""One line in the log of the server for each change of the archive that a client makes with a key.

The archive's own log says what became of each article; this one says whose key it was. Without
keys there is nobody to name.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

from index.core.article import replace_surrogates
from index.core.text import one_line

_MAX_CHARACTERS = 300

_log = logging.getLogger(__name__)
_log.setLevel(logging.INFO)


def log_write(state: Any, what: str) -> None:
    """Log what a request did; `state` is that of the request, in which `access` puts the key's
    name."""
    if owner := getattr(state, "owner", ""):
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        text = one_line(replace_surrogates(what))[:_MAX_CHARACTERS]
        _log.info("%s key %s %s", moment, owner, text)
