"""The authors in the statements of a source: names of people, each one alone. Pure."""

from __future__ import annotations

from dataclasses import replace

from index.language.en.bylines import split_byline
from index.sources.metadata import Metadata


def separate_authors(metadata: Metadata) -> Metadata:
    """The metadata with its authors one by one, without offices, addresses and the outlet."""
    names = (name for text in metadata.authors for name in split_byline(text, metadata.source))
    return replace(metadata, authors=tuple(dict.fromkeys(names)))
