"""The encodings of an RTF document: its code page and those of its fonts. Pure."""

from __future__ import annotations

import re

# RTF 1.9.1, "Font Table": the code page of each character set; 1 is the document's own.
_CHARSETS = {
    0: 1252, 77: 10000, 78: 10001, 79: 10003, 80: 10002, 81: 10004, 82: 10005, 83: 10006, 84: 10007,
    86: 10010, 88: 10021, 89: 10029, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253,
    162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
    254: 437, 255: 850,
}  # fmt: skip
_CODECS = {
    936: "gbk", 950: "big5hkscs", 1361: "johab", 65001: "utf-8", 10000: "mac_roman",
    10001: "shift_jis", 10002: "euc_kr", 10003: "big5", 10006: "mac_greek", 10007: "mac_cyrillic",
    10010: "mac_romanian", 10029: "mac_latin2", 20127: "cp1252", 20866: "koi8_r", 21866: "koi8_u",
    28591: "cp1252",
}  # fmt: skip
_CODECS |= {
    n: f"cp{n}" for n in (437, 850, 852, 855, 857, 860, 861, 862, 863, 864, 865, 866, 869, 874,
                          932, 949, *range(1250, 1259))
}  # fmt: skip
_FAMILIES = {"ansi": 1252, "mac": 10000, "pc": 437, "pca": 850}
_OWN_CHARSET, _SYMBOL_CHARSET = 1, 2
# The codec of fonts whose letters are pictures.
BULLET_FONT = "symbol"
# The codec of a code page that is not known.
_UNKNOWN = "unknown"
_PICTURES = bytes(n if n in b" \t\n" else ord("*" if n == 0xB7 else "?") for n in range(256))
_HEADER_BYTES = 200_000
_FONT = re.compile(rb"\\f(\d{1,6})(?=[\\ {;])([^{};]{0,300})")
_CHARSET = re.compile(rb"\\fcharset(\d{1,3})")
_CODE_PAGE = re.compile(rb"\\cpg(\d{1,5})")
_DEFAULT_FONT = re.compile(rb"\\deff(\d{1,6})")
_TABLE = re.compile(rb"\{\s*\\fonttbl")


def find_codec(word: str, value: int | None) -> str:
    """The codec that a control word declares for the document; "" if it declares none."""
    if word == "ansicpg" and value:
        return _CODECS.get(value, _UNKNOWN)
    return _CODECS[_FAMILIES[word]] if word in _FAMILIES and value is None else ""


def read_font_codecs(raw: bytes) -> tuple[dict[int, str], int]:
    """The codec of each font by its number, without fonts in the document's own encoding; and the
    number of the font that holds if none is named."""
    default = _DEFAULT_FONT.search(raw, 0, _HEADER_BYTES)
    return _read_table(raw), int(default[1]) if default else 0


def _read_table(raw: bytes) -> dict[int, str]:
    start = _TABLE.search(raw, 0, _HEADER_BYTES)
    if start is None:
        return {}
    table = raw[start.end() : _find_group_end(raw, start.end())]
    codecs: dict[int, str] = {}
    for font in _FONT.finditer(table):
        if codec := _find_font_codec(font[2]):
            codecs[int(font[1])] = codec
    return codecs


def _find_font_codec(font: bytes) -> str:
    if page := _CODE_PAGE.search(font):
        return _CODECS.get(int(page[1]), "") if int(page[1]) else ""
    charset = _CHARSET.search(font)
    number = int(charset[1]) if charset else _OWN_CHARSET
    if number == _SYMBOL_CHARSET:
        return BULLET_FONT
    return _CODECS.get(_CHARSETS.get(number, 0), "")


def _find_group_end(raw: bytes, start: int) -> int:
    depth = 1
    for brace in re.compile(rb"\\.|[{}]", re.DOTALL).finditer(raw, start, start + _HEADER_BYTES):
        depth += {b"{": 1, b"}": -1}.get(brace[0], 0)
        if not depth:
            return brace.start()
    return start + _HEADER_BYTES


def decode_bytes(raw: bytes, codec: str) -> str:
    """Decode bytes of a document. A byte without a meaning becomes U+FFFD, never another letter."""
    if codec == BULLET_FONT:
        return (
            raw.translate(_PICTURES).decode("ascii").replace("*", "\u2022").replace("?", "\ufffd")
        )
    if codec == _UNKNOWN or raw.isascii():
        return raw.decode("ascii", "replace")
    return raw.decode(codec, "replace")
