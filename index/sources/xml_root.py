"""The first element of an XML document, found without parsing it. Pure."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from index.core.errors import DatelineError

# How much of a file is searched for its first element.
HEAD_BYTES = 65_536
# What may stand before the first element.
PROLOG = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[<>]*(?:\[[^\]]*\]\s*)?>)*+",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([\w.-]{1,60})((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)")


@dataclass(frozen=True, slots=True)
class XmlRoot:
    """The local name of the first element, in lower case, and its attributes as written."""

    name: str
    attributes: str


def find_root(head: bytes) -> XmlRoot | None:
    """Find the first element in the beginning of a document, in any encoding; None if it has none.

    Raises DatelineError if the document declares entities of its own.
    """
    raw = head[:HEAD_BYTES].removeprefix(codecs.BOM_UTF8).replace(b"\x00", b"")
    text = raw.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").decode("latin-1")
    prolog = PROLOG.match(text)
    start = prolog.end() if prolog else 0
    if "<!ENTITY" in text[:start].upper():
        raise DatelineError("it declares XML entities of its own, which are refused")
    root = _ROOT.match(text, start)
    return XmlRoot(root[1].lower(), root[2]) if root else None
