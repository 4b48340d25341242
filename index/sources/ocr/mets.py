"""METS: which ALTO files are the pages of a volume, and which of their blocks are an article. Pure.

The format: https://www.loc.gov/standards/mets/; descriptions are in MODS or Dublin Core.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.metadata import Metadata
from index.sources.ocr.xml_tree import find_all, local_name, read_attribute

_ARTICLES = ("article", "section_article", "textarticle")
_TEXTS = ("fulltext", "alto", "text", "ocr")


@dataclass(frozen=True, slots=True)
class MetsPart:
    """An article, or the whole volume: for each page the name of its ALTO file, and the blocks on
    it, none if all are meant."""

    id: str
    metadata: Metadata
    pages: tuple[tuple[str, frozenset[str]], ...]


def read_mets(root: Any) -> list[MetsPart]:
    """Read the articles of a METS tree, else the volume as one.

    Raises DatelineError if it names no ALTO files.
    """
    files = _list_files(root)
    if not files:
        raise DatelineError("it is METS that names no ALTO files")
    descriptions = {
        read_attribute(section, "ID"): _read_description(section)
        for section in find_all(root, "dmdSec")
    }
    volume = _merge(descriptions.values())
    parts = [
        _read_part(part, files, descriptions, volume)
        for part in find_all(root, "div")
        if read_attribute(part, "TYPE").casefold() in _ARTICLES
    ]
    parts = [part for part in parts if part.pages]
    if parts:
        return parts
    whole = tuple((name, frozenset[str]()) for name in files.values())
    label = one_line(read_attribute(root, "LABEL"))
    title = volume.title or label
    return [MetsPart("", _replace_title(volume, title), whole)]


def list_page_files(root: Any) -> list[str]:
    """The names of the ALTO files that a METS tree has as its pages."""
    return list(_list_files(root).values())


def _list_files(root: Any) -> dict[str, str]:
    """The names of ALTO files by their ids, in order."""
    files: dict[str, str] = {}
    for group in find_all(root, "fileGrp"):
        use = f"{read_attribute(group, 'USE')} {read_attribute(group, 'ID')}".casefold()
        for file in find_all(group, "file"):
            kind = f"{use} {read_attribute(file, 'USE')}".casefold()
            names = (read_attribute(place, "href") for place in find_all(file, "FLocat"))
            name = next((name for name in names if name.lower().endswith(".xml")), "")
            if name and any(text in kind for text in _TEXTS):
                files.setdefault(read_attribute(file, "ID"), name)
    return files


def _read_part(
    part: Any, files: dict[str, str], descriptions: dict[str, Metadata], volume: Metadata
) -> MetsPart:
    blocks: dict[str, set[str]] = {}
    for area in find_all(part, "area"):
        name = files.get(read_attribute(area, "FILEID"))
        if name and (block := read_attribute(area, "BEGIN")):
            blocks.setdefault(name, set()).add(block)
    own = descriptions.get(read_attribute(part, "DMDID"), Metadata())
    title = own.title or one_line(read_attribute(part, "LABEL"))
    metadata = Metadata(
        title=title,
        source=own.source or volume.source or volume.title,
        authors=own.authors,
        published=own.published or volume.published,
        language=own.language or volume.language,
    )
    pages = tuple((name, frozenset(ids)) for name, ids in blocks.items())
    return MetsPart(read_attribute(part, "ID"), metadata, pages)


def _read_description(section: Any) -> Metadata:
    """The title, outlet, authors, date and language of a MODS or Dublin Core record."""

    def first(*names: str) -> str:
        texts = (one_line("".join(one.itertext())) for one in _outside_of(section, names))
        return next((text for text in texts if text), "")

    hosts = [
        item for item in find_all(section, "relatedItem") if read_attribute(item, "type") == "host"
    ]
    host_titles = [one_line("".join(t.itertext())) for h in hosts for t in find_all(h, "title")]
    names = (
        one_line(" ".join("".join(part.itertext()) for part in find_all(name, "namePart")))
        for name in _outside_of(section, ("name",))
    )
    return Metadata(
        title=first("title"),
        source=next(iter(host_titles), ""),
        authors=tuple(name for name in names if name),
        published=first("dateIssued", "date", "issued"),
        language=first("languageTerm", "language"),
    )


def _outside_of(section: Any, names: tuple[str, ...]) -> Iterator[Any]:
    """The elements of these names, without those of related works."""
    for element in find_all(section, *names):
        if all(local_name(around) != "relatedItem" for around in element.iterancestors()):
            yield element


def _merge(descriptions: Any) -> Metadata:
    """What the first description of the volume says; one without a date says little."""
    known = list(descriptions)
    dated = [one for one in known if one.published]
    return next(iter(dated), next(iter(known), Metadata()))


def _replace_title(metadata: Metadata, title: str) -> Metadata:
    return Metadata(
        title=title,
        source=metadata.source,
        authors=metadata.authors,
        published=metadata.published,
        language=metadata.language,
    )
