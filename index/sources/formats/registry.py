"""The reader of each ending: one table for files of articles, one for files that hold files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats import (
    csv,
    eml,
    gz,
    json,
    markdown,
    pdf,
    rtf,
    txt,
    wire,
    zip,  # noqa: A004
)
from index.sources.formats.cms import html_exports, json_exports, xml_exports
from index.sources.formats.exports.document import Export
from index.sources.formats.exports.export import check_single, find_export, may_be_export
from index.sources.formats.mail import mbox, msg
from index.sources.formats.office import doc, docx, ods, odt, xlsx
from index.sources.formats.scans import hocr, picture
from index.sources.formats.transcripts import captions
from index.sources.formats.web import epub, mhtml, wacz, warc
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent

PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
# A reader raises DatelineError if the whole entry is useless.
READERS: dict[str, Callable[[Entry], Iterator[SourceEvent]]] = {
    ".txt": txt.read,
    ".tst": wire.read,
    ".anpa": wire.read,
    ".iptc": wire.read,
    ".md": markdown.read,
    ".jsonl": json.read,
    ".json": json_exports.read,
    ".csv": csv.read,
    ".tsv": csv.read,
    ".pdf": pdf.read,
    ".docx": docx.read,
    ".rtf": rtf.read,
    ".doc": doc.read,
    ".odt": odt.read,
    ".xlsx": xlsx.read,
    ".ods": ods.read,
    ".epub": epub.read,
    ".html": html_exports.read,
    ".htm": html_exports.read,
    ".hocr": hocr.read,
    ".mht": mhtml.read,
    ".mhtml": mhtml.read,
    ".eml": eml.read,
    ".msg": msg.read,
    ".mbox": mbox.read,
    ".vtt": captions.read,
    ".srt": captions.read,
    ".xml": xml_exports.read,
    ".rss": xml_exports.read,
    ".atom": xml_exports.read,
    ".rdf": xml_exports.read,
    ".warc": warc.read,
    ".wet": warc.read,
    ".wacz": wacz.read,
    **dict.fromkeys(PICTURES, picture.read),
}
CONTAINERS: dict[str, Callable[[Entry], Iterator[Entry | Problem]]] = {
    ".gz": gz.read,
    ".zip": zip.read,
}
ENDINGS = (*READERS, *CONTAINERS)
# Files of one article, in which an export of a news database cannot be parted.
_SINGLE = (".pdf", ".md", ".eml", ".msg", ".mbox", ".mht", ".mhtml")
# Documents that are read as one text, which can be an export.
_DOCUMENTS = (".doc", ".odt")
# Members of an unknown kind are left out here, as in a folder.
_FOLDERS = (".zip",)
# A compressed file in an archive; an archive in an archive is a bomb or a backup.
_MAX_DEPTH = 2


@dataclass(frozen=True, slots=True)
class MemberWalk:
    """Which members of an archive to read: those from number `first` on, counted from 0. `start` is
    called with the number and the place of each before it is read."""

    first: int = 0
    start: Callable[[int, str], None] = lambda number, place: None


ALL_MEMBERS = MemberWalk()


def is_known(name: str) -> bool:
    """Whether a file of that name can be read; for a compressed file, the file in it."""
    path = PurePosixPath(name)
    if path.suffix.lower() == ".gz":
        return PurePosixPath(path.stem).suffix.lower() in READERS
    return path.suffix.lower() in ENDINGS


def may_be_scanned(name: str) -> bool:
    """Whether a file of that name may hold scans: a PDF, a picture, or an archive of them."""
    path = PurePosixPath(name)
    if path.suffix.lower() == ".gz":
        return may_be_scanned(path.stem)
    return path.suffix.lower() in (".pdf", *PICTURES, *_FOLDERS)


def reader_modules(name: str) -> tuple[str, ...]:
    """The modules that read a file of that name: of an archive, the readers of all endings."""
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    if suffix in _FOLDERS:
        return (__name__,)
    if suffix in CONTAINERS:
        return (CONTAINERS[suffix].__module__, *reader_modules(path.stem))
    return (READERS[suffix].__module__,) if suffix in READERS else ()


def read_entry(
    entry: Entry, walk: MemberWalk = ALL_MEMBERS, depth: int = 0
) -> Iterator[SourceEvent]:
    """Read an entry; what is useless gives a Problem."""
    try:
        if entry.suffix in CONTAINERS:
            yield from _read_container(entry, walk, depth)
        elif entry.suffix in READERS:
            yield from _read_file(entry)
        else:
            raise DatelineError(
                f"'{entry.suffix}' files cannot be read (only {', '.join(ENDINGS)})"
            )
    except DatelineError as error:
        yield Problem(entry.place, str(error))
    except OSError as error:
        yield Problem(entry.place, error.strerror or "it cannot be read")


def _read_file(entry: Entry) -> Iterator[SourceEvent]:
    for event in READERS[entry.suffix](entry):
        export: Export | None = None
        if isinstance(event, ParsedArticle) and entry.suffix in _DOCUMENTS:
            text = event.article.text
            export = find_export(text) if may_be_export(text) else None
        elif isinstance(event, ParsedArticle) and entry.suffix in _SINGLE:
            check_single(event.article.text)
        if export is None:
            yield event
        else:
            yield from export.read(entry)


def _read_container(entry: Entry, walk: MemberWalk, depth: int) -> Iterator[SourceEvent]:
    if depth == _MAX_DEPTH:
        raise DatelineError("it is nested in too many archives")
    has_members = entry.suffix in _FOLDERS
    for number, inner in enumerate(CONTAINERS[entry.suffix](entry)):
        if number < walk.first:
            continue
        if isinstance(inner, Problem):
            yield inner
        elif not has_members or is_known(inner.name):
            if has_members:
                walk.start(number, inner.place)
            yield from read_entry(inner, depth=depth + 1)
