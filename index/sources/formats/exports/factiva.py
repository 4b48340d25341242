"""Exports of Factiva: with field codes ("HD", "PD", "TD", "AN"), and as displayed. Pure.

In both layouts a document ends with its accession number: "Document FTFT000020190312ef3c0001x".
"""

from __future__ import annotations

import re

from index.sources.formats.exports import factiva_codes, factiva_display
from index.sources.formats.exports.document import CUT_OFF, ExportDocument, ExportParts
from index.sources.formats.exports.factiva_accession import ACCESSION
from index.sources.formats.exports.leading_date import find_leading_date
from index.sources.formats.exports.paragraphs import find_width

_WORDS = re.compile(r"^[^\S\n]*(?:WC\s{1,20})?[\d.,]+ words[^\S\n]*$", re.MULTILINE)
_NEXT_LINE = re.compile(r"\s*(?:PD\s+)?(\S[^\n]{0,160})")
_SEARCH_SUMMARY = re.compile(r"^[^\S\n]*Search Summary[^\S\n]*$", re.MULTILINE)
_PAGE_FOOT = re.compile(
    r"^[^\S\n]*+(?:Page \d{1,5} of \d{1,5}\b[^\n]{0,20})?(?:\u00a9|\(c\)|Copyright)?[^\S\n]*+"
    r"(?:\d{4} )?Factiva, Inc\.[^\n]{0,60}$|^[^\S\n]*+Page \d{1,5} of \d{1,5}[^\S\n]*+$",
    re.MULTILINE,
)


def count_documents(text: str) -> int:
    """How many documents the text has if it is such an export, else 0: by their heads or ends."""
    numbers = len(ACCESSION.findall(text))
    heads = sum(1 for words in _WORDS.finditer(text) if _has_date(text, words.end()))
    return max(numbers, heads) if numbers and heads else 0


def _has_date(text: str, start: int) -> bool:
    """Whether the next line, which may have a code, is a date."""
    line = _NEXT_LINE.match(text, start)
    return line is not None and bool(find_leading_date(line[1]))


def count_declared(text: str) -> int:
    """Factiva does not say how many documents a file has."""
    return 0


def read_documents(text: str) -> ExportParts:
    """Read the documents of an export."""
    text = _PAGE_FOOT.sub("", text)
    width = find_width(text)
    ends = [match.end() for match in ACCESSION.finditer(text)]
    starts = [0, *ends[:-1]]
    parts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    read = factiva_codes if factiva_codes.is_coded(parts[-1]) else factiva_display
    cover, parts[0] = read.split_cover(parts[0])
    documents = [read.read_document(part, width) for part in parts]
    rest = _SEARCH_SUMMARY.split(text[ends[-1] :])[0]
    outside = len(cover)
    if _WORDS.search(rest):
        documents.append(ExportDocument(fault=CUT_OFF))
    else:
        outside += len(text) - ends[-1]
    return ExportParts(tuple(documents), outside)
