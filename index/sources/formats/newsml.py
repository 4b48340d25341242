"""`.xml` of newsrooms: NITF, one story a file, and NewsML-G2, one or many.

Only one item is in memory at a time. Entities are refused, since a few lines of them can stand for
gigabytes or for other files. https://iptc.org/standards/newsml-g2/
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from html.entities import name2codepoint
from typing import Any

from index.core.errors import DatelineError
from index.language.en.bylines import split_byline
from index.sources.bounded_reader import BoundedReader
from index.sources.entry import Entry
from index.sources.formats import nitf
from index.sources.formats.nitf import LANGUAGE, find_element, one_line_text
from index.sources.html.blocks import PARAGRAPH, Tree, extract_paragraphs, local_name
from index.sources.metadata import Metadata, language_tag
from index.sources.parsed_article import Problem, SourceEvent

_MAX_ITEM_BYTES = 20_000_000
_MAX_DEPTH = 200
_ROOTS = ("nitf", "newsitem", "newsmessage")
_STATUS = {"canceled": "canceled", "cancelled": "canceled", "withheld": "withheld"}


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles, one item at a time. A bad item gives a Problem and no more.

    Raises DatelineError or OSError if the file is neither NITF nor NewsML-G2, or is damaged (after
    the articles before the damage).
    """
    versions: dict[str, int] = {}
    number = 0
    with closing(entry.open()) as file:
        for number, (item, alone) in enumerate(_parse_items(file), start=1):
            part = "" if alone else f"item {number}"
            try:
                yield from _read_item(entry, item, part, versions)
            except DatelineError as error:
                yield Problem(entry.name_part(part), str(error))
    if not number:
        raise DatelineError("it holds no newsItem")


def _read_item(
    entry: Entry, item: Tree, part: str, versions: dict[str, int]
) -> Iterator[SourceEvent]:
    if local_name(item) == "nitf":
        yield from entry.build_article(*nitf.read_story(item))
        return
    guid, version = item.get("guid", "").strip(), _parse_number(item.get("version", ""))
    if part and guid and versions.setdefault(guid, version) > version:
        return  # an older version of an earlier item
    versions[guid] = version
    metadata = _read_metadata(item)
    yield from entry.build_article(_find_text(item), metadata, guid or metadata.title, part)


