"""Factiva's accession number, with which each document ends. Pure."""

from __future__ import annotations

import re

# A code of the source, the day of publication, and nine letters or figures.
ACCESSION = re.compile(
    r"^[^\S\n]*+(?:AN\s*+)?+Document ([A-Za-z0-9]{2,10}(?:19|20)\d{6}[0-9a-z]{7,12})"
    r"[^\S\n]*$",
    re.MULTILINE,
)


def find_accession(part: str) -> str:
    """The accession number of a document, "" if it has none."""
    match = ACCESSION.search(part)
    return match[1] if match else ""
