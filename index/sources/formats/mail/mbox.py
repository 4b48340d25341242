"""`.mbox`: many e-mails in one file, each read as an `.eml` file (RFC 4155, with the escapes of
mboxo and mboxrd).

A mailbox of any size is read as a stream, with one message in memory.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import BinaryIO

from index.core.article import digest
from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.entry import Entry
from index.sources.formats import eml
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent

_MAX_MESSAGE_BYTES = 25_000_000
_LINE_BYTES = 65_536
_MAX_NAME = 150
# "From ann@kel.example Mon May  5 10:00:00 2031", some with a time zone. A sentence can begin with
# "From ", too, so the date is part of it.
_SEPARATOR = re.compile(
    rb"From [^\r\n]{0,300}?\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? "
    rb"(?:[A-Z][a-z]{2} {1,2}\d{1,2}|\d{1,2} [A-Z][a-z]{2}) [^\r\n]{0,40}\d{4}"
)
_FIRST = re.compile(rb"From [^\r\n]*\r?\n")
_ESCAPED = re.compile(rb">+From ")
_MESSAGE_ID = re.compile(rb"(?im)^message-id:[ \t]*(?:\r?\n[ \t]+)?<([^<>\r\n]{1,900})>")
_HEAD_END = re.compile(rb"\r?\n\r?\n")


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the articles of all messages. A useless message gives a Problem and no more.

    Raises DatelineError or OSError if it is not a mailbox, or damaged (after the messages before
    the damage).
    """
    mailbox = _Mailbox(entry)
    with closing(entry.open()) as file:
        for message in _split_messages(file):
            try:
                yield from mailbox.read_message(message)
            except DatelineError as error:
                yield Problem(entry.name_part(f"message {message.number}"), str(error))


class _Mailbox:
    """Reads the messages of one file. Remembers which it has read: mailboxes that were merged hold
    some twice."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._contents: dict[str, str] = {}

    def read_message(self, message: _Message) -> Iterator[SourceEvent]:
        """Read a message as a file of its own; nothing if it is a copy. Raises DatelineError."""
        if message.is_too_long:
            raise DatelineError(f"it has more than {_MAX_MESSAGE_BYTES / 1e6:.0f} MB")
        content = b"".join(message.pieces)
        name = _make_name(content)
        inner = Entry(
            f"{name}.eml",
            self._entry.name_part(f"message {message.number}"),
            f"{self._entry.origin}#{name}",
            self._entry.container,
            lambda: io.BytesIO(content),
        )
        events = list(eml.read(inner))
        texts = [one.article.content_hash for one in events if isinstance(one, ParsedArticle)]
        text = next(iter(texts), "")
        known = self._contents.get(name, "")
        if not known or not text:
            self._contents[name] = known or text
            yield from events
        elif known != text:
            raise DatelineError(f"an earlier message with another text has its id '{name}'")


@dataclass(slots=True)
class _Message:
    """A message in the making, and its number from 1."""

    number: int
    pieces: list[bytes] = field(default_factory=list)
    size: int = 0

    @property
    def is_too_long(self) -> bool:
        return self.size > _MAX_MESSAGE_BYTES

    def add(self, piece: bytes) -> None:
        """Add a piece; those of a message that is too long are dropped."""
        self.size += len(piece)
        if self.is_too_long:
            self.pieces.clear()
        else:
            self.pieces.append(piece)


def _split_messages(file: BinaryIO) -> Iterator[_Message]:
    """Split a mailbox at its lines with "From ". Raises DatelineError if it begins otherwise."""
    message: _Message | None = None
    # Whether the next piece begins a line, and whether the line before is empty.
    begins, after_blank = True, True
    while piece := file.readline(_LINE_BYTES):
        if message is None:
            if not piece.strip():
                continue
            if not _FIRST.match(piece):
                raise DatelineError(
                    "it is not a mailbox: its first line does not begin with 'From '"
                )
            message = _Message(1)
        elif begins and after_blank and _SEPARATOR.match(piece):
            yield message
            message = _Message(message.number + 1)
        else:
            is_escaped = begins and _ESCAPED.match(piece)
            message.add(piece[1:] if is_escaped else piece)
        after_blank = begins and not piece.strip()
        begins = piece.endswith(b"\n")
    if message is None:
        raise DatelineError("it is empty")
    yield message


def _make_name(content: bytes) -> str:
    """The id of a message: its Message-ID, else one that derives from its content."""
    end = _HEAD_END.search(content)
    match = _MESSAGE_ID.search(content[: end.start() if end else len(content)])
    name = one_line(match[1].decode("utf-8", "replace")).replace("/", "_") if match else ""
    if not name:
        return digest(content.decode("latin-1"))
    return name if len(name) <= _MAX_NAME else f"{name[: _MAX_NAME - 9]}-{digest(name)[:8]}"
