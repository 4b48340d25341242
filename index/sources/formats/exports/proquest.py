"""Exports of ProQuest: rules of "____", fields such as "Full text:" and "Publication title:". Pure.

The layout of printed reports has headings in capitals instead: "FULL TEXT", "DETAILS".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.core.text import one_line
from index.language.language_names import find_language_tag
from index.language.sites.bylines import split_byline
from index.sources.formats.exports.document import CUT_OFF, ExportDocument, ExportParts
from index.sources.formats.exports.leading_date import find_leading_date
from index.sources.formats.exports.paragraphs import (
    drop_page_heads,
    read_field,
    split_paragraphs,
)
from index.sources.html.blocks import PARAGRAPH
from index.sources.metadata import Metadata

_RULE = re.compile(r"^[^\S\n]*_{20,}[^\S\n]*$", re.MULTILINE)
_NUMBER = re.compile(r"^[^\S\n]*Document \d{1,6} of (\d{1,6})[^\S\n]*$", re.MULTILINE)
_LAST_FIELD = re.compile(r"^[^\S\n]*Database:[^\n]*$", re.MULTILINE)
_ID = re.compile(r"^[^\S\n]*ProQuest document ID:", re.MULTILINE)
_PUBLICATION = re.compile(r"^[^\S\n]*Publication (?:title|info):", re.MULTILINE)
_TEXT = re.compile(r"^[^\S\n]*(?:Full text:|FULL TEXT[^\S\n]*$)", re.MULTILINE | re.IGNORECASE)
_DOCUMENT_MARKS = (_ID, _PUBLICATION, _TEXT)
_MARKS = (
    *_DOCUMENT_MARKS,
    _LAST_FIELD,
    re.compile(r"^[^\S\n]*Source type:", re.MULTILINE),
)
_ENOUGH_MARKS = 3
_TEXT_HEADING = re.compile(r"full text", re.IGNORECASE)
_DETAILS_HEADING = re.compile(r"DETAILS|LINKS|ABSTRACT.{0,30}|CREDIT.{0,30}|ILLUSTRATION")
# Fields that stand between the text and the title, in this or another order.
_BEFORE_TITLE = frozenset(
    ("subject", "location", "people", "classification", "identifier / keyword", "credit",
     "company / organization", "business indexing term", "company", "illustration", "caption",
     "identifiers / keywords", "links", "abstract", "literature", "product name", "number of")
)  # fmt: skip
_FIELDS = _BEFORE_TITLE | frozenset(
    ("title", "alternate title", "author", "publication title", "pages", "first page",
     "publication year", "publication date", "publication info", "year", "section", "column",
     "publisher", "place of publication", "country of publication", "publication subject", "issn",
     "e-issn", "eissn", "source type", "language of publication", "document type", "volume",
     "issue", "dateline", "proquest document id", "document url", "copyright", "last updated",
     "database", "full text", "number of pages", "document feature", "correspondence author",
     "publication date (online)", "supplement", "doi", "accession number", "source attribution")
)  # fmt: skip
_MISSING = re.compile(r"(?:not available|none available|full text (?:is )?not available)\W*",
                      re.IGNORECASE)  # fmt: skip
_CAPTION = re.compile(
    r"(?:CAPTION|Caption|Illustration|PHOTO|Photo(?:graph)?)\s*(?::.*)?|Word count: \d+", re.DOTALL
)
_BUTTON = re.compile(r"\s*+(?:Enlarge this image\.?+\s*+)?+")
_ADDRESS = re.compile(r"https?://(?:www|search)\.proquest\.com/[^\s?]*docview/\d+[^\s?]*")


def count_documents(text: str) -> int:
    """How many documents the text has if it is such an export, else 0."""
    if sum(1 for mark in _MARKS if mark.search(text)) < _ENOUGH_MARKS:
        return 0
    return max(len(_ID.findall(text)), len(_NUMBER.findall(text)))


def count_declared(text: str) -> int:
    """How many documents the text says that it has, 0 if it does not."""
    number = _NUMBER.search(text)
    return int(number[1]) if number else 0


def read_documents(text: str) -> ExportParts:
    """Read the documents of an export."""
    parts = [part for part in _split(text) if any(mark.search(part) for mark in _DOCUMENT_MARKS)]
    return ExportParts(tuple(map(_read_document, parts)), len(text) - sum(map(len, parts)))


def _split(text: str) -> Iterator[str]:
    """The parts between rules, else between numbers, else between the last fields."""
    for marks in (_RULE, _NUMBER):
        if len(marks.findall(text)) > 1 or (marks is _NUMBER and marks.search(text)):
            yield from (text[start:end] for start, end in _find_gaps(text, marks))
            return
    start = 0
    for match in _LAST_FIELD.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    yield text[start:]


def _find_gaps(text: str, marks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for match in marks.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _read_document(part: str) -> ExportDocument:
    paragraphs = drop_page_heads(split_paragraphs(_NUMBER.sub("", part)))
    lines = list(_split_fields(paragraphs))
    fields = _collect_fields(lines)
    body = _find_body(lines)
    document_id = fields.get("proquest document id", "")
    metadata = _read_metadata(lines, fields)
    if body and _find_title_field(lines) == len(lines):
        return ExportDocument(fault=CUT_OFF)
    if not body:
        return ExportDocument(fault=f"it has no full text ('{metadata.title[:60]}')")
    return ExportDocument(PARAGRAPH.join(body), metadata, document_id)


def _split_fields(paragraphs: Sequence[str]) -> Iterator[str]:
    """The paragraphs; of one with several fields, and of a table of them, each line."""
    for paragraph in paragraphs:
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        if len(lines) > 1 and all(read_field(line, _FIELDS) for line in lines):
            yield from lines
        else:
            yield "\n".join(lines)


def _collect_fields(lines: Sequence[str]) -> dict[str, str]:
    """The fields after the text, then those before it; the first of a name counts."""
    anchor = _find_title_field(lines)
    fields: dict[str, str] = {}
    for line in [*lines[anchor:], *lines[:anchor]]:
        field = read_field(line, _FIELDS)
        if field and field.name not in ("full text", "abstract"):
            fields.setdefault(field.name, " ".join(field.value.split()))
    return fields


def _find_title_field(lines: Sequence[str]) -> int:
    """Where the fields after the text begin for certain: the title before the publication."""
    for place in range(len(lines) - 1, -1, -1):
        if read_field(lines[place], ("title",)):
            following = (read_field(line, _FIELDS) for line in lines[place + 1 : place + 6])
            if any(field and field.name == "publication title" for field in following):
                return place
    named = (n for n, line in enumerate(lines) if read_field(line, ("publication title",)))
    return next(named, len(lines))


def _find_body(lines: Sequence[str]) -> list[str]:
    """The paragraphs of the text; none if there is no text or its end is not certain."""
    start, first = _find_start(lines)
    if start is None:
        return []
    end = _find_title_field(lines)
    while end > start + 1 and _is_before_title(lines[end - 1]):
        end -= 1
    body = [first, *lines[start + 1 : end]] if first else list(lines[start + 1 : end])
    texts = [line for one in body for line in one.split("\n")]
    while texts and _CAPTION.fullmatch(texts[-1]):
        texts.pop()
    texts = [" ".join(line.split()) for line in texts if not _BUTTON.fullmatch(line)]
    return [] if texts and _MISSING.fullmatch(texts[0]) else texts


def _find_start(lines: Sequence[str]) -> tuple[int | None, str]:
    """Where the text begins, and what stands on the line of its label."""
    for place, line in enumerate(lines):
        if field := read_field(line, ("full text",)):
            return place, field.value
        if _TEXT_HEADING.fullmatch(line.strip()):
            return place, ""
    return None, ""


def _is_before_title(line: str) -> bool:
    field = read_field(line, _FIELDS)
    return field is not None or bool(_DETAILS_HEADING.fullmatch(line.strip()))


def _read_metadata(lines: Sequence[str], fields: dict[str, str]) -> Metadata:
    address = _ADDRESS.search(fields.get("document url", ""))
    return Metadata(
        title=fields.get("title", "") or _find_title(lines),
        source=fields.get("publication title", fields.get("publication info", "")).split(";")[0],
        authors=tuple(_read_authors(fields.get("author", ""))),
        published=find_leading_date(fields.get("publication date", "")),
        url=address[0] if address else "",
        language=find_language_tag(fields.get("language of publication", "")),
        section=fields.get("section", "").split(";")[0],
        copyright=fields.get("copyright", ""),
    )


def _find_title(lines: Sequence[str]) -> str:
    """The first line, unless it is a field or an address."""
    first = one_line(lines[0]) if lines else ""
    return "" if read_field(first, _FIELDS) or first.startswith("http") else first


def _read_authors(author: str) -> Iterator[str]:
    """The names of authors, which ProQuest writes with the last name first."""
    for name in author.split(";"):
        last, comma, first = name.strip(" .").partition(", ")
        if comma and "," not in first and len(last.split()) <= 3:
            yield f"{first} {last}"
        else:
            yield from split_byline(name)
