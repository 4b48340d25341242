"""XML as a stream of the elements below its root, one in memory at a time.

Control characters, which XML forbids and exports hold, count as blanks. Entities that a document
declares have to be refused before (see `xml_root`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from index.core.errors import DatelineError
from index.sources.bounded_reader import BoundedReader
from index.sources.html.blocks import Tree, local_name

_MAX_ITEM_BYTES = 20_000_000
_CHUNK_BYTES = 65_536
_TAIL_BYTES = 4_096
_CONTROL = bytes(n for n in range(32) if n not in b"\t\n\r")
_BLANKS = bytes.maketrans(_CONTROL, b" " * len(_CONTROL))
_END = re.compile(rb"</[\w:.-]++\s*+>(?:\s++|<!--(?:(?!-->|<!--).)*+-->)*+\Z", re.DOTALL)


def stream_elements(file: BinaryIO, names: Collection[str], depth: int) -> Iterator[Tree]:
    """Yield the elements with one of the local names so many levels below the root.

    Raises DatelineError after the whole ones if the document is damaged, breaks off, or has an
    element that is too large.
    """
    from lxml import etree

    bounded = BoundedReader(file, _MAX_ITEM_BYTES, "a part of it")
    walk = _Walk(names, depth)
    tail = b""
    try:
        for chunk, events in _parse(bounded):
            tail = (tail + chunk)[-_TAIL_BYTES:]
            for element in walk.take(events):
                yield element
                _drop(element)
                bounded.reset()
    except (etree.XMLSyntaxError, LookupError) as error:
        has_end = _END.search(tail.replace(b"\x00", b"")) is not None
        reason = "it is not well-formed XML" if has_end else "it is cut off: its end is missing"
        raise DatelineError(reason) from error


def _parse(file: BoundedReader) -> Iterator[tuple[bytes, Any]]:
    """The chunks with their events. Raises XMLSyntaxError after those before a fault."""
    from lxml import etree

    parser = etree.XMLPullParser(
        ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    for chunk in _read_chunks(file):
        fault = None
        try:
            parser.feed(chunk)
        except etree.XMLSyntaxError as error:
            fault = error
        yield chunk, parser.read_events()
        if fault is not None:
            raise fault
    parser.close()


def _read_chunks(file: BoundedReader) -> Iterator[bytes]:
    """The bytes without control characters, unless the text is in UTF-16."""
    chunk = file.read(_CHUNK_BYTES)
    is_wide = b"\x00" in chunk[:100]
    while chunk:
        yield chunk if is_wide else chunk.translate(_BLANKS)
        chunk = file.read(_CHUNK_BYTES)


class _Walk:
    """Finds the elements among the events of a parser, and empties all others."""

    def __init__(self, names: Collection[str], depth: int) -> None:
        self._names = names
        self._depth = depth
        self._level = 0

    def take(self, events: Any) -> Iterator[Tree]:
        """The wanted elements that end in these events."""
        for event, element in events:
            if event == "start":
                self._level += 1
                continue
            self._level -= 1
            if self._level == self._depth and local_name(element) in self._names:
                yield element
            elif self._level <= self._depth:
                element.clear(keep_tail=True)


def _drop(element: Tree) -> None:
    """Drop an element and what stands before it."""
    parent = element.getparent()
    element.clear(keep_tail=True)
    if parent is not None:
        while parent[0] is not element:
            del parent[0]
