"""The authors in the statements of a source: names of people, each one alone. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from index.language.sites.bylines import drop_desk, is_desk, split_byline
from index.sources.metadata import Metadata

# A list as a program writes it into a table: "['Ann Bo', 'Carl Di']".
_LISTED = re.compile(r"\s*\[(.*)\]\s*\Z", re.DOTALL)
_MARKS = " \t\n'\""


def separate_authors(metadata: Metadata) -> Metadata:
    """The metadata with its authors one by one, without offices, addresses and the outlet."""
    names = (name for text in metadata.authors for name in _split_names(text, metadata.source))
    return replace(metadata, authors=tuple(dict.fromkeys(names)))


def _split_names(text: str, outlet: str) -> list[str]:
    if listed := _LISTED.match(text):
        text = "; ".join(part.strip(_MARKS) for part in listed[1].split(","))
    names = split_byline(drop_desk(text), [outlet] if outlet else [])
    return [name for name in names if not is_desk(name)]
