"""Small messages of Outlook for tests."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, datetime

from tests.index.sources.compound_file import Tree, make_compound_file

UNICODE, STRING8, BINARY, TIME, INTEGER = 0x001F, 0x001E, 0x0102, 0x0040, 0x0003
CLASS, SUBJECT, NAME, ADDRESS, HEADERS = 0x001A, 0x0037, 0x0042, 0x5D02, 0x007D
BODY, HTML, RICH_TEXT, SENT, CODE_PAGE, BODY_CODE_PAGE = (
    *(0x1000, 0x1013, 0x1009, 0x0039, 0x3FFD, 0x3FDE),
)


def make_msg(
    texts: Mapping[int, str | tuple[str, str]],
    sent: datetime | None = None,
    numbers: Mapping[int, int] | None = None,
    others: Mapping[str, bytes | Tree] | None = None,
) -> bytes:
    """A message with these properties of text; a tuple is a text in another encoding."""
    tree: dict[str, bytes | Tree] = {}
    for name, value in texts.items():
        if isinstance(value, str):
            tree[f"__substg1.0_{name:04X}{UNICODE:04X}"] = value.encode("utf-16-le")
        else:
            tree[f"__substg1.0_{name:04X}{STRING8:04X}"] = value[0].encode(value[1])
    fixed = bytes(32)
    for name, number in (numbers or {}).items():
        fixed += struct.pack("<HHIq", INTEGER, name, 6, number)
    if sent is not None:
        ticks = int((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
        fixed += struct.pack("<HHIq", TIME, SENT, 6, ticks)
    return make_compound_file({"__properties_version1.0": fixed, **tree, **(others or {})})