def _parse_items(file: Any) -> Iterator[tuple[Tree, bool]]:
    """Parse the items of the file; the second value tells if the item is the whole file."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import (
        DefusedXMLParser,
        ParseError,
        iterparse,
    )

    bounded = BoundedReader(file, _MAX_ITEM_BYTES, "an item of it")
    parser = DefusedXMLParser()
    # The DTD of NITF, which is never fetched, defines the same names of letters as HTML.
    parser.entity.update({name: chr(code) for name, code in name2codepoint.items()})
    try:
        for item, alone in _walk(iterparse(bounded, ("start", "end"), parser)):
            yield item, alone
            bounded.reset()
    except ParseError as error:
        raise DatelineError(f"it is not well-formed XML ({error})") from error
    except DefusedXmlException as error:
        raise DatelineError("it declares XML entities of its own, which are refused") from error
    except (ValueError, LookupError) as error:
        raise DatelineError("it is in an encoding that cannot be read as XML") from error


def _walk(events: Any) -> Iterator[tuple[Tree, bool]]:
    """Yield the items as they end, and drop what is not part of an item."""
    path: list[Tree] = []
    inside = 0
    for event, element in events:
        if event == "start":
            if not path and local_name(element) not in _ROOTS:
                raise DatelineError("it is neither NITF nor NewsML-G2")
            if len(path) >= _MAX_DEPTH:
                raise DatelineError(f"it is nested more than {_MAX_DEPTH} elements deep")
            path.append(element)
            if not inside and local_name(element) in ("nitf", "newsitem"):
                inside = len(path)
            continue
        path.pop()
        if inside == len(path) + 1:
            yield element, not path
            inside = 0
        if not inside and path:
            path[-1].clear()


def _read_metadata(item: Tree) -> Metadata:
    """Read the metadata of an item. Raises DatelineError if it is withdrawn."""
    management, content = find_element(item, "itemmeta"), find_element(item, "contentmeta")
    status = _read_code(find_element(management, "pubstatus"))
    if status in _STATUS:
        raise DatelineError(f"it is {_STATUS[status]} by its pubStatus")
    # IPTC: contentCreated is when the content was created, firstCreated when the first version of
    # the item was. An agency that puts an old story into a new item states both, so the content's
    # date is the story's; most others state firstCreated alone, or the same twice. versionCreated
    # changes with every correction of the item.
    published = one_line_text(find_element(content, "contentcreated")) or one_line_text(
        find_element(management, "firstcreated")
    )
    updated = one_line_text(find_element(content, "contentmodified")) or one_line_text(
        find_element(management, "versioncreated")
    )
    provider = find_element(management, "provider")
    return Metadata(
        title=_find_title(item, content),
        source=_read_name(provider),
        authors=tuple(_find_authors(content)),
        published=published,
        updated="" if updated == published else updated,
        language=_find_language(item, content),
        section=_find_section(content),
    )


def _find_title(item: Tree, content: Tree | None) -> str:
    """The headline, else the one of the text inside, else the slugline."""
    for name, root in (
        ("headline", content),
        ("hl1", item),
        ("title", find_element(item, "contentset")),
    ):
        if title := one_line_text(find_element(root, name)):
            return title
    return one_line_text(find_element(find_element(item, "itemmeta"), "title")) or one_line_text(
        find_element(content, "slugline")
    )


def _find_authors(content: Tree | None) -> Iterator[str]:
    """The byline as written, else the creators."""
    children = [] if content is None else list(content)
    bylines = [one_line_text(child) for child in children if local_name(child) == "by"]
    if any(bylines):
        for byline in bylines:
            yield from split_byline(byline)
    else:
        creators = [_read_name(child) for child in children if local_name(child) == "creator"]
        yield from filter(None, creators)


def _read_name(element: Tree | None) -> str:
    """The name inside a provider, creator or subject, else its code without the scheme."""
    if element is None:
        return ""
    code = element.get("literal") or element.get("qcode", "").rpartition(":")[2]
    # A number of a controlled vocabulary is not a name.
    return one_line_text(find_element(element, "name")) or ("" if code.isdigit() else code)


def _find_section(content: Tree | None) -> str:
    """The name of the first topic; people and places are subjects, too."""
    for subject in [] if content is None else content:
        kind, code = subject.get("type", ""), subject.get("qcode", "")
        topical = kind.endswith("abstract") or code.startswith(("medtop:", "subj:"))
        if (
            local_name(subject) == "subject"
            and topical
            and (name := one_line_text(find_element(subject, "name")))
        ):
            return name
    return ""


def _find_language(item: Tree, content: Tree | None) -> str:
    tagged = find_element(content, "language")
    tag = "" if tagged is None else tagged.get("tag", "")
    return language_tag(tag) or language_tag(item.get(LANGUAGE) or "")


def _find_text(item: Tree) -> str:
    """The text of the first content with one. Raises DatelineError if there is none."""
    contents = find_element(item, "contentset")
    parts = [] if contents is None else list(contents)
    for part in sorted(parts, key=lambda part: local_name(part) != "inlinexml"):
        text = ""
        if local_name(part) == "inlinexml":
            text = nitf.extract_text(part) or PARAGRAPH.join(extract_paragraphs(_find_body(part)))
        elif local_name(part) == "inlinedata" and not part.get("encoding"):
            text = "".join(part.itertext())
        if text.strip():
            return text.strip()
    if any(local_name(part) == "remotecontent" for part in parts):
        raise DatelineError("it has no text: its content is in other files")
    raise DatelineError("it has no text")


def _find_body(part: Tree) -> Tree:
    """The body of an XHTML document, else the whole."""
    body = find_element(part, "body")
    return part if body is None else body


def _read_code(element: Tree | None) -> str:
    """The value of a status, such as "canceled" of "stat:canceled"."""
    if element is None:
        return ""
    value = element.get("qcode") or element.get("uri") or ""
    return str(value).replace("/", ":").rpartition(":")[2].lower()


def _parse_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
