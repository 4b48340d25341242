"""Small documents of Word 97 (MS-DOC) for tests: one piece of text without formatting."""

from __future__ import annotations

import struct

from tests.index.sources.compound_file import make_compound_file

_TEXT_AT = 0x600
_ENCRYPTED = 0x0100


def make_doc(*paragraphs: str, flags: int = 0x1200) -> bytes:
    """A document of these paragraphs. `flags` are those of its header (FibBase)."""
    text = "".join(paragraph + "\r" for paragraph in paragraphs)
    raw = text.encode("utf-16-le")
    head = bytearray(_TEXT_AT)

    def put(at: int, kind: str, *values: int) -> None:
        struct.pack_into("<" + kind, head, at, *values)

    put(0x00, "HHHHHHHI", 0xA5EC, 0x00C1, 0, 0x0409, 0, flags, 0x00BF, 0)
    put(0x18, "II", _TEXT_AT, _TEXT_AT + len(raw))
    put(0x20, "H", 14)
    put(0x3E, "H", 22)
    put(0x40, "I", _TEXT_AT + len(raw))
    put(0x4C, "I", len(text))
    put(0x98, "H", 0x5D)
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, _TEXT_AT, 0)
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    put(0x1A2, "II", 0, len(table))
    return make_compound_file(
        {
            "WordDocument": (bytes(head) + raw).ljust(4_608, b"\0"),
            "1Table": table.ljust(4_608, b"\0"),
        }
    )


def make_encrypted_doc() -> bytes:
    return make_doc("x", flags=0x1200 | _ENCRYPTED)
