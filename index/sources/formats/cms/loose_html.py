"""HTML whose paragraphs are blank lines, as WordPress and Movable Type keep it. Pure."""

from __future__ import annotations

import re

from index.sources.html.fragment import extract_fragment_text

_PARAGRAPHS = re.compile(r"<p[\s>]|<!-- /?wp:", re.IGNORECASE)
_BLOCK = re.compile(
    r"\s*</?(?:address|article|aside|blockquote|center|div|dl|fieldset|figure|figcaption|footer|form"
    r"|h[1-6]|header|hr|li|nav|ol|p|pre|script|section|style|table|tbody|td|tr|ul)\b",
    re.IGNORECASE,
)
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def extract_loose_text(html: str) -> str:
    """Extract the text; blank lines end paragraphs if the markup has none."""
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    if not _PARAGRAPHS.search(html):
        html = "\n".join(map(_make_paragraph, _BLANK_LINES.split(html)))
    return extract_fragment_text(html)


def _make_paragraph(piece: str) -> str:
    if not piece.strip() or _BLOCK.match(piece):
        return piece
    lines = piece.strip().replace("\n", "<br>\n")
    return f"<p>{lines}</p>"
