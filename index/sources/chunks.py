"""Decoding a file piece by piece, so that a file of any length needs little memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from index.core.errors import DatelineError

CHUNK_BYTES = 65_536


def read_text_chunks(file: BinaryIO) -> Iterator[str]:
    """Yield the text in pieces: UTF-8, or UTF-16 if the file has its byte-order mark.

    A byte that is not UTF-8 becomes a lone surrogate (`surrogateescape`), so that one bad record
    does not exclude the others. Raises DatelineError for broken UTF-16.
    """
    decoder: codecs.IncrementalDecoder | None = None
    while chunk := file.read(CHUNK_BYTES):
        decoder = decoder or _choose_decoder(chunk)
        yield _decode_chunk(decoder, chunk)
    if decoder is not None:
        yield _decode_chunk(decoder, b"", final=True)


def _choose_decoder(start: bytes) -> codecs.IncrementalDecoder:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return codecs.getincrementaldecoder("utf-16")("strict")
    return codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")


def _decode_chunk(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> str:
    try:
        return decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        raise DatelineError("it is not valid UTF-16", "Convert it to UTF-8") from error
