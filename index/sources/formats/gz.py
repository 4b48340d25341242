"""`.gz`: one compressed file, unpacked as it is read. Its name tells that of the file inside."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from index.sources.entry import Entry
from index.sources.parsed_article import Problem
from index.sources.unpacking import Limits, open_unpacked

MAX_UNPACKED_BYTES = 2_000_000_000


def read(entry: Entry) -> Iterator[Entry | Problem]:
    """Yield the file inside, with the same place and origin, since there is only one."""

    def open_inner() -> BinaryIO:
        packed = entry.open()
        limits = Limits(MAX_UNPACKED_BYTES, packed.tell)
        return open_unpacked(gzip.GzipFile(fileobj=packed, mode="rb"), limits, packed)

    yield replace(entry, name=entry.stem, open=open_inner)
