"""The image files that hOCR, ALTO and METS name for their pages.

A file from elsewhere could name any file of this machine, so only images below its own folder
count.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path, PurePosixPath

from index.core.recognition import PageImage, digest_content
from index.sources.entry import Entry, path_text

ENDINGS = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
_MAX_BYTES = 200_000_000
_UNKNOWN = PageImage("", "", 1)


def find_page_image(entry: Entry, name: str) -> PageImage:
    """Find the image of a page by its name; it has no path if there is none beside the entry."""
    path = find_beside(entry, name)
    if path is None or path.suffix.lower() not in ENDINGS:
        return _UNKNOWN
    with suppress(OSError):
        if path.stat().st_size <= _MAX_BYTES:
            return PageImage(path_text(path), digest_content(path.read_bytes()), 1)
    return _UNKNOWN


def find_beside(entry: Entry, name: str) -> Path | None:
    """Find a file that an entry names: in the entry's folder or below. None if there is none, or
    if the entry is a member of an archive."""
    if entry.origin != entry.container or not name.strip():
        return None
    folder = Path(entry.origin).parent
    # A name is an address or a path of the machine that made it: its last part counts, too.
    relative = re.sub(r"^(?:file:)?/{0,3}", "", name.strip().replace("\\", "/"))
    for candidate in (relative, PurePosixPath(relative).name):
        with suppress(OSError, ValueError):
            path = (folder / candidate).resolve()
            if path.is_relative_to(folder.resolve()) and path.is_file():
                return path
    return None
