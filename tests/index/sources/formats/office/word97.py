"""Small documents of Word 97 (MS-DOC) for tests: one piece of text in the default style."""

from __future__ import annotations

import struct

from tests.index.sources.compound_file import make_compound_file

_TEXT_AT = 0x800
_PAGE = 512
_ENCRYPTED = 0x0100
_DEFAULT_FLAGS = 0x1200


def make_doc(*paragraphs: str, flags: int = _DEFAULT_FLAGS) -> bytes:
    """A document of these paragraphs. `flags` are those of its header (FibBase)."""
    text = "".join(paragraph + "\r" for paragraph in paragraphs)
    raw = text.encode("utf-16-le")
    start, end = _TEXT_AT, _TEXT_AT + len(raw)
    body = raw.ljust(-(-len(raw) // _PAGE) * _PAGE, b"\0")
    letters_at = (_TEXT_AT + len(body)) // _PAGE
    # Pages of formatting: a run of letters, and a paragraph for each of the document's.
    letters = struct.pack("<IIB", start, end, 0).ljust(_PAGE - 1, b"\0") + b"\x01"
    ends = [start]
    for paragraph in paragraphs:
        ends.append(ends[-1] + 2 * len(paragraph) + 2)
    count = len(paragraphs)
    styles = struct.pack(f"<{count + 1}I", *ends) + (b"\xfe" + bytes(12)) * count
    styles = styles.ljust(0x1FC, b"\0") + b"\x01\x00\x00" + bytes([count])
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, start, 0)
    parts = {
        0x1A2: b"\x02" + struct.pack("<I", len(pieces)) + pieces,
        0x0FA: struct.pack("<III", start, end, letters_at),
        0x102: struct.pack("<III", start, end, letters_at + 1),
        0x0CA: struct.pack("<II", 0, len(text)) + struct.pack("<HiHI", 0, -1, 0, 0xFFFFFFFF),
        0x0A2: _make_style_sheet(),
    }
    table, head = b"", bytearray(_TEXT_AT)
    for place, part in parts.items():
        struct.pack_into("<II", head, place, len(table), len(part))
        table += part
    struct.pack_into("<HHHHHHHI", head, 0, 0xA5EC, 0x00C1, 0, 0x0409, 0, flags, 0x00BF, 0)
    struct.pack_into("<II", head, 0x18, start, end)
    struct.pack_into("<H", head, 0x20, 14)
    struct.pack_into("<H", head, 0x3E, 22)
    struct.pack_into("<I", head, 0x40, end)
    struct.pack_into("<I", head, 0x4C, len(text))
    struct.pack_into("<H", head, 0x98, 0x5D)
    document = bytes(head) + body + letters + styles
    return make_compound_file(
        {"WordDocument": document.ljust(5_120, b"\0"), "1Table": table.ljust(5_120, b"\0")}
    )


def make_encrypted_doc() -> bytes:
    return make_doc("x", flags=_DEFAULT_FLAGS | _ENCRYPTED)


def _make_style_sheet() -> bytes:
    """A style sheet (STSH) of one style, "Normal"."""
    head = struct.pack("<HHHHHHHHH", 1, 10, 1, 1, 15, 0, 0, 0, 0)
    name = struct.pack("<H", 6) + "Normal".encode("utf-16-le") + b"\0\0"
    style = struct.pack("<HHHHH", 0, 0xFFF1, 1 << 0, 10 + len(name), 0) + name
    return struct.pack("<H", len(head)) + head + struct.pack("<H", len(style)) + style
