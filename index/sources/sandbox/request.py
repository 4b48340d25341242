"""What the reader process can be asked to read: a file, or what came from an address. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from index.sources.metadata import Metadata
from index.sources.response import Response


@dataclass(frozen=True, slots=True)
class Document:
    """What came from an address. `url` is the one that was asked for.

    `said` is what a feed says of the page it links to; None where no feed led here.
    """

    url: str
    response: Response
    feed_metadata: Metadata | None = None


@dataclass(frozen=True, slots=True)
class FileRequest:
    """A file on disk, read by its ending."""

    path: str


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """A document whose content lies in a file."""

    document: Document
    path: str


Request = FileRequest | DocumentRequest
