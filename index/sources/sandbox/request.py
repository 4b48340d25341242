"""Requests to the reader process: to read a file, or the answer from an address, or to
show a part of a scan. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from index.core.recognition import Box, PageImage
from index.sources.metadata import Metadata
from index.sources.response import Response


@dataclass(frozen=True, slots=True)
class Document:
    """The answer from an address. `url` is the address that was requested.

    `feed_metadata` is what a feed states about this page, None if no feed links to it.
    """

    url: str
    response: Response
    feed_metadata: Metadata | None = None


@dataclass(frozen=True, slots=True)
class FileRequest:
    """A file on disk, read by its ending; an archive from its member number `first_member` on."""

    path: str
    first_member: int = 0


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """A document whose content lies in a file."""

    document: Document
    path: str


@dataclass(frozen=True, slots=True)
class CropRequest:
    """Lines of a scanned page, to be cut out of the file that shows them; see RecognisedLine."""

    image: PageImage
    turn: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class StartedMember:
    """A note of the reader process: what follows is about this member of an archive."""

    number: int
    place: str


Request = FileRequest | DocumentRequest | CropRequest
