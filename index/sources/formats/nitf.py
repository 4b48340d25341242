"""NITF, the markup of news agencies for one story, as an article.

Reads the text and the head of a story. https://iptc.org/standards/nitf/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.core.errors import DatelineError
from index.language.en.bylines import split_byline
from index.sources.html.blocks import PARAGRAPH, UNSEEN, Tree, extract_paragraphs, local_name
from index.sources.html.page_metadata import resolve_canonical_url
from index.sources.metadata import Metadata, language_tag

# A caption belongs to a picture, which is not in the file.
_UNREAD = UNSEEN | {"media", "media-reference", "media-caption", "hedline"}
_WITHHELD = {"canceled": "canceled", "cancelled": "canceled", "withheld": "withheld"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_story(root: Tree) -> tuple[str, Metadata]:
    """Read the text and the metadata of a <nitf> element.

    Raises DatelineError if the agency canceled or withholds the story.
    """
    data = find_element(root, "docdata")
    status = _read_attribute(data, "management-status").lower()
    if status in _WITHHELD:
        raise DatelineError(f"it is {_WITHHELD[status]} by its management-status")
    return extract_text(root), _read_metadata(root, data)


def extract_text(root: Tree) -> str:
    """Extract the paragraphs of the story's body, with blank lines between them."""
    bodies = [element for element in root.iter() if local_name(element) == "body.content"]
    return PARAGRAPH.join(part for body in bodies for part in extract_paragraphs(body, _UNREAD))


def _read_metadata(root: Tree, data: Tree | None) -> Metadata:
    publication = find_element(root, "pubdata")
    issued = _read_attribute(find_element(data, "date.issue"), "norm")
    head = find_element(root, "body.head")
    headline = find_element(head, "hl1")
    title = one_line_text(find_element(root, "title") if headline is None else headline)
    section = _read_attribute(publication, "position.section")
    return Metadata(
        title=title,
        source=_read_attribute(publication, "name")
        or one_line_text(find_element(head, "distributor")),
        authors=tuple(_find_authors(head)),
        # date.release is when the story may be used, which is later than the date of issue.
        published=issued or _read_attribute(publication, "date.publication"),
        updated=_find_revision(root, issued),
        url=resolve_canonical_url(_read_attribute(publication, "ex-ref"), ""),
        language=language_tag(root.get(LANGUAGE) or ""),
        section=section
        or _read_attribute(find_element(root, "tobject.subject"), "tobject.subject.type"),
    )


def _find_revision(root: Tree, issued: str) -> str:
    revisions = [
        element.get("norm", "")
        for element in root.iter()
        if local_name(element) == "revision-history" and element.get("norm")
    ]
    latest = max(revisions, default="")
    return "" if latest == issued else latest


def _find_authors(head: Tree | None) -> Iterator[str]:
    """The people in each byline; if none are marked, its words without the job title."""
    for byline in _find_all(head, "byline"):
        persons = [one_line_text(person) for person in _find_all(byline, "person")]
        if any(persons):
            yield from persons
        else:
            words = " ".join(
                " ".join(extract_paragraphs(byline, {"byttl", "virtloc", "location"})).split()
            )
            yield from split_byline(words)


def one_line_text(element: Tree | None) -> str:
    """An element's text on one line, "" if there is no element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def find_element(root: Tree | None, name: str) -> Tree | None:
    """Find the first element of a name, in any namespace."""
    return next(_find_all(root, name), None)


def _find_all(root: Tree | None, name: str) -> Iterator[Tree]:
    if root is not None:
        yield from (element for element in root.iter() if local_name(element) == name)


def _read_attribute(element: Tree | None, name: str) -> str:
    value = "" if element is None else element.get(name, "")
    return re.sub(r"\s+", " ", value).strip()
