"""Where articles come from: files of many formats, web pages and feeds, read as a stream.

Two tables choose by a file's ending: `READERS` for what holds articles, `CONTAINERS` for what holds
files. A reader yields an `Incoming` for every article and a `Problem` for whatever it could not
use, and goes on.
"""

from __future__ import annotations

from index.sources.entry import path_text
from index.sources.files import find_files, read_files, total_bytes
from index.sources.incoming import Finished, Incoming, Problem, Read, Unchanged

__all__ = [
    "Finished",
    "Incoming",
    "Problem",
    "Read",
    "Unchanged",
    "find_files",
    "path_text",
    "read_files",
    "total_bytes",
]
