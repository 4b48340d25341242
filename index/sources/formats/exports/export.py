"""Finds out by its content whether a text is the export of a news database, and parts it. Pure.

An export that cannot be parted is refused, since as one article it would show quotations under
another article's headline.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.core.errors import DatelineError
from index.core.text import normalise
from index.sources.formats.exports import factiva, nexis_classic, nexis_uni, proquest
from index.sources.formats.exports.document import Export, ExportParts

# The largest files: databases export at most 1,000 articles at once.
MAX_EXPORT_BYTES = 50_000_000
MAX_DOCUMENTS = 10_000
# An export has at most so much text around its documents, as a share of the whole: an article about
# such files quotes one.
_OUTSIDE_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Layout:
    """A layout: how many documents a text has in it, how many it says it has, and their parts."""

    vendor: str
    count: Callable[[str], int]
    count_declared: Callable[[str], int]
    read: Callable[[str], ExportParts]


_LAYOUTS = tuple(
    _Layout(vendor, module.count_documents, module.count_declared, module.read_documents)
    for vendor, module in (
        ("ProQuest", proquest),
        ("Factiva", factiva),
        ("Nexis", nexis_uni),
        ("Nexis", nexis_classic),
    )
)
# Lines that only exports repeat, in the languages of their pages. Several of one kind show an
# export in a layout that is not known.
_TRACES = (
    ("Nexis", r"(?:LEVEL \d+ - )?\d{1,6} of \d{1,6} (?:DOCUMENTS?|STOR(?:Y|IES))"),
    ("Nexis", r"DOCUMENT \d{1,6} OF \d{1,6}|\d{1,6} van \d{1,6} DOCUMENTEN"),
    ("Nexis", r"Dokument \d{1,6} von \d{1,6}|Documento? \d{1,6} de \d{1,6}"),
    ("Nexis", r"End of Document|Ende des Dokuments|Fin (?:du|del) documento?|Einde van document"),
    ("Nexis", r"(?:Load-Date|LOAD-DATE|Ladedatum|UPDATE):[^\n]*"),
    ("Factiva", r"(?:AN\s+)?(?:Document|Dokument|Documento) \w{2,10}(?:19|20)\d{6}[0-9a-z]{7,12}"),
    ("Factiva", r"WC\s{1,9}[\d,]{1,9} words"),
    ("ProQuest", r"(?:ProQuest document ID|ID du document ProQuest|ProQuest-Dokument-ID"
                 r"|ID del? documento (?:de )?ProQuest)\s*:[^\n]*"),
)  # fmt: skip
_TRACE_LINES = [(vendor, re.compile(rf"^[^\S\n]*(?:{trace})[^\S\n]*$", re.MULTILINE))
                for vendor, trace in _TRACES]  # fmt: skip
# What every export holds, in whatever markup.
_HINT = re.compile(
    "|".join(trace.replace(r"[^\n]*", "") for _, trace in _TRACES) + "|Client/Matter:|Job Number:"
)


def may_be_export(text: str) -> bool:
    """Whether a text, or a page in HTML, holds a line of an export."""
    return _HINT.search(text) is not None


def check_single(text: str) -> None:
    """Raise DatelineError if a text in which documents are not told apart holds several of them."""
    if not may_be_export(text):
        return
    for layout in _LAYOUTS:
        if (count := layout.count(text)) > 1:
            raise _make_refusal(layout.vendor, count)
    _check_traces(text)


def find_export(text: str) -> Export | None:
    """Part a text into the documents of an export; None if it is an ordinary text.

    Raises DatelineError if it looks like an export and its parts cannot be told apart.
    """
    text = normalise(text)
    for layout in _LAYOUTS:
        if count := layout.count(text):
            if count > MAX_DOCUMENTS:
                raise DatelineError(
                    f"it is an export of {layout.vendor} with {count:,} documents, and at most "
                    f"{MAX_DOCUMENTS:,} can be read",
                    "Divide it into several files",
                )
            export = _read_layout(layout, text, count)
            if export is not None:
                return export
    if nexis_uni.is_cover(text):
        raise DatelineError("it is the cover of an export of Nexis, without the documents")
    _check_traces(text)
    return None


def _check_traces(text: str) -> None:
    """Raise DatelineError for several lines that only exports repeat."""
    for vendor, trace in _TRACE_LINES:
        count = sum(1 for _ in trace.finditer(text))
        if count > 1:
            raise _make_refusal(vendor, count)


def _read_layout(layout: _Layout, text: str, count: int) -> Export | None:
    """The documents of a layout, None if most of the text is something else."""
    parts = layout.read(text)
    documents = parts.documents
    if parts.outside > _OUTSIDE_SHARE * len(text):
        return None
    if not any(document.text for document in documents):
        if count > 1:
            raise _make_refusal(layout.vendor, count)
        return None
    if len(documents) < count:
        raise _make_refusal(layout.vendor, count)
    return Export(layout.vendor, documents, layout.count_declared(text))


def _make_refusal(vendor: str, count: int) -> DatelineError:
    return DatelineError(
        f"it looks like an export of {vendor} with {count:,} documents, and its parts cannot be "
        "told apart",
        "Export it as DOCX, RTF or TXT with English labels, or each article as a file of its own",
    )
