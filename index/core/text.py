"""Text as it is stored: normalised once, before offsets exist. Pure."""

from __future__ import annotations

import re
import unicodedata

from index.core.errors import DatelineError

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# NUL ends strings in C libraries; a lone surrogate cannot be written as UTF-8.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Scripts that put no spaces between words: Thai, Lao, Burmese and Khmer; kana and Chinese.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_PLACES_TO_CUT = re.compile(rf"(?<=\S)(?=\s)|(?<=[{UNSPACED}])(?=[{UNSPACED}])")
# What leads nowhere at the end of a shortened text.
_LOOSE_ENDS = " ,;:([{\u2013\u2014-\u201c\u2018\u00ab"


def normalise(text: str) -> str:
    """NFC text with `\\n` line ends, no byte-order mark and only storable characters.

    Idempotent: `normalise(normalise(x)) == normalise(x)`.
    """
    text = _LINE_ENDS.sub("\n", text.lstrip("\ufeff"))
    return unicodedata.normalize("NFC", _UNSTORABLE.sub("\ufffd", text))


def is_layout(text: str) -> bool:
    """Is it nothing but white space and the marks before the lines of a quoted e-mail?"""
    return not text.replace(">", "").strip()


def one_line(text: str) -> str:
    """Normalised text with every run of white space or control characters as one space."""
    printable = "".join(" " if unicodedata.category(c) == "Cc" else c for c in normalise(text))
    return " ".join(printable.split())


def shorten(text: str, most: int) -> str:
    """A text of at most `most` characters, cut after a whole word and marked with "…".

    A first word that is longer than that stays whole.
    """
    if len(text) <= most:
        return text
    places = [match.start() for match in _PLACES_TO_CUT.finditer(text)]
    before = [place for place in places if place < most]
    place = before[-1] if before else next(iter(places), len(text))
    kept = text[:place].rstrip()
    if not text[place:].strip():
        return kept
    return f"{kept.rstrip(_LOOSE_ENDS) or kept}…"


def decode(raw: bytes) -> str:
    """Bytes of a text file as a string: UTF-8, or UTF-16 if a byte-order mark says so.

    Raises DatelineError for binary content and for any other encoding: guessing one would put
    wrong letters into quotations.
    """
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    binary = encoding == "utf-8" and b"\x00" in raw
    try:
        text = "" if binary else raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise DatelineError(
            f"it is not valid {encoding.upper()} (byte {error.start})", "Convert it to UTF-8"
        ) from error
    # UTF-32 has the byte-order mark of UTF-16, and a NUL in every other place.
    if binary or "\x00" in text:
        raise DatelineError("it is a binary file, not text")
    return text.removeprefix("\ufeff")
