"""`.rtf`: the paragraphs of a document, or the export of a news database, which is parted."""

from __future__ import annotations

from collections.abc import Iterator

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.document_properties import read_document_properties
from index.sources.formats.exports.export import find_export, may_be_export
from index.sources.formats.rtf_parts.rtf_text import MAX_FILE_BYTES, read_rtf
from index.sources.html.blocks import PARAGRAPH
from index.sources.parsed_article import Problem, SourceEvent

_CUT_OFF = "it is cut off: its end is missing"


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles. Raises DatelineError or OSError if there is none."""
    document = read_rtf(entry.read(MAX_FILE_BYTES))
    text = PARAGRAPH.join(document.blocks)
    export = find_export(text) if may_be_export(text) else None
    if export is not None:
        yield from export.read(entry)
        if not document.is_complete:
            yield Problem(entry.place, _CUT_OFF)
        return
    if not document.is_complete:
        raise DatelineError(_CUT_OFF)
    yield from entry.build_article(text, read_document_properties(document.title, document.author))
