"""`.epub`: an e-paper or a book, each of its articles or chapters an article.

An article is a document that the table of contents names or that begins with a heading, with the
documents behind it that do neither. Covers, tables of contents and notes are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.entry import Entry
from index.sources.formats.package import Package, open_package
from index.sources.formats.web.epub_package import Epub, read_epub
from index.sources.html.blocks import PARAGRAPH, UNSEEN, Tree, extract_paragraphs, local_name
from index.sources.html.page import decode_html
from index.sources.html.page_text import parse_html
from index.sources.metadata import Metadata, merge_metadata
from index.sources.parsed_article import Problem, SourceEvent

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNREAD = UNSEEN | {"head", "nav"}
# Parts of a document that are not its text (https://www.w3.org/TR/epub-ssv-11/).
_NOT_TEXT = frozenset(
    "cover titlepage halftitlepage copyright-page toc landmarks page-list loi lot index colophon"
    " noteref footnote footnotes endnote endnotes rearnote rearnotes pagebreak".split()
)
_NOT_WORD = re.compile(r"[^\w.]+")


@dataclass(frozen=True, slots=True)
class _Document:
    """A document: its name, heading ("" if it begins with none) and paragraphs."""

    name: str
    heading: str
    paragraphs: tuple[str, ...]


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read its articles. A damaged document gives a Problem and no more.

    Raises DatelineError or OSError if it is damaged, encrypted or without text.
    """
    package = open_package(entry)
    epub = read_epub(package)
    ids: set[str] = set()
    found = False
    for group in _group_documents(entry, package, epub):
        found = True
        if isinstance(group, Problem):
            yield group
        else:
            yield from _build_article(entry, epub, group, ids)
    if not found:
        raise DatelineError("it has no text, only pictures")


def _group_documents(
    entry: Entry, package: Package, epub: Epub
) -> Iterator[list[_Document] | Problem]:
    """The documents of each article, or the reason why one cannot be read."""
    group: list[_Document] = []
    for name in epub.documents:
        try:
            document = _read_document(package, name)
        except DatelineError as error:
            yield Problem(entry.name_part(name), str(error))
            continue
        begins = name in epub.titles or document.heading or not epub.titles
        if group and begins:
            yield group
            group = []
        # A document without text is a picture.
        group += [document] if document.paragraphs else []
    if group:
        yield group


def _read_document(package: Package, name: str) -> _Document:
    tree = parse_html(decode_html(package.read(name)))
    bodies = list(tree.iter("body"))
    body = bodies[0] if bodies else tree
    for element in list(body.iter()):
        if _NOT_TEXT & set((element.get("epub:type") or "").split()):
            # Emptied, not removed: removal joins the texts around it.
            element.clear(keep_tail=True)
    paragraphs = tuple(extract_paragraphs(body, _UNREAD))
    first = one_line(paragraphs[0]) if paragraphs else ""
    is_headed = any(one_line("".join(one.itertext())) == first for one in _find_headings(body))
    return _Document(name, first if is_headed else "", paragraphs)


def _find_headings(body: Tree) -> Iterator[Tree]:
    return (element for element in body.iter() if local_name(element) in _HEADINGS)


def _build_article(
    entry: Entry, epub: Epub, group: list[_Document], ids: set[str]
) -> Iterator[SourceEvent]:
    first = group[0]
    title = epub.titles.get(first.name) or first.heading
    paragraphs = [text for document in group for text in document.paragraphs]
    if len(paragraphs) > 1 and one_line(paragraphs[0]) in (title, first.heading):
        del paragraphs[0]
    statements = {"page": Metadata(title=title), "file": epub.metadata}
    article_id = _choose_id(entry, first.name, ids)
    try:
        yield from entry.build_article(
            PARAGRAPH.join(paragraphs), merge_metadata(statements), article_id, first.name
        )
    except DatelineError as error:
        yield Problem(entry.name_part(first.name), str(error))


def _choose_id(entry: Entry, name: str, ids: set[str]) -> str:
    """The id of the article that begins with this document, from the names of both files."""
    stem = name.rpartition(".")[0] or name
    article_id = f"{entry.stem}-{_NOT_WORD.sub('-', stem).strip('-')}"
    if article_id in ids:
        article_id = f"{article_id}-{len(ids)}"
    ids.add(article_id)
    return article_id
