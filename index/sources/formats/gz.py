"""`.gz`: one compressed file, unpacked as it is read. It is named like the file in it."""

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
    """The file in it, under the same place and origin: there is but one."""

    def opened() -> BinaryIO:
        packed = entry.open()
        limits = Limits(MAX_UNPACKED_BYTES, packed.tell)
        return open_unpacked(gzip.GzipFile(fileobj=packed, mode="rb"), limits, packed)

    yield replace(entry, name=entry.stem, open=opened)
