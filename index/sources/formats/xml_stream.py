"""XML as a stream of the elements below its root, one in memory at a time.

Faults of the markup are passed over as far as possible, since exports hold characters that XML
forbids. Entities of a document's own have to be refused before (see `xml_root`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from index.core.errors import DatelineError
from index.sources.bounded_reader import BoundedReader
from index.sources.html.blocks import Tree, local_name

_MAX_ITEM_BYTES = 20_000_000
_TAIL_BYTES = 4_096
_CUT_OFF = "it is cut off: its end is missing"


def stream_elements(file: BinaryIO, names: Collection[str], depth: int) -> Iterator[Tree]:
    """Yield the elements with one of the local names so many levels below the root.

    Raises DatelineError after the whole ones if the document is damaged, breaks off, or has an
    element that is too large.
    """
    from lxml import etree

    tail = _TailReader(file)
    bounded = BoundedReader(tail, _MAX_ITEM_BYTES, "a part of it")  # type: ignore[arg-type]
    events = etree.iterparse(
        bounded, ("start", "end"), recover=True, resolve_entities=False, no_network=True,
        load_dtd=False, remove_comments=True, remove_pis=True, encoding=None,
    )  # fmt: skip
    held: Tree | None = None
    try:
        for element in _walk(events, names, depth):
            if held is not None:
                yield held
                _drop(held)
                bounded.reset()
            held = element
    except (etree.XMLSyntaxError, LookupError) as error:
        raise DatelineError("it is not well-formed XML") from error
    # The parser ends what is open at the end of the file, so the last element may lack its end.
    if not tail.has_end:
        raise DatelineError(_CUT_OFF)
    if held is not None:
        yield held


def _walk(events: Any, names: Collection[str], depth: int) -> Iterator[Tree]:
    level = 0
    for event, element in events:
        if event == "start":
            level += 1
            continue
        level -= 1
        if level == depth and local_name(element) in names:
            yield element
        elif level <= depth:
            element.clear(keep_tail=True)


def _drop(element: Tree) -> None:
    """Drop an element and what stands before it."""
    parent = element.getparent()
    element.clear(keep_tail=True)
    if parent is not None:
        while parent[0] is not element:
            del parent[0]


class _TailReader:
    """Reads a file and remembers its last bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._read = getattr(file, "read1", file.read)
        self._tail = b""

    @property
    def has_end(self) -> bool:
        """Whether the file ends with the end of an element."""
        text = self._tail.replace(b"\x00", b"")
        return re.search(rb"</[\w:.-]+\s*>(?:\s|<!--.*?-->)*\Z", text, re.DOTALL) is not None

    def read1(self, size: int = -1) -> bytes:
        """Read some of the next bytes, none at the end."""
        content: bytes = self._read(size)
        self._tail = (self._tail + content)[-_TAIL_BYTES:]
        return content

    read = read1

    def tell(self) -> int:
        """How far the file was read, in bytes."""
        return self._file.tell()
