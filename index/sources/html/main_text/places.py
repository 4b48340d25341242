"""Where the paragraphs of a page stand: in which containers, in which shape, among which links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.sources.html.blocks import Paragraph, Tree, local_name
from index.sources.html.main_text.choice import keep_letters

Shape = tuple[tuple[str, str], ...]

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PROSE_LETTERS = 40
_PROSE_LINKS = 0.5
# In scripts without spaces a sentence is shorter.
_SENTENCE_END = re.compile(r"[.!?…。！？:]\W*$|[.!?。]\s")
_DIGITS = re.compile(r"\d+")
# An element with more letters has other paragraphs, too.
_SAME = 1.1
_MOST_LINKS = 50


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph with its place: `links` is the share of its letters in links, `is_prose` whether
    it is a sentence or more outside of headings."""

    text: str
    key: str
    element: Tree
    links: float
    is_prose: bool

    @property
    def is_heading(self) -> bool:
        """Is it a heading?"""
        return local_name(self.element) in HEADINGS

    @property
    def shape(self) -> Shape:
        """The names and classes of its element and of the two above, without their numbers."""
        levels = [self.element, *list(self.element.iterancestors())[:2]]
        return tuple((local_name(one), strip_digits(one.get("class"))) for one in levels)


def strip_digits(name: str | None) -> str:
    """A class without its numbers, which count elements of one kind."""
    return _DIGITS.sub("", (name or "")[:300])


def place_paragraphs(paragraphs: Sequence[Paragraph]) -> list[Placed]:
    """Find the place of each paragraph."""
    shares: dict[Tree, float] = {}
    placed = []
    for paragraph in paragraphs:
        element, key = paragraph.element, keep_letters(paragraph.text)
        if element not in shares:
            shares[element] = measure_links(element)
        links = shares[element]
        if 0 < links < 1 and _count_letters(element) > len(paragraph.text) * _SAME:
            links = _measure_links_in(element, paragraph.text)
        is_prose = (
            len(key) >= _PROSE_LETTERS // (1 if key.isascii() else 2)
            and links < _PROSE_LINKS
            and local_name(element) not in HEADINGS
            and _SENTENCE_END.search(paragraph.text) is not None
        )
        placed.append(Placed(paragraph.text, key, element, links, is_prose))
    return placed


def measure_links(element: Tree) -> float:
    """The share of an element's letters that stand in links, or are a link as a whole."""
    whole = _count_letters(element)
    if not whole:
        return 0.0
    if any(link.get("href") for link in element.iterancestors("a")):
        return 1.0
    inside = sum(_count_letters(link) for link in element.iter("a") if link.get("href"))
    return min(inside / whole, 1.0)


def _measure_links_in(element: Tree, text: str) -> float:
    """The share of links in one of several paragraphs of an element, by their words."""
    linked = 0
    for link in list(element.iter("a"))[:_MOST_LINKS]:
        words = " ".join("".join(link.itertext()).split())
        linked += len(words) if link.get("href") and words and words in text else 0
    return min(linked / len(text), 1.0)


def weigh_containers(placed: Sequence[Placed]) -> Counter[Tree]:
    """For each element above the paragraphs, the letters of them that it holds."""
    weights: Counter[Tree] = Counter()
    for one in placed:
        weights[one.element] += len(one.key)
        for above in one.element.iterancestors():
            weights[above] += len(one.key)
    return weights


def _count_letters(element: Tree) -> int:
    # Not character by character, since nested elements can each hold a whole page.
    return sum(len(text.strip()) for text in element.itertext())
