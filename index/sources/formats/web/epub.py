"""`.epub`: an e-paper or a book, each of its articles or chapters an article.

An article is a text that the table of contents names or that begins with a heading, with the texts
behind it that do neither. Covers, tables of contents and notes are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.entry import Entry
from index.sources.formats.package import Package, open_package
from index.sources.formats.web.epub_document import EpubText, read_texts
from index.sources.formats.web.epub_package import Epub, read_epub
from index.sources.html.blocks import PARAGRAPH
from index.sources.metadata import Metadata, merge_metadata
from index.sources.parsed_article import Problem, SourceEvent

_NOT_WORD = re.compile(r"[^\w.]+")


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read its articles. A damaged document gives a Problem and no more.

    Raises DatelineError or OSError if it is damaged, encrypted or without text.
    """
    package = open_package(entry)
    epub = read_epub(package)
    ids: set[str] = set()
    found = False
    for group in _group_texts(entry, package, epub):
        found = True
        if isinstance(group, Problem):
            yield group
        else:
            yield from _build_article(entry, epub, group, ids)
    if not found:
        raise DatelineError("it has no text, only pictures")


def _group_texts(entry: Entry, package: Package, epub: Epub) -> Iterator[list[EpubText] | Problem]:
    """The texts of each article, or the reason why a document cannot be read."""
    group: list[EpubText] = []
    for name in epub.documents:
        try:
            texts = read_texts(name, package.read(name))
        except DatelineError as error:
            yield Problem(entry.name_part(name), str(error))
            continue
        for text in texts:
            begins = text.name in epub.titles or text.heading or not epub.titles
            if group and begins:
                yield group
                group = []
            group.append(text)
    if group:
        yield group


def _build_article(
    entry: Entry, epub: Epub, group: list[EpubText], ids: set[str]
) -> Iterator[SourceEvent]:
    first = group[0]
    title = epub.titles.get(first.name) or first.heading
    paragraphs = [paragraph for text in group for paragraph in text.paragraphs]
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
    """The id of the article that begins with this text, from the names of both files."""
    path, _, number = name.partition("#")
    stem = f"{path.rpartition('.')[0] or path} {number}"
    article_id = f"{entry.stem}-{_NOT_WORD.sub('-', stem).strip('-')}"
    if article_id in ids:
        article_id = f"{article_id}-{len(ids)}"
    ids.add(article_id)
    return article_id
