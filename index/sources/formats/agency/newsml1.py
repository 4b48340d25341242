"""NewsML 1.x, the news items of agencies before NewsML-G2. Pure.

A component with a headline and a text of its own is a story, so an item can hold several. Photos
and their captions are left out. https://iptc.org/standards/newsml-1/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.core.item import ItemVersion
from index.language.sites.bylines import split_byline
from index.sources.formats.agency import nitf
from index.sources.formats.agency.body import extract_body, extract_inline
from index.sources.formats.agency.elements import (
    LANGUAGE,
    find_all,
    find_children,
    find_element,
    one_line_text,
    read_attribute,
)
from index.sources.formats.agency.story import Story, make_item, parse_status, read_instructions
from index.sources.html.blocks import PARAGRAPH, Tree, local_name
from index.sources.metadata import Metadata, language_tag

# The revision at the end of a public identifier: ":2", ":2U".
_REVISION = re.compile(r":(\d{1,9})[A-Za-z]?\Z")
# Components with one of these roles hold what stands beside the story.
_BESIDE = frozenset("caption photo picture graphic thumbnail quicklook preview audio video".split())


def read_stories(item: Tree) -> Iterator[Story]:
    """Read the stories of a <NewsItem> element."""
    management = find_element(item, "newsmanagement")
    status = read_attribute(find_element(management, "status"), "FormalName").lower()
    version = _read_item(item, management)
    components = list(_find_stories(item)) or [item]
    for number, component in enumerate(components):
        metadata = _read_metadata(item, component)
        if status == "embargoed":
            metadata = _add_embargo(metadata, management)
        text = _find_text(component, metadata.title)
        own = version and replace(version, guid=f"{version.guid}#{number + 1}")
        yield Story(
            text,
            metadata,
            item=own if number else version,
            status=parse_status(status),
            reason=f"it is {status} by its Status",
            fault="" if text else "it has no text",
        )


def _read_item(item: Tree, management: Tree | None) -> ItemVersion | None:
    """The version of the item: its name without the revision, and the revision."""
    identifier = find_element(item, "newsidentifier")
    parts = [
        one_line_text(find_element(identifier, name))
        for name in ("providerid", "dateid", "newsitemid")
    ]
    public = one_line_text(find_element(identifier, "publicidentifier"))
    guid = ":".join(["urn:newsml", *parts]) if all(parts) else _REVISION.sub("", public)
    stated = _REVISION.search(public)
    revision = one_line_text(find_element(identifier, "revisionid"))
    created = one_line_text(find_element(management, "thisrevisioncreated"))
    return make_item(guid, revision or (stated[1] if stated else ""), created)


def _add_embargo(metadata: Metadata, management: Tree | None) -> Metadata:
    """Add when the status will change to usable, or that nobody knows."""
    change = find_element(management, "statuswillchange")
    future = read_attribute(find_element(change, "futurestatus"), "FormalName").lower()
    date = one_line_text(find_element(change, "dateandtime"))
    if future == "usable" and date:
        return replace(metadata, embargo=date)
    return replace(metadata, hold="it is embargoed by its Status, without a date")


def _find_stories(item: Tree) -> Iterator[Tree]:
    """The innermost components that have a headline of their own and a text."""
    for component in find_all(item, "newscomponent"):
        lines = [line for child in find_children(component, "newslines") for line in child]
        has_headline = any(local_name(line) == "headline" for line in lines)
        inner = [one for one in find_all(component, "newscomponent") if one is not component]
        is_whole = not any(find_element(one, "newslines", "headline") is not None for one in inner)
        if has_headline and is_whole and _find_text(component, ""):
            yield component


def _read_metadata(item: Tree, component: Tree) -> Metadata:
    management = find_element(item, "newsmanagement")
    lines = find_element(component, "newslines")
    if lines is None:
        lines = find_element(item, "newslines")
    first = one_line_text(find_element(management, "firstcreated"))
    revised = one_line_text(find_element(management, "thisrevisioncreated"))
    bylines = [one_line_text(byline) for byline in find_all(lines, "byline")]
    metadata = Metadata(
        title=one_line_text(find_element(lines, "headline"))
        or one_line_text(find_element(component, "hl1"))
        or one_line_text(find_element(lines, "slugline")),
        source=_find_source(item),
        authors=tuple(name for byline in bylines for name in split_byline(byline)),
        published=first or revised,
        updated="" if revised == (first or revised) else revised,
        language=_find_language(item, component),
        copyright=one_line_text(find_element(lines, "copyrightline")) or _find_holder(item),
        credit=one_line_text(find_element(lines, "creditline")),
        usage=_find_usage(item, lines),
        expiry=one_line_text(find_element(item, "usagerights", "enddate")),
    )
    notes = [
        one_line_text(note)
        for name in ("newsline", "instruction", "comment")
        for note in find_all(item, name)
    ]
    return read_instructions(metadata, notes)


def _find_source(item: Tree) -> str:
    """The provider, else the source or the creator, else the provider's name on the internet."""
    for name in ("provider", "source", "creator"):
        party = find_element(item, "administrativemetadata", name, "party")
        if code := read_attribute(party, "FormalName") or one_line_text(party):
            return code
    return one_line_text(find_element(item, "providerid"))


