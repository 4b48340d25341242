"""A document that is a zip archive of parts: OpenDocument, EPUB, a workbook.

Nothing is written to disk. A part is unpacked only when it is read, within limits.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, BinaryIO

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.zip import open_archive, open_member

MAX_FILE_BYTES = 100_000_000
# With pictures. A part of XML takes about ten times its size in memory.
MAX_UNPACKED_BYTES = 500_000_000
MAX_PART_BYTES = 50_000_000


class Package:
    """The parts of a document, by their names."""

    def __init__(self, content: bytes, limit: int = MAX_PART_BYTES) -> None:
        """`limit` is the size of the largest part. Raises DatelineError if it is exceeded."""
        self._archive = open_archive(io.BytesIO(content))
        self._members = {
            member.filename: member for member in self._archive.infolist() if not member.is_dir()
        }
        size = sum(member.file_size for member in self._members.values())
        if size > MAX_UNPACKED_BYTES:
            raise DatelineError(f"it unpacks to more than {MAX_UNPACKED_BYTES / 1e6:.0f} MB")
        # The declared sizes suffice, since no more than these is unpacked.
        if any(member.file_size > limit for member in self._members.values()):
            raise DatelineError(f"a part of it has more than {limit / 1e6:.0f} MB")

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def open(self, name: str) -> BinaryIO:
        """Open a part. Raises DatelineError if there is none or it cannot be read."""
        if (member := self._members.get(name)) is None:
            raise DatelineError(f"it is damaged: it has no part '{name[:80]}'")
        return open_member(self._archive, member, member)

    def read(self, name: str) -> bytes:
        """Read a part. Raises DatelineError if there is none or if it is damaged."""
        with closing(self.open(name)) as file:
            # One byte more, since only the end shows whether the declared size is true.
            return file.read(self._members[name].file_size + 1)

    def parse(self, name: str) -> Any:
        """Parse a part of XML to an element of xml.etree. Raises DatelineError."""
        from defusedxml.ElementTree import fromstring

        with convert_xml_faults():
            return fromstring(self.read(name))


def open_package(entry: Entry, limit: int = MAX_PART_BYTES) -> Package:
    """Open an entry that is a document of parts of at most `limit` bytes. Raises DatelineError or
    OSError."""
    return Package(entry.read(MAX_FILE_BYTES), limit)


@contextmanager
def convert_xml_faults() -> Iterator[None]:
    """Convert what the parser of XML raises to a DatelineError."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError

    try:
        yield
    except ParseError as error:
        raise DatelineError(f"it is damaged: a part is not well-formed XML ({error})") from error
    except DefusedXmlException as error:
        raise DatelineError("it declares XML entities of its own, which are refused") from error
    except (ValueError, LookupError) as error:
        raise DatelineError("it is damaged: a part is in an unknown encoding") from error
