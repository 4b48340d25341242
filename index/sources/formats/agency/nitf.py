"""NITF, the markup of news agencies for one story. Pure.

Reads the text and the head of a story. https://iptc.org/standards/nitf/
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.core.item import ItemVersion
from index.language.sites.bylines import split_byline
from index.sources.formats.agency.elements import (
    LANGUAGE,
    find_all,
    find_element,
    one_line_text,
    read_attribute,
)
from index.sources.formats.agency.story import Story, make_item, parse_status, read_instructions
from index.sources.html.blocks import PARAGRAPH, UNSEEN, Tree, extract_paragraphs
from index.sources.html.page_metadata import resolve_canonical_url
from index.sources.metadata import Metadata, language_tag

# A caption belongs to a picture, which is not in the file.
_UNREAD = UNSEEN | {"media", "media-reference", "media-caption", "hedline"}


def read_stories(root: Tree) -> Iterator[Story]:
    """Read the story of a <nitf> element."""
    data = find_element(root, "docdata")
    status = read_attribute(data, "management-status").lower()
    text = extract_text(root)
    metadata = _read_metadata(root, data)
    if status == "embargoed" and not metadata.embargo:
        metadata = replace(metadata, hold="it is embargoed by its management-status")
    yield Story(
        text,
        metadata,
        item=_read_item(root, data),
        status=parse_status(status),
        reason=f"it is {status} by its management-status",
        fault="" if text.strip() else "it has no text",
    )


def extract_text(root: Tree) -> str:
    """Extract the paragraphs of the story's body, with blank lines between them."""
    bodies = find_all(root, "body.content")
    return PARAGRAPH.join(part for body in bodies for part in extract_paragraphs(body, _UNREAD))


def _read_item(root: Tree, data: Tree | None) -> ItemVersion | None:
    """The version of the story, None if it has no name that is surely its own.

    Two stories of one name are versions of one only if the agency numbers or dates them.
    """
    document, key = find_element(data, "doc-id"), find_element(data, "du-key")
    name = read_attribute(document, "id-string")
    provider = read_attribute(document, "regsrc") or _find_source(root)
    if not name or not (provider or ":" in name):
        return None
    version = read_attribute(key, "version") or read_attribute(key, "generation")
    revised = _find_revision(root, "")
    guid = name if ":" in name else f"nitf:{provider}:{name}"
    issued = read_attribute(find_element(data, "date.issue"), "norm")
    item = make_item(guid, version, revised or issued)
    return item and replace(item, is_ordered=bool(item.number or revised))


def _find_source(root: Tree) -> str:
    head = find_element(root, "body.head")
    return read_attribute(find_element(root, "pubdata"), "name") or one_line_text(
        find_element(head, "distributor")
    )


def _read_metadata(root: Tree, data: Tree | None) -> Metadata:
    publication = find_element(root, "pubdata")
    issued = read_attribute(find_element(data, "date.issue"), "norm")
    head = find_element(root, "body.head")
    headline = find_element(head, "hl1")
    title = one_line_text(find_element(root, "title") if headline is None else headline)
    section = read_attribute(publication, "position.section")
    metadata = Metadata(
        title=title,
        source=_find_source(root),
        authors=tuple(_find_authors(head)),
        # date.release is when the story may be used, which is later than the date of issue.
        published=issued or read_attribute(publication, "date.publication"),
        updated=_find_revision(root, issued),
        url=resolve_canonical_url(read_attribute(publication, "ex-ref"), ""),
        language=language_tag(root.get(LANGUAGE) or ""),
        section=section
        or read_attribute(find_element(root, "tobject.subject"), "tobject.subject.type"),
    )
    notes = [read_attribute(note, "info") for note in find_all(data, "ed-msg")]
    return read_instructions(_read_terms(metadata, head, data), notes)


def _read_terms(metadata: Metadata, head: Tree | None, data: Tree | None) -> Metadata:
    """Add what the head states about rights, release, expiry and correction."""
    holder, rights = find_element(data, "doc.copyright"), find_element(data, "doc.rights")
    owner = read_attribute(holder, "holder") or read_attribute(rights, "owner")
    year = read_attribute(holder, "year")
    copyright_line = one_line_text(find_element(head, "rights")) or " ".join(
        ["©", *filter(None, [year, owner])] if owner else []
    )
    return replace(
        metadata,
        copyright=copyright_line,
        usage=read_attribute(rights, "limitations"),
        embargo=read_attribute(find_element(data, "date.release"), "norm")
        or read_attribute(rights, "startdate"),
        expiry=read_attribute(find_element(data, "date.expire"), "norm")
        or read_attribute(rights, "enddate"),
        correction=read_attribute(find_element(data, "correction"), "info"),
    )


def _find_revision(root: Tree, issued: str) -> str:
    norms = (element.get("norm", "") for element in find_all(root, "revision-history"))
    latest = max(norms, default="")
    return "" if latest == issued else latest


def _find_authors(head: Tree | None) -> Iterator[str]:
    """The people in each byline; if none are marked, its words without the job title."""
    for byline in find_all(head, "byline"):
        persons = [one_line_text(person) for person in find_all(byline, "person")]
        if any(persons):
            yield from persons
        else:
            words = " ".join(
                " ".join(extract_paragraphs(byline, {"byttl", "virtloc", "location"})).split()
            )
            yield from split_byline(words)
