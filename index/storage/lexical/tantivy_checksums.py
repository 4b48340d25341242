"""The files of a tantivy index: are all there, each as it was written?

tantivy ends every file with the checksum of what it wrote, but compares it only when it is asked
to, which cannot be done from here: so this reads the footer itself. Its form is that of tantivy
0.27: content, footer in JSON, its length, a magic number.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_PARTS = ("idx", "pos", "term", "store", "fast", "fieldnorm")
_MAGIC = 1337
_TAIL = struct.Struct("<II")
_CHUNK = 1 << 20


def find_damaged(folder: Path) -> list[str]:
    """Names of files that are missing or not as they were written, in order."""
    try:
        meta = json.loads((folder / "meta.json").read_bytes())
        names = [name for segment in meta["segments"] for name in _list_files(segment)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ["meta.json"]
    return sorted(name for name in names if not _is_intact(folder / name))


def _list_files(segment: dict[str, Any]) -> Iterator[str]:
    stem = str(segment["segment_id"]).replace("-", "")
    yield from (f"{stem}.{part}" for part in _PARTS)
    if segment["deletes"]:
        yield f"{stem}.{segment['deletes']['opstamp']}.del"


def _is_intact(path: Path) -> bool:
    """Does the file's content have the checksum that stands at its end?"""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - _TAIL.size))
            length, magic = _TAIL.unpack(file.read())
            left = size - _TAIL.size - length
            if magic != _MAGIC or left < 0:
                return False
            file.seek(left)
            wanted = json.loads(file.read(length))["crc"]
            file.seek(0)
            found = 0
            while left and (chunk := file.read(min(_CHUNK, left))):
                found, left = zlib.crc32(chunk, found), left - len(chunk)
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return False
    return bool(found == wanted)
