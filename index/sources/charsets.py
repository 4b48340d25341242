"""Decoding a document by the encoding that it declares. Pure.

Labels have the meaning that browsers give them (WHATWG's Encoding Standard): "latin-1" is
windows-1252. The encoding is never guessed: a wrong guess puts wrong letters into quotations.
"""

from __future__ import annotations

import codecs
import re

from index.core.errors import DatelineError

# The codec for each declared encoding. Others are refused, since some of Python's codecs unpack
# archives and escapes. A text cannot declare UTF-16 in its own letters.
_CODECS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_CODECS |= {f"cp{number}": f"cp{number}" for number in (866, 874, 932, 949, *range(1250, 1259))}
_CODECS |= {f"iso8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
_CODECS |= {
    name: name
    for name in (
        "gb18030 big5hkscs euc_jp iso2022_jp koi8-r koi8-u mac-roman"
        " utf-8 utf-16-le utf-16-be utf-16"
    ).split()
}
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,39}")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPE = b"\x1b"


def decode_declared(raw: bytes, label: str = "") -> str:
    """Decode a text by its byte-order mark, else as strict UTF-8, else by `label`.

    UTF-8 goes before the label, since labels are often left over from a template and a text of some
    length in another encoding is not valid UTF-8 by chance. Raises DatelineError for binary content
    and if the bytes are not valid in the declared encoding.
    """
    label = label.strip(" \t\r\n\"'")
    codec = _find_codec(label)
    mark_codec = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    # Only these encodings can be valid UTF-8: one shifts by escapes, the other has a NUL in each
    # space and line end.
    shifted = codec == "iso2022_jp" and _ESCAPE in raw
    wide = codec.startswith("utf-16")
    if not mark_codec and wide != (b"\x00" in raw):
        raise DatelineError(
            f"it declares '{label[:40]}', but is in another encoding"
            if wide
            else "it is a binary file, not text"
        )
    if mark_codec or shifted or wide:
        return _decode_strictly(raw, mark_codec or codec, label)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if codec and codec != "utf-8":
            return _decode_strictly(raw, codec, label)
        raise DatelineError(
            _describe_fault(label, codec, error.start), "Convert it to UTF-8"
        ) from error


def _describe_fault(label: str, codec: str, place: int) -> str:
    """What is wrong with a text that is not UTF-8 at a byte, given its label."""
    if codec == "utf-8":
        return f"it is not UTF-8 (byte {place}), though it declares that"
    if not label:
        return f"it is not UTF-8 (byte {place}), and declares no other encoding"
    return f"it is not UTF-8 (byte {place}), and declares the unknown encoding '{label[:40]}'"


def _find_codec(label: str) -> str:
    """Python's codec for a declared encoding, "" if the label names none for text."""
    if not _LABEL.fullmatch(label):
        return ""
    try:
        return _CODECS.get(codecs.lookup(label).name, "")
    except LookupError:
        return ""


def _decode_strictly(raw: bytes, codec: str, label: str) -> str:
    try:
        text = raw.decode(codec)
    except UnicodeError as error:
        raise DatelineError(
            f"it is not valid {label or codec.upper()}, which it declares", "Convert it to UTF-8"
        ) from error
    if "\x00" in text:
        raise DatelineError("it is a binary file, not text")
    return text.removeprefix("\ufeff")
