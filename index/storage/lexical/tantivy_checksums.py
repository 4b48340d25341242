"""Find missing and damaged files of a tantivy index. Repairs nothing.

tantivy ends every file with a checksum, but compares it on request only, and its Python package
has no such call. So this module reads the footer itself. The format is that of tantivy 0.27:
content, footer in JSON, length of the footer, magic number.
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
    """Names of files that are missing or damaged, in order."""
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
    """Does the file's content match the checksum at its end?"""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - _TAIL.size))
            length, magic = _TAIL.unpack(file.read())
            remaining = size - _TAIL.size - length
            if magic != _MAGIC or remaining < 0:
                return False
            file.seek(remaining)
            expected = json.loads(file.read(length))["crc"]
            file.seek(0)
            checksum = 0
            while remaining and (chunk := file.read(min(_CHUNK, remaining))):
                checksum, remaining = zlib.crc32(chunk, checksum), remaining - len(chunk)
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return False
    return bool(checksum == expected)
