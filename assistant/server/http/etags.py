"""Entity tags: does a client have the current version (RFC 9110, 8.8.3 and 13.1.2)? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TAG = re.compile(r'(?:W/)?("[!#-~\x80-\xff]*")')


def make_tag(content_hash: str) -> str:
    """Make the entity tag of a content's hash."""
    return f'"{content_hash}"'


def has_version(tag: str, if_none_match: Iterable[str]) -> bool:
    """Is the tag among those of the header's lines, or do they allow any (`*`)?

    The comparison is weak, as If-None-Match demands.
    """
    line = ",".join(if_none_match).strip()
    return line == "*" or tag in _TAG.findall(line)
