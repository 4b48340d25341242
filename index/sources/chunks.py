"""A file's bytes as text, piece by piece, so that a file of any length needs little memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from index.core.errors import DatelineError

CHUNK_BYTES = 65_536


def read_text_chunks(file: BinaryIO) -> Iterator[str]:
    """The text in pieces: UTF-8, or UTF-16 where a byte-order mark says so.

    A byte that is no UTF-8 comes as a lone surrogate (`surrogateescape`), so that one bad record
    does not keep the others out. Raises DatelineError where UTF-16 is broken.
    """
    decoder: codecs.IncrementalDecoder | None = None
    while chunk := file.read(CHUNK_BYTES):
        decoder = decoder or _decoder(chunk)
        yield _decoded(decoder, chunk)
    if decoder is not None:
        yield _decoded(decoder, b"", final=True)


def _decoder(start: bytes) -> codecs.IncrementalDecoder:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return codecs.getincrementaldecoder("utf-16")("strict")
    return codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> str:
    try:
        return decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        raise DatelineError("it is not valid UTF-16", "Convert it to UTF-8") from error
