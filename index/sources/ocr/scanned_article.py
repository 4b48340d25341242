"""The article of scanned pages: their text, and where it stands in their images."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.core.errors import DatelineError
from index.core.recognition import PageImage, Scan
from index.sources.entry import Entry
from index.sources.layout.piece import Page
from index.sources.layout.running_text import RunningText, make_running_text
from index.sources.metadata import Metadata, merge_metadata
from index.sources.ocr.scan_lines import list_recognised
from index.sources.parsed_article import ParsedArticle, Problem

NO_TEXT = "no text was found in it"


@dataclass(frozen=True, slots=True)
class Part:
    """One of several articles of an entry, as in Entry.build_article; "" for the only one."""

    id: str = ""
    place: str = ""


_ONLY = Part()


def build_scanned_article(
    entry: Entry,
    pages: Sequence[Page],
    images: Sequence[PageImage],
    metadata: Metadata,
    part: Part = _ONLY,
) -> Iterator[ParsedArticle | Problem]:
    """Yield the article of pages that were all recognised. `images[i]` shows `pages[i]`.

    Raises DatelineError if there is no text.
    """
    text = make_running_text(pages)
    if not text.text:
        raise DatelineError(NO_TEXT)
    stated = {"record": metadata, "page": Metadata(title=text.headline)}
    for event in entry.build_article(text.text, merge_metadata(stated), part.id, part.place):
        yield add_scan(event, text, pages, images)


def add_scan(
    event: ParsedArticle | Problem,
    text: RunningText,
    pages: Sequence[Page],
    images: Sequence[PageImage],
) -> ParsedArticle | Problem:
    """Add the recognised lines of the text to its article, if there are any."""
    if isinstance(event, Problem):
        return event
    lines = list_recognised(text, pages)
    # Offsets are those of the text before it was normalised.
    if not lines or event.article.text != text.text:
        return event
    return replace(event, scan=Scan(tuple(images), lines))


def find_images(entry: Entry, digest: str, count: int) -> list[PageImage]:
    """The images of an entry's own pages. A member of an archive is no file on disk."""
    path = entry.origin if entry.origin == entry.container else ""
    return [PageImage(path, digest, number + 1) for number in range(count)]
