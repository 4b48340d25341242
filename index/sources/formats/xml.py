"""`.xml` of newsrooms, told apart by its root: NITF, NewsML-G2 and NewsML 1.

Only one item is in memory at a time. Entities are refused, since a few lines of them can stand for
gigabytes or for other files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from html.entities import name2codepoint
from typing import Any, NamedTuple

from index.core.errors import DatelineError
from index.sources.bounded_reader import BoundedReader
from index.sources.entry import Entry
from index.sources.formats.agency import newsml1, newsml_g2, nitf
from index.sources.formats.agency.story import Story, read_story
from index.sources.html.blocks import Tree, local_name
from index.sources.parsed_article import Problem, SourceEvent

_MAX_ITEM_BYTES = 20_000_000
_MAX_DEPTH = 200


class _Kind(NamedTuple):
    """The name of the elements that are items, and the function that reads the stories of one."""

    item: str
    read: Callable[[Tree], Iterator[Story]]


# By the name of the root element in lower case.
_KINDS = {
    "nitf": _Kind("nitf", nitf.read_stories),
    "newsitem": _Kind("newsitem", newsml_g2.read_stories),
    "newsmessage": _Kind("newsitem", newsml_g2.read_stories),
    "newsml": _Kind("newsitem", newsml1.read_stories),
}
ROOTS = frozenset(_KINDS)


class _Item(NamedTuple):
    """An item of the file. `alone` means that it is the whole file."""

    element: Tree
    kind: _Kind
    alone: bool


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles, one item at a time. A bad item gives a Problem and no more.

    Raises DatelineError or OSError if the file is none of these formats, or is damaged (after the
    articles before the damage).
    """
    number = 0
    with closing(entry.open()) as file:
        for number, item in enumerate(_parse_items(file), start=1):
            part = "" if item.alone else f"item {number}"
            try:
                yield from _read_item(entry, item, part)
            except DatelineError as error:
                yield Problem(entry.name_part(part), str(error))
    if number == 0:
        raise DatelineError("it holds no newsItem")


def _read_item(entry: Entry, item: _Item, part: str) -> Iterator[SourceEvent]:
    stories = list(item.kind.read(item.element))
    for number, story in enumerate(stories, start=1):
        own = part if len(stories) == 1 else ", ".join(filter(None, (part, f"story {number}")))
        # A file of one NITF story is named after the file.
        name = story.item.guid if story.item and item.kind.item != "nitf" else ""
        try:
            yield from read_story(entry, story, name or (own and story.metadata.title), own)
        except DatelineError as error:
            yield Problem(entry.name_part(own), str(error))


def _parse_items(file: Any) -> Iterator[_Item]:
    """Parse the items of the file."""
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
        for item in _walk(iterparse(bounded, ("start", "end"), parser)):
            yield item
            bounded.reset()
    except ParseError as error:
        raise DatelineError(f"it is not well-formed XML ({error})") from error
    except DefusedXmlException as error:
        raise DatelineError("it declares XML entities of its own, which are refused") from error
    except (ValueError, LookupError) as error:
        raise DatelineError("it is in an encoding that cannot be read as XML") from error


def _walk(events: Any) -> Iterator[_Item]:
    """Yield the items as they end, and drop what is not part of an item."""
    path: list[Tree] = []
    inside = 0
    kind: _Kind | None = None
    for event, element in events:
        if event == "start":
            kind = kind or _find_kind(element)
            if len(path) >= _MAX_DEPTH:
                raise DatelineError(f"it is nested more than {_MAX_DEPTH} elements deep")
            path.append(element)
            if not inside and local_name(element) == kind.item:
                inside = len(path)
            continue
        path.pop()
        if inside == len(path) + 1 and kind is not None:
            yield _Item(element, kind, not path)
            inside = 0
        if not inside and path:
            path[-1].clear()


def _find_kind(root: Tree) -> _Kind:
    """The kind of a file by its root. Raises DatelineError for any other."""
    kind = _KINDS.get(local_name(root))
    if kind is None:
        raise DatelineError("it is neither NITF nor NewsML")
    return kind
