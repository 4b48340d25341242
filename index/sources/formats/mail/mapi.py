"""The properties of a message in a compound file of Outlook. Pure.

Reads only what an article needs. https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxmsg
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from index.core.errors import DatelineError
from index.sources.charsets import decode_declared
from index.sources.html.page import decode_html

_MAX_STREAM_BYTES = 20_000_000
_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_"
# The header of the top level, before the first property (MS-OXMSG 2.4.1.1).
_HEADER_BYTES = 32
_PROPERTY = struct.Struct("<HHI8s")
_UNICODE, _STRING8, _BINARY, _TIME, _INTEGER = 0x001F, 0x001E, 0x0102, 0x0040, 0x0003
# Identifiers of properties (MS-OXPROPS).
_CLASS, _SUBJECT, _HEADERS, _SENT = 0x001A, 0x0037, 0x007D, 0x0039
_BODY, _HTML, _RICH_TEXT = 0x1000, 0x1013, 0x1009
_NAMES, _ADDRESSES = (0x0042, 0x0C1A), (0x5D02, 0x5D01, 0x0065, 0x0C1F)
_BODY_CODE_PAGE, _CODE_PAGE = 0x3FDE, 0x3FFD
_CONTENT_ID = 0x3712
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
# Labels of code pages whose number is not in their label.
_LABELS = {
    65001: "utf-8", 20127: "us-ascii", 20866: "koi8-r", 21866: "koi8-u", 932: "shift_jis",
    936: "gb2312", 949: "euc-kr", 950: "big5", 51932: "euc-jp", 51949: "euc-kr",
    50220: "iso-2022-jp", 52936: "gb2312", 54936: "gb18030",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MapiMessage:
    """A message; "" for what it does not state. `headers` are those of the transport, `sent` is
    when the sender sent it, `attachments` the number of those that are no pictures of the text."""

    message_class: str
    subject: str
    sender: str
    address: str
    sent: datetime | None
    headers: str
    text: str
    html: str
    has_rich_text: bool
    attachments: int


def read_mapi_message(content: bytes) -> MapiMessage:
    """Read a message. Raises DatelineError if it is damaged or not a message of Outlook."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            if not ole.exists(_PROPERTIES):
                raise DatelineError("it is not a message of Outlook")
            return _Reader(ole).read()
    except (DatelineError, MemoryError):
        raise
    except Exception as error:  # olefile fails on damage in many ways
        raise DatelineError("it is damaged, or not a message of Outlook") from error


class _Reader:
    """Reads the properties of the top level of a compound file."""

    def __init__(self, ole: Any) -> None:
        self._ole = ole
        raw = self._read_stream(_PROPERTIES)[_HEADER_BYTES:]
        whole = raw[: len(raw) // _PROPERTY.size * _PROPERTY.size]
        self._fixed = {(name, kind): value for kind, name, _, value in _PROPERTY.iter_unpack(whole)}

    def read(self) -> MapiMessage:
        """Read what an article needs."""
        addresses = (self._read_text(name) for name in _ADDRESSES)
        return MapiMessage(
            message_class=self._read_text(_CLASS),
            subject=self._read_text(_SUBJECT),
            sender=next(filter(None, map(self._read_text, _NAMES)), ""),
            # Others are of Exchange's own directory.
            address=next((one for one in addresses if "@" in one), ""),
            sent=self._read_time(_SENT),
            headers=self._read_text(_HEADERS),
            text=self._read_text(_BODY, _BODY_CODE_PAGE),
            html=self._read_html(),
            has_rich_text=self._ole.exists(_name_stream(_RICH_TEXT, _BINARY)),
            attachments=self._count_attachments(),
        )

    def _read_stream(self, path: str) -> bytes:
        if self._ole.get_size(path) > _MAX_STREAM_BYTES:
            raise DatelineError(f"a text of it has more than {_MAX_STREAM_BYTES / 1e6:.0f} MB")
        content: bytes = self._ole.openstream(path).read()
        return content

    def _read_text(self, name: int, code_page: int = _CODE_PAGE) -> str:
        """A property of text, "" if there is none."""
        if self._ole.exists(path := _name_stream(name, _UNICODE)):
            return self._read_stream(path).decode("utf-16-le").rstrip("\x00")
        if self._ole.exists(path := _name_stream(name, _STRING8)):
            raw = self._read_stream(path).rstrip(b"\x00")
            return decode_declared(raw, self._find_label(code_page))
        return ""

    def _read_html(self) -> str:
        if self._ole.exists(path := _name_stream(_HTML, _BINARY)):
            raw = self._read_stream(path).rstrip(b"\x00")
            return decode_html(raw, self._find_label(_BODY_CODE_PAGE))
        return self._read_text(_HTML, _BODY_CODE_PAGE)

    def _find_label(self, name: int) -> str:
        """The label of the code page that this property states, else of the other one."""
        for one in (name, _BODY_CODE_PAGE, _CODE_PAGE):
            number = int.from_bytes(self._fixed.get((one, _INTEGER), b"")[:4], "little")
            if number:
                iso = f"iso-8859-{number - 28590}" if 28590 < number < 28606 else ""
                return _LABELS.get(number) or iso or f"cp{number}"
        return ""

    def _read_time(self, name: int) -> datetime | None:
        """A moment in UTC; 0 stands for none."""
        ticks = int.from_bytes(self._fixed.get((name, _TIME), b""), "little")
        return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None

    def _count_attachments(self) -> int:
        """The number of attachments; one with a Content-ID is a picture in the text."""
        storages = {path[0] for path in self._ole.listdir() if path[0].startswith(_ATTACHMENT)}
        return sum(
            1
            for storage in storages
            if not any(
                self._ole.exists(f"{storage}/{_name_stream(_CONTENT_ID, kind)}")
                for kind in (_UNICODE, _STRING8)
            )
        )


def _name_stream(name: int, kind: int) -> str:
    return f"__substg1.0_{name:04X}{kind:04X}"
