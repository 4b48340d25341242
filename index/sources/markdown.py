"""`.md`: optional YAML front matter (title, source, published, url), then the text.

The text stays as written, Markdown marks included: a quotation must stand there to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from index.article import DatelineError
from index.sources.incoming import (
    Incoming,
    Problem,
    Read,
    make_article,
    path_text,
    read_bytes,
)
from index.text import decode, normalise

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
# Aliases let a few lines of YAML stand for gigabytes; front matter has no use for them.
_MAX_FRONT_MATTER = 20_000
# How YAML writes that there is no value.
_NOTHING = ("~", "null", "Null", "NULL")
_NAMES = {
    "title": ("title", "headline"),
    "source": ("source", "outlet", "publisher"),
    "published": ("published", "date"),
    "url": ("url", "link"),
}


def read(path: Path) -> Iterator[Read]:
    """The file's one article. Raises DatelineError or OSError where there is none."""
    raw = read_bytes(path)
    metadata, body = split_front_matter(normalise(decode(raw)))
    article, reservation = make_article(path.stem, body, **metadata)
    if reservation:
        yield Problem(path_text(path), reservation, skipped=False)
    yield Incoming(article, path_text(path.resolve()), len(raw))


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Known metadata and the text below it, without leading blank lines.

    Raises DatelineError where the front matter is not a YAML mapping.
    """
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    fields = _parse(found[1] or "")
    metadata = {
        name: next((fields[word] for word in words if fields.get(word)), "")
        for name, words in _NAMES.items()
    }
    return metadata, text[found.end() :].lstrip("\n")


def _parse(block: str) -> dict[str, str]:
    """Scalars of a YAML mapping as the strings that were written."""
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
    return {
        str(name).lower(): value
        for name, value in loaded.items()
        if isinstance(value, str) and value not in _NOTHING
    }
