"""`.xml` of newsrooms: NITF, one story a file, and NewsML-G2, one or many.

Memory stays flat: of a file of many items only one is held at a time. Entities are refused, since
a few lines of them stand for gigabytes or for other files. https://iptc.org/standards/newsml-g2/
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from html.entities import name2codepoint
from typing import Any

from index.core.errors import DatelineError
from index.sources.bounded_reader import BoundedReader
from index.sources.entry import Entry
from index.sources.formats import nitf
from index.sources.formats.nitf import LANGUAGE, find_element, one_line_text
from index.sources.html.blocks import PARAGRAPH, Tree, extract_paragraphs, local_name
from index.sources.html.page_metadata import split_byline
from index.sources.metadata import Metadata, language_tag
from index.sources.parsed_article import Problem, SourceEvent

_MAX_ITEM_BYTES = 20_000_000
_MAX_DEPTH = 200
_ROOTS = ("nitf", "newsitem", "newsmessage")
_STATUS = {"canceled": "canceled", "cancelled": "canceled", "withheld": "withheld"}


def read(entry: Entry) -> Iterator[SourceEvent]:
    """The file's articles, one item at a time. A bad item is a Problem; the others still come.

    Raises DatelineError or OSError where the file is neither NITF nor NewsML-G2, and where it is
    broken: what stands before the damage has come by then.
    """
    versions: dict[str, int] = {}
    number = 0
    with closing(entry.open()) as file:
        for number, (item, alone) in enumerate(_items(file), start=1):
            part = "" if alone else f"item {number}"
            try:
                yield from _article(entry, item, part, versions)
            except DatelineError as error:
                yield Problem(entry.part(part), str(error))
    if not number:
        raise DatelineError("it holds no newsItem")


def _article(
    entry: Entry, item: Tree, part: str, versions: dict[str, int]
) -> Iterator[SourceEvent]:
    if local_name(item) == "nitf":
        yield from entry.article(*nitf.read_story(item))
        return
    guid, version = item.get("guid", "").strip(), _number(item.get("version", ""))
    if part and guid and versions.setdefault(guid, version) > version:
        return  # an earlier version of what has come already
    versions[guid] = version
    metadata = _metadata(item)
    yield from entry.article(_text(item), metadata, guid or metadata.title, part)


def _items(file: Any) -> Iterator[tuple[Tree, bool]]:
    """Each item of the file, and whether it is the whole file. Raises DatelineError."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import (
        DefusedXMLParser,
        ParseError,
        iterparse,
    )

    bounded = BoundedReader(file, _MAX_ITEM_BYTES, "an item of it")
    parser = DefusedXMLParser()
    # The DTD of NITF, which is never fetched, names the letters that HTML has names for.
    parser.entity.update({name: chr(code) for name, code in name2codepoint.items()})
    try:
        for item, alone in _walk(iterparse(bounded, ("start", "end"), parser)):
            yield item, alone
            bounded.renew()
    except ParseError as error:
        raise DatelineError(f"it is not well-formed XML ({error})") from error
    except DefusedXmlException as error:
        raise DatelineError("it has entities of its own, which are refused") from error
    except (ValueError, LookupError) as error:
        raise DatelineError("it is in an encoding that XML cannot be read in") from error


def _walk(events: Any) -> Iterator[tuple[Tree, bool]]:
    """The items as they end; what is no part of one is forgotten at once."""
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


def _metadata(item: Tree) -> Metadata:
    """What the item says. Raises DatelineError where it is withdrawn."""
    management, content = find_element(item, "itemmeta"), find_element(item, "contentmeta")
    status = _code(find_element(management, "pubstatus"))
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
        title=_title(item, content),
        source=_named(provider),
        authors=tuple(_authors(content)),
        published=published,
        updated="" if updated == published else updated,
        language=_language(item, content),
        section=_section(content),
    )


def _title(item: Tree, content: Tree | None) -> str:
    """The headline, else that of the text inside, else the slugline."""
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


def _authors(content: Tree | None) -> Iterator[str]:
    """The byline as written, else the creators."""
    children = [] if content is None else list(content)
    bylines = [one_line_text(child) for child in children if local_name(child) == "by"]
    if any(bylines):
        for byline in bylines:
            yield from split_byline(byline)
    else:
        creators = [_named(child) for child in children if local_name(child) == "creator"]
        yield from filter(None, creators)


def _named(element: Tree | None) -> str:
    """The name inside a provider, creator or subject, else its code without the scheme."""
    if element is None:
        return ""
    code = element.get("literal") or element.get("qcode", "").rpartition(":")[2]
    # A number of a controlled vocabulary is no name.
    return one_line_text(find_element(element, "name")) or ("" if code.isdigit() else code)


def _section(content: Tree | None) -> str:
    """The name of the first topic; people and places are subjects as well."""
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


def _language(item: Tree, content: Tree | None) -> str:
    tagged = find_element(content, "language")
    said = "" if tagged is None else tagged.get("tag", "")
    return language_tag(said) or language_tag(item.get(LANGUAGE) or "")


def _text(item: Tree) -> str:
    """The text of the first content that has any. Raises DatelineError where none is here."""
    contents = find_element(item, "contentset")
    parts = [] if contents is None else list(contents)
    for part in sorted(parts, key=lambda part: local_name(part) != "inlinexml"):
        text = ""
        if local_name(part) == "inlinexml":
            text = nitf.extract_text(part) or PARAGRAPH.join(extract_paragraphs(_body(part)))
        elif local_name(part) == "inlinedata" and not part.get("encoding"):
            text = "".join(part.itertext())
        if text.strip():
            return text.strip()
    if any(local_name(part) == "remotecontent" for part in parts):
        raise DatelineError("it has no text: its content is in other files")
    raise DatelineError("it has no text")


def _body(part: Tree) -> Tree:
    """The body of an XHTML document, else the whole."""
    found = find_element(part, "body")
    return part if found is None else found


def _code(element: Tree | None) -> str:
    """The value of a status, such as "canceled" of "stat:canceled"."""
    if element is None:
        return ""
    value = element.get("qcode") or element.get("uri") or ""
    return str(value).replace("/", ":").rpartition(":")[2].lower()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
