"""The paragraphs in a tree of markup (HTML, NITF, XHTML), as a person sees them. Pure.

Decides which elements end a line or a paragraph, but not which of them belong to the article.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

# Elements of lxml and of xml.etree alike.
Tree = Any

PARAGRAPH = "\n\n"
# Elements that are never text.
UNSEEN = frozenset(
    "script style template noscript svg iframe object embed audio video canvas select button"
    " textarea input datalist".split()
)
# HTML, NITF and the names that trafilatura gives ("head" is its headline).
_BLOCKS = frozenset(
    "address article aside blockquote body body.content block bq caption center cell dd details"
    " dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hl1 hl2"
    " hr html item legend li list main media media-caption nav ol p pre quote row section summary"
    " table tbody td tfoot th thead tr ul".split()
)
_LINE_BREAKS = frozenset({"br", "lb"})
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
# Where the line ends of the source are those of the text; trafilatura calls <pre> a quote.
_PREFORMATTED = frozenset({"pre", "code", "quote"})
# A longer cell is neither a figure nor a name, so the table only lays out a page.
_MAX_CELL = 200
_MAX_DEPTH = 300
_SPACES = re.compile(r"\s+")
# Control characters, and invisible hints where a line may break.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, and the element that begins it: its block, or the table of its figures."""

    text: str
    element: Tree


def extract_paragraphs(tree: Tree, skipped: Collection[str] = UNSEEN) -> list[str]:
    """Extract the text of an element as paragraphs, none of them empty.

    `skipped` are the names of elements that are left out with all their content. A table of
    figures is one paragraph: a line for each row, tabs between its cells.
    """
    return [paragraph.text for paragraph in find_paragraphs(tree, skipped)]


def find_paragraphs(tree: Tree, skipped: Collection[str] = UNSEEN) -> list[Paragraph]:
    """Find the paragraphs of `extract_paragraphs` with their elements."""
    flow = _Flow(skipped, tree)
    flow.walk(tree, 0)
    flow.close()
    return flow.paragraphs


def local_name(element: Tree) -> str:
    """The name in lower case without its namespace; "" for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


class _Flow:
    """Collects text: the pieces of the open paragraph, and the finished paragraphs."""

    def __init__(self, skipped: Collection[str], tree: Tree) -> None:
        self._skipped = skipped
        self._pieces: list[str] = []
        self._block = self._beginning = tree
        self.paragraphs: list[Paragraph] = []

    def walk(self, element: Tree, depth: int, *, preformatted: bool = False) -> None:
        name = local_name(element)
        if not name or name in self._skipped or depth > _MAX_DEPTH:
            return
        if name in _LINE_BREAKS:
            self._append("\n")
        ends, above = name in _BLOCKS, self._block
        if ends:
            self.close()
            self._block = element
        if name == "table" and (rows := _read_figures(element, self._skipped)):
            self.paragraphs.append(Paragraph("\n".join(rows), element))
            self._block = above
            return
        preformatted = preformatted or name in _PREFORMATTED
        self._add(element.text, preformatted=preformatted)
        for child in element:
            self.walk(child, depth + 1, preformatted=preformatted)
            self._add(child.tail, preformatted=preformatted)
        if ends:
            self.close()
            self._block = above

    def close(self) -> None:
        """End the open paragraph. Empty lines in its source divide it into several."""
        if not self._pieces:
            return
        text, self._pieces = _INVISIBLE.sub("", "".join(self._pieces)), []
        lines = [" ".join(line.split()) for line in text.split("\n")]
        parts = re.split(r"\n{2,}", "\n".join(lines))
        self.paragraphs += [
            Paragraph(part.strip(), self._beginning) for part in parts if part.strip()
        ]

    def _add(self, text: str | None, *, preformatted: bool) -> None:
        if text and (self._pieces or not text.isspace()):
            self._append(text.replace("\r\n", "\n") if preformatted else _SPACES.sub(" ", text))

    def _append(self, piece: str) -> None:
        if not self._pieces:
            self._beginning = self._block
        self._pieces.append(piece)


def _read_figures(table: Tree, skipped: Collection[str]) -> list[str]:
    """The lines of a table of figures, none if the table only lays out a page."""
    # Checked first, since reading nested tables from each of them would take exponential time.
    if sum(1 for inner in table.iter() if local_name(inner) == "table") > 1:
        return []
    rows: list[str] = []
    for row in table.iter():
        if local_name(row) not in _ROWS:
            continue
        texts = [extract_paragraphs(cell, skipped) for cell in row if local_name(cell) in _CELLS]
        if any(len(text) > 1 or len("".join(text)) > _MAX_CELL for text in texts):
            return []
        line = "\t".join(" ".join("".join(text).split()) for text in texts).strip()
        rows += [line] if line else []
    # A table of single cells is a frame around a text.
    return rows if any("\t" in row for row in rows) else []
