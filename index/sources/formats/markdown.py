"""`.md`: optional YAML front matter (title, source, authors, published, …), then the text.

The text stays as written, with its Markdown marks, since a quotation must match it exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from index.core.errors import DatelineError
from index.core.text import decode, normalise
from index.sources.entry import Entry
from index.sources.metadata import read_record
from index.sources.parsed_article import SourceEvent

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
# Aliases let a few lines of YAML stand for gigabytes; front matter has no use for them.
_MAX_FRONT_MATTER = 20_000
# How YAML writes a missing value.
_NOTHING = ("~", "null", "Null", "NULL")


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's article. Raises DatelineError or OSError if there is none."""
    record, body = split_front_matter(normalise(decode(entry.read())))
    _, _, metadata = read_record(record)
    yield from entry.build_article(body, metadata)


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Split a text into the fields of its front matter and the rest, without leading blank lines.

    Raises DatelineError if the front matter is not a YAML mapping.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    return _parse(match[1] or ""), text[match.end() :].lstrip("\n")


def _parse(block: str) -> dict[str, Any]:
    """Parse a YAML mapping to strings, as written, and lists of strings."""
    if len(block) > _MAX_FRONT_MATTER:
        raise DatelineError(f"its front matter is longer than {_MAX_FRONT_MATTER:,} characters")
    try:
        # BaseLoader builds only strings, lists and dicts, so a date stays as it was written.
        loaded = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
        raise DatelineError("its front matter is not valid YAML") from error
    if loaded is None or loaded == "":
        return {}
    if not isinstance(loaded, dict):
        raise DatelineError("its front matter is not a list of 'name: value' lines")
    return {str(name): _without_nothing(value) for name, value in loaded.items()}


def _without_nothing(value: object) -> list[str]:
    """The strings of a scalar or a list; anything else is left out."""
    parts = value if isinstance(value, list) else [value]
    return [part for part in parts if isinstance(part, str) and part not in _NOTHING]
