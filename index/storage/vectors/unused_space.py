"""Erase what stands in the unused space of Chroma's graph files.

Chroma writes room for more rows as it finds it in its memory, where the text of articles may have
been. The header says where the rows end (chroma-hnswlib 0.8, `persistDirty` in hnswalg.h).
"""

from __future__ import annotations

import struct
from pathlib import Path

from index.core.errors import DatelineError

# Version; offset, room, rows, and bytes of a row.
_HEADER = struct.Struct("<iQQQQ")
_VERSION = 1
_LENGTH = 4
_ZEROS = bytes(1_000_000)


def erase_unused_space(folder: Path) -> None:
    """Write zeros behind the rows of every graph in the folder, which nobody has open. Raises
    DatelineError for files of an unknown form, OSError if they cannot be written."""
    for header in folder.glob("*/header.bin"):
        with header.open("rb") as file:
            packed = file.read(_HEADER.size)
        if len(packed) < _HEADER.size:
            raise _refuse(header)
        version, _, room, rows, size = _HEADER.unpack(packed)
        if version != _VERSION or rows > room:
            raise _refuse(header)
        for name, each in (("data_level0.bin", size), ("length.bin", _LENGTH)):
            file_path = header.with_name(name)
            if file_path.stat().st_size != room * each:
                raise _refuse(header)
            _write_zeros(file_path, rows * each, room * each)


def _write_zeros(path: Path, start: int, end: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        while start < end:
            start += file.write(_ZEROS[: end - start])


def _refuse(header: Path) -> DatelineError:
    return DatelineError(
        f"The graph of the vectors in {header.parent} has a form that is not known",
        "Write it anew: dateline rebuild",
    )
