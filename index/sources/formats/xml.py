"""`.xml`: stories of newsrooms (NITF, NewsML-G2), or scanned pages (ALTO, METS), by the content."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from index.sources.entry import Entry
from index.sources.formats import newsml
from index.sources.formats.scans import scan_xml
from index.sources.parsed_article import SourceEvent

# The root stands behind declarations and comments.
_START = 4_096


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles. Raises DatelineError or OSError if there are none."""
    with closing(entry.open()) as file:
        start = file.read(_START)
    yield from (scan_xml if scan_xml.is_scan_xml(start) else newsml).read(entry)
