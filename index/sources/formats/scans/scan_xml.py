"""`.xml` that is ALTO or METS: the text of scanned pages as a program recognised it.

METS names the ALTO files of its pages; only files below its own folder are read. An ALTO file that
METS beside it names is read through that, so by itself it gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from index.core.errors import DatelineError
from index.core.recognition import PageImage
from index.sources.entry import Entry
from index.sources.metadata import Metadata
from index.sources.ocr.alto import AltoPage, read_alto
from index.sources.ocr.mets import MetsPart, list_page_files, read_mets
from index.sources.ocr.page_images import find_beside, find_page_image
from index.sources.ocr.page_pieces import make_page
from index.sources.ocr.scanned_article import Part, build_scanned_article
from index.sources.ocr.xml_tree import local_name, parse_xml
from index.sources.parsed_article import Problem, Progress, SourceEvent

MAX_FILE_BYTES = 50_000_000
MAX_PAGES = 500
# METS stands beside its pages, or above the folder that they are in.
_LEVELS = 2
_MAX_NEIGHBOURS = 20
# The names of the first elements, in small letters.
ROOTS = ("alto", "mets")


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles. Raises DatelineError or OSError if there are none."""
    root = parse_xml(entry.read(MAX_FILE_BYTES))
    if local_name(root).casefold() == "mets":
        yield from _read_mets(entry, root)
    elif not _is_named_beside(entry):
        pages = read_alto(root)
        images = [find_page_image(entry, page.page.image) for page in pages]
        read_pages = [make_page(page.page) for page in pages]
        yield from build_scanned_article(entry, read_pages, images, Metadata())


def _read_mets(entry: Entry, root: Any) -> Iterator[SourceEvent]:
    parts = read_mets(root)
    names = list(dict.fromkeys(name for part in parts for name, _ in part.pages))
    if len(names) > MAX_PAGES:
        raise DatelineError(f"it has more than {MAX_PAGES} pages")
    files: dict[str, tuple[AltoPage, PageImage]] = {}
    for name in names:
        found = find_beside(entry, name)
        if found is None:
            raise DatelineError(f"it names a page that is not below its folder ({name[:60]})")
        page = read_alto(parse_xml(_read_file(found)))[0]
        files[name] = page, find_page_image(entry, page.page.image)
        yield Progress()
    for number, part in enumerate(parts, start=1):
        try:
            yield from _build_part(entry, part, files, f"article {number}" if part.id else "")
        except DatelineError as error:
            if not part.id:
                raise
            yield Problem(entry.name_part(f"article {number}"), str(error))


def _build_part(
    entry: Entry, part: MetsPart, files: dict[str, tuple[AltoPage, PageImage]], place: str
) -> Iterator[SourceEvent]:
    pages = [make_page(files[name][0].select(ids)) for name, ids in part.pages]
    images = [files[name][1] for name, _ in part.pages]
    named = Part(f"{entry.stem}-{part.id}", place) if place else Part()
    yield from build_scanned_article(entry, pages, images, part.metadata, named)


def _read_file(path: Path) -> bytes:
    if path.stat().st_size > MAX_FILE_BYTES:
        raise DatelineError(f"a page of it has more than {MAX_FILE_BYTES / 1e6:.0f} MB")
    return path.read_bytes()


def _is_named_beside(entry: Entry) -> bool:
    """Whether a METS file in the entry's folder, or in the one above, names the entry."""
    if entry.origin != entry.container:
        return False
    path = Path(entry.origin)
    for folder in list(path.parents)[:_LEVELS]:
        with suppress(OSError):
            neighbours = sorted(folder.glob("*[mM][eE][tT][sS]*.xml"))[:_MAX_NEIGHBOURS]
            if any(other != path and _names(other, path) for other in neighbours):
                return True
    return False


def _names(mets: Path, page: Path) -> bool:
    with suppress(OSError, DatelineError):
        root = parse_xml(_read_file(mets))
        if local_name(root).casefold() == "mets":
            return any(Path(name).name == page.name for name in list_page_files(root))
    return False
