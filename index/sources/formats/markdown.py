"""`.md`: optional YAML front matter (title, source, authors, published, …), then the text.

The text stays as written, Markdown marks included: a quotation must stand there to the letter.
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
# How YAML writes that there is no value.
_NOTHING = ("~", "null", "Null", "NULL")


def read(entry: Entry) -> Iterator[SourceEvent]:
    """The file's one article. Raises DatelineError or OSError where there is none."""
    record, body = split_front_matter(normalise(decode(entry.read())))
    _, _, metadata = read_record(record)
    yield from entry.article(body, metadata)


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The front matter's fields and the text below it, without leading blank lines.

    Raises DatelineError where the front matter is not a YAML mapping.
    """
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    return _parse(found[1] or ""), text[found.end() :].lstrip("\n")


def _parse(block: str) -> dict[str, Any]:
    """A YAML mapping of the strings that were written, and lists of them."""
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
    """The strings of a scalar or list; what is neither describes no article."""
    parts = value if isinstance(value, list) else [value]
    return [part for part in parts if isinstance(part, str) and part not in _NOTHING]
