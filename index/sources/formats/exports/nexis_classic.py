"""Exports of Nexis in its older layouts: "3 of 161 DOCUMENTS", labels in capitals. Pure.

One layout has the headline under the date and the copyright at the end, the other has labels for
headline and text, and the copyright first. The databases of the 1990s say "LEVEL 1 - 3 OF 25
STORIES".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.core.text import one_line
from index.language.en.bylines import split_byline
from index.sources.formats.exports.document import CUT_OFF, ExportDocument, ExportParts
from index.sources.formats.exports.leading_date import find_leading_date
from index.sources.formats.exports.paragraphs import (
    drop_page_heads,
    find_width,
    read_field,
    split_paragraphs,
    unwrap,
)
from index.sources.html.blocks import PARAGRAPH
from index.sources.metadata import Metadata

_SEPARATOR = re.compile(
    r"^[^\S\n]*(?:LEVEL \d+ - )?(?:\d{1,6} of (\d{1,6}) (?:DOCUMENTS?|STOR(?:Y|IES))"
    r"|DOCUMENT \d{1,6} of (\d{1,6}))[^\S\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_MARK = re.compile(
    r"^[^\S\n]*(?:LENGTH:\s+[\d,.]+ words|LOAD-DATE:|BODY:|LANGUAGE:|PUBLICATION-TYPE:)",
    re.MULTILINE,
)
_HEAD = frozenset(
    "headline byline section length dateline highlight series type show anchor anchors guest guests"
    " reporter reporters column edition distribution correction correction-date source abstract"
    " intro subhead kicker lead teaser".split()
)
_TAIL = frozenset(
    "graphic graphics load-date language publication-type journal-code document-type subject"
    " organization company ticker ticker-symbol industry person geographic city state country"
    " update url acc-no doc-id pub-type category correction-date classification naics-code"
    " sic-code isbn issn slug type time-of-day notes copyright".split()
)
# Labels that no article has in its own text.
_CERTAIN_TAIL = frozenset(("load-date", "language", "publication-type", "journal-code", "acc-no"))
_LAST_FIELDS = re.compile(r"^[^\S\n]*(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE):", re.MULTILINE)
_CAPITALS = re.compile(r"\s*[A-Z][A-Z/ _-]+:")
_COPYRIGHT = re.compile(
    r"\s*(?:(?:Copyright|\(c\)|\u00a9)[\s\u00a9(c),]*(?:19|20)\d\d\b.{0,300}"
    r"|All Rights Reserved\W*)",
    re.IGNORECASE | re.DOTALL,
)
_RESERVED = re.compile(r"\s*All Rights Reserved\W*", re.IGNORECASE)
_PRINT_END = re.compile(r"\*{4} Print Completed \*{4}|Time of Request:|Print Number:")
# How many paragraphs a head may have.
_HEAD_PARAGRAPHS = 20
# How many paragraphs a caption may have.
_CAPTION_PARAGRAPHS = 6


def count_documents(text: str) -> int:
    """How many documents the text has if it is such an export, else 0."""
    return sum(1 for _ in _SEPARATOR.finditer(text)) if _MARK.search(text) else 0


def count_declared(text: str) -> int:
    """How many documents the text says that it has."""
    separator = _SEPARATOR.search(text)
    return int(separator[1] or separator[2]) if separator else 0


def read_documents(text: str) -> ExportParts:
    """Read the documents of an export."""
    width = find_width(text)
    separators = [match.span() for match in _SEPARATOR.finditer(text)] + [(len(text), len(text))]
    parts = (text[end:start] for (_, end), (start, _) in pairwise(separators))
    return ExportParts(tuple(_read_parts(list(parts), width)), separators[0][0])


def _read_parts(parts: list[str], width: int) -> list[ExportDocument]:
    """The documents. If all have fields after their text but the last, that one is cut off."""
    documents = [_read_document(part, width) for part in parts]
    is_ended = [bool(_LAST_FIELDS.search(part)) for part in parts]
    if len(parts) > 1 and all(is_ended[:-1]) and not is_ended[-1]:
        documents[-1] = ExportDocument(fault=CUT_OFF)
    return documents


def _read_document(part: str, width: int) -> ExportDocument:
    paragraphs = list(_split_rights(drop_page_heads(split_paragraphs(_PRINT_END.split(part)[0]))))
    rights = [one_line(paragraph) for paragraph in paragraphs if _COPYRIGHT.fullmatch(paragraph)]
    paragraphs = [paragraph for paragraph in paragraphs if not _COPYRIGHT.fullmatch(paragraph)]
    head, body = _split_head(paragraphs)
    if not body:
        return ExportDocument(fault="it has no text")
    text = PARAGRAPH.join(_unwrap_all(body, width))
    return ExportDocument(text, _read_head(head, rights))


def _split_rights(paragraphs: Sequence[str]) -> Iterator[str]:
    """The paragraphs; in HTML, the outlet stands on the line under the copyright."""
    for paragraph in paragraphs:
        lines = paragraph.split("\n")
        ends = [n for n, line in enumerate(lines) if _RESERVED.fullmatch(line)]
        if ends and ends[-1] < len(lines) - 1 and _COPYRIGHT.match(lines[0]):
            yield "\n".join(lines[: ends[-1] + 1])
            yield "\n".join(lines[ends[-1] + 1 :])
        else:
            yield paragraph


def _unwrap_all(paragraphs: Sequence[str], width: int) -> Iterator[str]:
    for paragraph in paragraphs:
        if text := unwrap(paragraph, width):
            yield text


def _split_head(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """The head of a document, and the paragraphs of its text."""
    for place, paragraph in enumerate(paragraphs[:_HEAD_PARAGRAPHS]):
        field = read_field(paragraph, ("body",))
        if field and _CAPITALS.match(paragraph):
            rest = [field.value] if field.value else []
            return paragraphs[:place], rest + _cut_tail(paragraphs[place + 1 :])
    # Without that label, the text begins after the fields of the head, with the length among them.
    fields = [n for n, one in enumerate(paragraphs[:_HEAD_PARAGRAPHS]) if _is_field(one, _HEAD)]
    lengths = [n for n in fields if _is_field(paragraphs[n], ("length",))]
    if not fields:
        return [], []
    last = lengths[0] if lengths else fields[0]
    while last + 1 in fields:
        last += 1
    return paragraphs[: last + 1], _cut_tail(paragraphs[last + 1 :])


def _cut_tail(paragraphs: list[str]) -> list[str]:
    """The paragraphs without the fields after the text."""
    certain = (n for n, one in enumerate(paragraphs) if _is_field(one, _CERTAIN_TAIL))
    end = next(certain, len(paragraphs))
    while end and _is_field(paragraphs[end - 1], _TAIL):
        end -= 1
    for place in range(max(0, end - _CAPTION_PARAGRAPHS), end):
        if _is_field(paragraphs[place], ("graphic", "graphics")):
            return paragraphs[:place]
    return paragraphs[:end]


def _is_field(paragraph: str, names: frozenset[str] | tuple[str, ...]) -> bool:
    return bool(_CAPITALS.match(paragraph) and read_field(paragraph, names))


def _read_head(head: list[str], rights: list[str]) -> Metadata:
    """Outlet, date and headline by their order, the rest by labels."""
    fields = {field.name: field.value for one in head if (field := read_field(one, _HEAD))}
    plain = [one for one in head if not _is_field(one, _HEAD)]
    dated = next((n for n, one in enumerate(plain) if find_leading_date(_first_line(one))), None)
    source = one_line(_first_line(plain[0])) if dated else ""
    published = "" if dated is None else find_leading_date(_first_line(plain[dated]))
    after = [] if dated is None else plain[dated + 1 :]
    return Metadata(
        title=one_line(fields.get("headline", "")) or one_line(" ".join(after[:1])),
        source=source,
        authors=tuple(split_byline(fields.get("byline", ""))),
        published=published,
        section=one_line(fields.get("section", "")).split(";")[0],
        copyright=" ".join(rights),
    )


def _first_line(paragraph: str) -> str:
    return paragraph.strip().split("\n")[0].strip()
