"""`.tst`, `.anpa`, `.iptc` and such `.txt`: messages of wire services, one or many in a file.

One message is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO

from index.core.article import digest
from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.agency.story import read_story
from index.sources.formats.agency.wire import SOH, is_wire, read_message
from index.sources.parsed_article import MAX_ARTICLE_BYTES, Problem, SourceEvent
from index.sources.unpacking import DAMAGE

_CHUNK = 1 << 16
BEGINNING = 4_096


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles. A bad message gives a Problem and no more.

    Raises DatelineError or OSError if the file holds no message, or is damaged (after the messages
    before the damage).
    """
    with closing(entry.open()) as file:
        if not is_wire(file.read(BEGINNING)):
            raise DatelineError("it is neither IPTC 7901 nor ANPA 1312: it begins with no header")
    with closing(entry.open()) as file:
        messages = _split_messages(file)
        first, second = next(messages, b""), next(messages, None)
        yield from _read_part(entry, first, "" if second is None else "message 1")
        number = 2
        while second is not None:
            yield from _read_part(entry, second, f"message {number}")
            second, number = next(messages, None), number + 1


def _read_part(entry: Entry, message: bytes, part: str) -> Iterator[SourceEvent]:
    try:
        story = read_message(message)
        # Numbers are not unique in archives of years: without a date, the text names the message.
        name = story.item.guid if story.item else digest(story.metadata.title, story.text)
        yield from read_story(entry, story, name, part)
    except DatelineError as error:
        yield Problem(entry.name_part(part), str(error))


def _split_messages(file: BinaryIO) -> Iterator[bytes]:
    """The messages of a file, each without the SOH before it."""
    buffer = b""
    is_first = True
    while True:
        try:
            chunk = file.read(_CHUNK)
        except DAMAGE as error:
            raise DatelineError("it is damaged: it cannot be unpacked to its end") from error
        *whole, buffer = (buffer + chunk).split(SOH)
        for message in whole:
            # Before the first SOH there is only filling.
            if not is_first:
                yield message
            is_first = False
        if not chunk:
            if not is_first:
                yield buffer
            return
        if len(buffer) > MAX_ARTICLE_BYTES:
            raise DatelineError(f"a message in it has more than {MAX_ARTICLE_BYTES / 1e6:.0f} MB")
