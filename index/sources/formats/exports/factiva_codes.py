"""Documents of Factiva with field codes, one after the other: "HD", "BY", "LP", "TD", "AN". Pure.

https://developer.dowjones.com: "Factiva field codes".
"""

from __future__ import annotations

import re
from collections.abc import Collection

from index.core.text import one_line
from index.language.sites.bylines import split_byline
from index.sources.formats.exports.document import ExportDocument
from index.sources.formats.exports.factiva_accession import find_accession
from index.sources.formats.exports.leading_date import find_leading_date
from index.sources.formats.exports.paragraphs import split_lines
from index.sources.html.blocks import PARAGRAPH
from index.sources.metadata import Metadata

# In the order of a document: a line of the text that begins with an earlier code is no field.
_CODES = (
    "SE HD CR CLM BY WC PD ET SN SC ED PG VOL ISSN LA CY CX LP TD ART CT RF CO IN NS RE IPD IPC"
    " PUB RST AN"
).split()
_RANKS = {code: rank for rank, code in enumerate(_CODES)}
_TEXTS = ("LP", "TD")
# Codes after the text need a tab, two blanks or a line end: a sentence may begin with "IN" or "CO".
_FIELD = re.compile(
    rf"[^\S\n]*({'|'.join(_CODES)})(?:(\t| {{2,}}+|\u00a0++[^\S\n]*+| )(.*+)|[^\S\n]*+)$"
)
_FEWEST_CODES = ("HD", "PD", "SN")


def is_coded(part: str) -> bool:
    """Whether the document has field codes."""
    fields = _read_fields(part)
    return all(code in fields for code in _FEWEST_CODES)


def split_cover(part: str) -> tuple[str, str]:
    """The cover, and the first document, which begins with its section or headline."""
    lines = part.split("\n")
    matches = ((n, _FIELD.match(line)) for n, line in enumerate(lines))
    start = next((n for n, match in matches if match and match[1] in ("SE", "HD")), 0)
    return "\n".join(lines[:start]), "\n".join(lines[start:])


def read_document(part: str, width: int) -> ExportDocument:
    """Read a document, from its first code to its accession number."""
    fields = _read_fields(part)
    texts = ("\n".join(fields.get(code, [])) for code in _TEXTS)
    text = PARAGRAPH.join(one for text in texts for one in split_lines(text, width))
    metadata = Metadata(
        title=_join(fields.get("HD", [])),
        source=_join(fields.get("SN", [])),
        authors=tuple(split_byline(_join(fields.get("BY", [])))),
        published=find_leading_date(_join(fields.get("PD", []))),
        section=_join(fields.get("SE", [])),
        copyright=_join(fields.get("CY", [])),
    )
    if "HD" not in fields:
        return ExportDocument(fault="its field codes cannot be told apart")
    return ExportDocument(text, metadata, find_accession(part), "" if text else "it has no text")


def _read_fields(part: str) -> dict[str, list[str]]:
    """The lines of each field."""
    fields: dict[str, list[str]] = {}
    code = ""
    for line in part.split("\n"):
        match = _FIELD.match(line)
        if match and _begins_field(match, code, fields):
            code = match[1]
            fields[code] = [match[3] or ""]
        elif code:
            fields[code].append(line)
    return fields


def _begins_field(match: re.Match[str], code: str, fields: Collection[str]) -> bool:
    """Whether a line begins a field after the field of a code.

    The fields of the head have no fixed order; those after the text have one, so that a line of the
    text that begins with a code is none.
    """
    rank = _RANKS[match[1]]
    if _RANKS.get(code, -1) < _RANKS["LP"] and rank < _RANKS["LP"]:
        return match[1] not in fields
    is_certain = match[2] != " " or match[1] == "AN"
    return rank > _RANKS.get(code, -1) and is_certain


def _join(lines: list[str]) -> str:
    return one_line(" ".join(lines))
