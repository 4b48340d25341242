"""The paragraphs in a tree of markup (HTML, NITF, XHTML), as a person sees them. Pure.

Decides which elements end a line or a paragraph, but not which of them belong to the article.
"""

from __future__ import annotations

import re
from collections.abc import Collection
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
# Invisible hints where a line may break.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def extract_paragraphs(tree: Tree, skipped: Collection[str] = UNSEEN) -> list[str]:
    """Extract the text of an element as paragraphs, none of them empty.

    `skipped` are the names of elements that are left out with all their content. A table of
    figures is one paragraph: a line for each row, tabs between its cells.
    """
    flow = _Flow(skipped)
    flow.walk(tree, 0)
    flow.close()
    return flow.paragraphs


def local_name(element: Tree) -> str:
    """The name in lower case without its namespace; "" for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


class _Flow:
    """Collects text: the pieces of the open paragraph, and the finished paragraphs."""

    def __init__(self, skipped: Collection[str]) -> None:
        self._skipped = skipped
        self._pieces: list[str] = []
        self.paragraphs: list[str] = []

    def walk(self, element: Tree, depth: int, *, preformatted: bool = False) -> None:
        name = local_name(element)
        if not name or name in self._skipped or depth > _MAX_DEPTH:
            return
        if name in _LINE_BREAKS:
            self._pieces.append("\n")
        ends = name in _BLOCKS
        if ends:
            self.close()
        if name == "table" and (rows := _read_figures(element, self._skipped)):
            self.paragraphs.append("\n".join(rows))
            return
        preformatted = preformatted or name in _PREFORMATTED
        self._add(element.text, preformatted=preformatted)
        for child in element:
            self.walk(child, depth + 1, preformatted=preformatted)
            self._add(child.tail, preformatted=preformatted)
        if ends:
            self.close()

    def close(self) -> None:
        """End the open paragraph. Empty lines in its source divide it into several."""
        if not self._pieces:
            return
        text, self._pieces = _INVISIBLE.sub("", "".join(self._pieces)), []
        lines = [" ".join(line.split()) for line in text.split("\n")]
        self.paragraphs += [
            part.strip() for part in re.split(r"\n{2,}", "\n".join(lines)) if part.strip()
        ]

    def _add(self, text: str | None, *, preformatted: bool) -> None:
        if text and (self._pieces or not text.isspace()):
            self._pieces.append(
                text.replace("\r\n", "\n") if preformatted else re.sub(r"\s+", " ", text)
            )


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
