"""Exports of Nexis Uni, Nexis Advance and the present Nexis: "Body", "End of Document". Pure.

Each document has its headline, outlet and date on lines of their own, then labels ("Section:"),
then "Body". A cover lists the documents and the search before the first of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.core.text import one_line
from index.language.sites.bylines import split_byline
from index.sources.formats.exports.document import CUT_OFF, ExportDocument, ExportParts
from index.sources.formats.exports.leading_date import find_leading_date
from index.sources.formats.exports.paragraphs import (
    drop_page_heads,
    find_width,
    read_field,
    split_lines,
    split_paragraphs,
    unwrap,
)
from index.sources.html.blocks import PARAGRAPH
from index.sources.metadata import Metadata

_END = re.compile(r"^[^\S\n]*End of Document[^\S\n]*$", re.MULTILINE)
_LOADED = re.compile(r"^[^\S\n]*Load-Date:[^\n]{0,20}\d[^\n]{0,20}$", re.MULTILINE)
_BODY = re.compile(r"^[^\S\n]*Body[^\S\n]*$", re.MULTILINE)
_MARKS = (
    _END,
    _LOADED,
    re.compile(r"^[^\S\n]*Length:\s*[\d.,]+\s*words[^\S\n]*$", re.MULTILINE),
    _BODY,
)
_ENOUGH_MARKS = 3
_DECLARED = re.compile(r"^[^\S\n]*Documents?\s*\((\d{1,6})\)[^\S\n]*$", re.MULTILINE)
_HEAD = frozenset(
    "section length byline dateline highlight series type edition column source anchor guests"
    " reporters show distribution contact correction".split()
)
# Lines that begin what follows the text.
_TAIL_HEADINGS = frozenset(("graphic", "graphics", "classification", "correction", "notes"))
_TAIL = frozenset(
    "load-date language publication-type subject company organization industry geographic person"
    " ticker journal-code document-type pub-type acc-no url city state country update"
    " correction-date graphic copyright".split()
) | {"journal code", "stock symbol"}
_COPYRIGHT = re.compile(
    r"(?:Copyright|\(c\)|\u00a9).{0,300}|.{0,200}All Rights Reserved\W*", re.IGNORECASE
)
_CAPTION_PARAGRAPHS = 6
# Lines of the cover.
_COVER = re.compile(
    r"\s*(?:User Name:|Date and Time:|Job Number:|Documents? \(\d+\)|\d{1,4}\. |Client/Matter:"
    r"|Search Terms:|Search Type:|Narrowed by|Content Type|Timeline\b|Language:.*\bto\b)"
)
_COVER_MARKS = [
    re.compile(rf"^[^\S\n]*{label}", re.MULTILINE)
    for label in (r"Job Number:", r"Documents? \(\d+\)", r"Client/Matter:", r"Search Terms:",
                  r"Search Type:", r"Date and Time:")
]  # fmt: skip
_LENGTH = re.compile(r"Length:\s{0,9}[\d,.]{1,9} words", re.IGNORECASE)
# Buttons of the page that Nexis writes into the document.
_BUTTON = re.compile(
    r"Link to (?:PDF|Image|Bluesheet|Original).{0,60}|(?:Correction Appended|Bluesheet)|View PDF"
    r"|About LexisNexis.{0,100}",
    re.IGNORECASE,
)


def count_documents(text: str) -> int:
    """How many documents the text has if it is such an export, else 0."""
    if sum(1 for mark in _MARKS if mark.search(text)) < _ENOUGH_MARKS:
        return 0
    return max(len(_END.findall(text)), len(_LOADED.findall(text)))


def is_cover(text: str) -> bool:
    """Whether the text is a cover alone, which Nexis adds to documents in files of their own."""
    return sum(1 for mark in _COVER_MARKS if mark.search(text)) >= _ENOUGH_MARKS


def count_declared(text: str) -> int:
    """How many documents the text says that it has, 0 if it does not."""
    declared = _DECLARED.search(text)
    return int(declared[1]) if declared else 0


def read_documents(text: str) -> ExportParts:
    """Read the documents of an export."""
    width = find_width(text)
    parts, rest = _split(text)
    if not parts:
        return ExportParts((), len(text))
    cover, parts[0] = _split_cover(parts[0], width)
    documents = [_read_document(part, width) for part in parts]
    outside = len(cover)
    if _BODY.search(rest):
        documents.append(ExportDocument(fault=CUT_OFF))
    else:
        outside += len(rest)
    return ExportParts(tuple(documents), outside)


def _split(text: str) -> tuple[list[str], str]:
    """The parts before each end of a document, and what follows the last of them."""
    ends = [match.span() for match in _END.finditer(text)]
    if not ends:
        ends = [(match.end(), match.end()) for match in _LOADED.finditer(text)]
    parts, start = [], 0
    for end, following in ends:
        parts.append(text[start:end])
        start = following
    return parts, text[start:]


def _split_cover(part: str, width: int) -> tuple[str, str]:
    """The cover, and the first document, which begins two lines before its date."""
    paragraphs = _split_lines(part, width)
    body = next((n for n, one in enumerate(paragraphs) if _is_body(one)), 0)
    dated = [n for n in range(body) if find_leading_date(paragraphs[n])]
    covered = [n for n in range(body) if _COVER.match(paragraphs[n])]
    start = max(covered[-1] + 1 if covered else 0, dated[-1] - 2 if dated else 0)
    return PARAGRAPH.join(paragraphs[:start]), PARAGRAPH.join(paragraphs[start:])


def _split_lines(part: str, width: int) -> list[str]:
    """The lines of the head, and the paragraphs of the text, which may be wrapped."""
    if not width:
        return drop_page_heads(split_lines(part, 0))
    paragraphs = drop_page_heads(split_paragraphs(part))
    body = next((n for n, one in enumerate(paragraphs) if _is_body(one)), 0)
    head = [line for one in paragraphs[:body] for line in one.split("\n")]
    return head + [unwrap(one, width) for one in paragraphs[body:]]


def _read_document(part: str, width: int) -> ExportDocument:
    lines = _split_lines(part, width)
    body = next((n for n, line in enumerate(lines) if _is_body(line)), None)
    if body is None:
        return ExportDocument(fault="it has no text")
    # Two heads are two documents, between which the end of the first is missing.
    if any(_is_body(one) or _LENGTH.fullmatch(one.strip()) for one in lines[body + 1 :]):
        return ExportDocument(fault="its end cannot be told from the next document")
    metadata = _read_head(lines[:body])
    paragraphs = _cut_tail([one for one in lines[body + 1 :] if not _BUTTON.fullmatch(one.strip())])
    title = one_line(metadata.title)
    # The headline is repeated at the top of each printed page.
    texts = (one for one in paragraphs if " ".join(one.split()) != title)
    return ExportDocument(PARAGRAPH.join(filter(None, texts)), metadata)


def _cut_tail(paragraphs: list[str]) -> list[str]:
    """The paragraphs without what follows the text: captions, notes, classification, dates.

    The classification and the date of loading are the last ones, so they are searched from the end.
    """
    end = _find_last(paragraphs, lambda one: read_field(one, ("load-date",)) is not None)
    end = _find_last(paragraphs[:end], lambda one: one.strip() == "Classification")
    while end and (read_field(paragraphs[end - 1], _TAIL) or _is_heading(paragraphs[end - 1])):
        end -= 1
    # A caption can have several paragraphs; farther ahead, the word is a heading of the article.
    for place in range(max(0, end - _CAPTION_PARAGRAPHS), end):
        if _is_heading(paragraphs[place]):
            return paragraphs[:place]
    return paragraphs[:end]


def _find_last(paragraphs: Sequence[str], is_wanted: Callable[[str], bool]) -> int:
    """The place of the last wanted paragraph, else that behind all."""
    places = (n for n in range(len(paragraphs) - 1, -1, -1) if is_wanted(paragraphs[n]))
    return next(places, len(paragraphs))


def _is_heading(line: str) -> bool:
    return line.strip().casefold() in _TAIL_HEADINGS


def _is_body(line: str) -> bool:
    return line.strip().casefold() == "body"


def _read_head(lines: Sequence[str]) -> Metadata:
    """Headline, outlet and date by their order, the rest by labels."""
    fields = {field.name: field.value for one in lines if (field := read_field(one, _HEAD))}
    plain = [
        " ".join(line.split())
        for line in lines
        if not read_field(line, _HEAD) and not _BUTTON.fullmatch(line.strip())
    ]
    dated = next((n for n, line in enumerate(plain) if n and find_leading_date(line)), None)
    known = plain[:dated] if dated is not None else []
    rights = [line for line in plain[len(known) :] if _COPYRIGHT.fullmatch(line)]
    return Metadata(
        title=known[0] if len(known) > 1 else "",
        source=known[-1] if len(known) > 1 else "",
        authors=tuple(split_byline(fields.get("byline", ""))),
        published=find_leading_date(plain[dated]) if dated is not None else "",
        section=one_line(fields.get("section", "")).split(";")[0],
        copyright=" ".join(rights),
    )