def _find_holder(item: Tree) -> str:
    holder = one_line_text(find_element(item, "copyright", "copyrightholder"))
    date = one_line_text(find_element(item, "copyright", "copyrightdate"))
    return " ".join(filter(None, ["©", date, holder])) if holder else ""


def _find_usage(item: Tree, lines: Tree | None) -> str:
    rights = find_element(item, "usagerights")
    stated = [
        one_line_text(find_element(lines, "rightsline")),
        one_line_text(find_element(rights, "usagetype")),
        one_line_text(find_element(rights, "rightslimitation")),
        one_line_text(find_element(rights, "limitations")),
    ]
    return "; ".join(filter(None, stated))


def _find_language(item: Tree, component: Tree) -> str:
    for root in (component, item):
        language = read_attribute(
            find_element(root, "descriptivemetadata", "language"), "FormalName"
        )
        if tag := language_tag(language) or language_tag(root.get(LANGUAGE) or ""):
            return tag
    return ""


def _find_text(component: Tree, title: str) -> str:
    """The text of the main content, its parts joined; "" if there is none."""
    for root in _list_components(component):
        parts = [_read_content(one, title) for one in find_children(root, "contentitem")]
        texts = [part for part in parts if part]
        if texts:
            # Equivalents are one text in several formats.
            several = root.get("EquivalentsList", "no").lower() != "yes"
            return PARAGRAPH.join(dict.fromkeys(texts)) if several else texts[0]
    return ""


def _list_components(component: Tree) -> list[Tree]:
    """The components of a story, the main one first, without those beside it."""
    roots = [
        component,
        *(one for one in find_all(component, "newscomponent") if one is not component),
    ]
    roles = {id(one): _read_role(one) for one in roots}
    kept = [one for one in roots if roles[id(one)] not in _BESIDE]
    return sorted(kept, key=lambda one: roles[id(one)] != "main")


def _read_role(component: Tree) -> str:
    roles = find_children(component, "role")
    return read_attribute(roles[0], "FormalName").lower() if roles else ""


def _read_content(item: Tree, title: str) -> str:
    """The text of a content item, "" if it is none."""
    kind = read_attribute(find_element(item, "mediatype"), "FormalName").lower()
    if kind not in ("", "text", "complexdata"):
        return ""
    data = find_element(item, "datacontent")
    if data is None or find_element(item, "encoding") is not None:
        return ""
    if len(data) == 0:
        return extract_inline(data.text or "", title).strip()
    return (nitf.extract_text(data) or extract_body(data, title)).strip()
