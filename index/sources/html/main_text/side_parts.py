"""Paragraphs on a page that are no part of the article: boxes, captions, labels, bylines, cards.

Judges by names of elements, by their structure, and by the words of the paragraph. A container with
a good part of the article is never beside it, whatever its name is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.language.sites.side_notes import (
    begins_with_label,
    is_label_of_link,
    is_offer,
    is_side_note,
)
from index.sources.html.blocks import Tree, local_name
from index.sources.html.main_text.choice import keep_letters
from index.sources.html.main_text.places import HEADINGS, Placed, measure_links, strip_digits
from index.sources.html.names import (
    is_named_beside,
    is_named_byline,
    is_named_section,
    is_never_text,
)
from index.sources.html.page_date import has_date

# Elements that hold no part of the article, unless they hold most of it.
_BESIDE = frozenset({"aside", "footer", "nav", "form", "figcaption", "dialog", "menu", "address"})
_CARDS = frozenset({"article", "li", "div", "section"})
# A container with more of the article's letters is a part of it.
_SHARE = 0.25
_LARGEST_SHARE = 0.6
_BOX_WORDS = 80
_BOX_LEVELS = 4
_QUOTED = frozenset({"blockquote", "aside", "figure"})
_WHOLLY_LINKED = 0.9
_FEWEST_LINK_WORDS = 3
_MOST_LABEL_WORDS = 5
_MOST_BYLINE_WORDS = 25
_MOST_NAME_WORDS = 12
_SHOP = re.compile(
    r"subs[ck]r|sign-?up|newsletter|member|log-?in|sign-?in|regist|donat|support|abo(?:nn|\\b|/)|suscri"
    r"|assin|prenumer|iscri|konto|account|checkout|offer|mailto:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Trust:
    """What counts on a page: the names of its elements, and linked headings with a few words as
    cards of other articles."""

    names: bool = True
    cards: bool = True


class SideParts:
    """Tells the paragraphs beside an article from those of it.

    `weights` are the letters of the article's paragraphs in each element that holds any, as far as
    they are known; `authors` are its authors.
    """

    def __init__(self, weights: Counter[Tree], authors: Collection[str], trust: Trust) -> None:
        self._weights, self._trust = weights, trust
        self._total = max(weights.values(), default=0)
        self._authors = [key for name in authors if (key := keep_letters(name))]
        self._boxes: set[Tree] = set()
        # Classes of the containers of the article: others of that name are its parts, too.
        self._own = {
            strip_digits(element.get("class"))
            for element, weight in weights.items()
            if weight > self._total * _SHARE and element.get("class")
        }
        self._known: dict[bool, dict[Tree, bool]] = {False: {}, True: {}}

    def is_beside(self, one: Placed, *, is_lead: bool) -> bool:
        """Does a paragraph stand beside the article? In the lead, it may be a byline."""
        return (
            is_side_note(one.text)
            or _is_link_to_other(one)
            or self.is_in_side_part(one.element)
            or (is_lead and self._is_byline(one))
        )

    def is_in_side_part(self, element: Tree, *, doubtful: bool = False) -> bool:
        """Is the element, or one above it, a box beside the article?

        With `doubtful`, also by names that parts of articles have, too.
        """
        known = self._known[doubtful]
        chain = []
        answer = False
        while element is not None:
            if element in known:
                answer = known[element]
                break
            chain.append(element)
            if self._is_side_part(element, doubtful=doubtful):
                answer = True
                break
            element = element.getparent()
        known.update(dict.fromkeys(chain, answer))
        return answer

    def _is_side_part(self, element: Tree, *, doubtful: bool) -> bool:
        name = local_name(element)
        if name in ("body", "html"):
            return False
        if element in self._boxes:
            return True
        weight = self._weights[element] / (self._total or 1)
        if weight > _SHARE:
            return weight < _LARGEST_SHARE and is_never_text(element)
        if name == "figure":
            texts = (
                ("table", "blockquote", "pre") if doubtful else ("table", "blockquote", "pre", "p")
            )
            return next(element.iter(*texts), None) is None
        if name in _BESIDE or is_never_text(element):
            return True
        has_own_name = strip_digits(element.get("class")) in self._own
        if self._trust.names and not has_own_name and is_named_beside(element, doubtful=doubtful):
            return True
        return self._trust.cards and self._is_card(element)

    def is_in_card(self, element: Tree) -> bool:
        """Is the element, or one of the three above it, a card that leads to another article?"""
        return any(map(self._is_card, [element, *list(element.iterancestors())[:3]]))

    def _is_card(self, element: Tree) -> bool:
        """Is it a linked heading with a few words?"""
        if local_name(element) not in _CARDS or self._weights[element] > self._total * _SHARE:
            return False
        headings = [one for one in element.iter(*HEADINGS) if "".join(one.itertext()).strip()]
        if len(headings) != 1 or measure_links(headings[0]) < _WHOLLY_LINKED:
            return False
        return len(_take_words(element, _BOX_WORDS + 1)) <= _BOX_WORDS and _leads_away(headings[0])

    def close_boxes(self, placed: Sequence[Placed]) -> None:
        """Take what stands in one box with an offer of the site for a part of that offer."""
        offers = [one for one in placed if is_offer(one.text)]
        if not offers:
            return
        texts = {
            element
            for one in placed
            if one.is_prose and not is_offer(one.text)
            for element in (one.element, *one.element.iterancestors())
        }
        self._boxes = {box for one in offers if (box := _find_box(one, texts)) is not None}
        self._known = {False: {}, True: {}}

    def _is_byline(self, one: Placed) -> bool:
        if len(one.text.split()) > _MOST_BYLINE_WORDS or (one.is_prose and not has_date(one.text)):
            return False
        around = [
            element
            for element in (one.element, *list(one.element.iterancestors())[:2])
            if self._weights[element] <= self._total * _SHARE
        ]
        words = len(one.text.split())
        return (
            any(map(is_named_byline, around))
            or (is_named_section(one.element) and words <= _MOST_LABEL_WORDS)
            or (
                (words <= _MOST_NAME_WORDS or has_date(one.text))
                and any(name in one.key for name in self._authors)
            )
        )


def _find_box(one: Placed, texts: Collection[Tree]) -> Tree | None:
    """The small box around an offer, if it has a form or a link to a shop; None otherwise.

    `texts` are the elements that hold sentences of something else.
    """
    box = one.element
    if box in texts:
        return None
    for _ in range(_BOX_LEVELS):
        above = box.getparent()
        if above is None or above in texts:
            break
        if len(_take_words(above, _BOX_WORDS + 1)) > _BOX_WORDS:
            break
        box = above
    links = (link.get("href") or "" for link in box.iter("a"))
    has_form = next(box.iter("form", "input", "button"), None) is not None
    return box if has_form or any(_SHOP.search(link[:500]) for link in links) else None


def _is_link_to_other(one: Placed) -> bool:
    """Is it nothing but a link to another page, with or without a label before it?"""
    if one.is_heading or one.links == 0 or local_name(one.element) in ("td", "th", "pre", "table"):
        return False
    if one.links >= _WHOLLY_LINKED:
        return len(one.text.split()) >= _FEWEST_LINK_WORDS or begins_with_label(one.text)
    link = next((link for link in one.element.iter("a") if link.get("href")), None)
    linked = "" if link is None else " ".join("".join(link.itertext()).split())
    before, found, after = one.text.partition(linked)
    if not linked or not found or len(after.split()) > 1:
        return False
    label = before.strip()
    return is_label_of_link(label) or (
        label.endswith((":", "|", "："))
        and len(label.split()) <= _MOST_LABEL_WORDS
        and len(linked.split()) > _FEWEST_LINK_WORDS
    )


def _leads_away(heading: Tree) -> bool:
    """Does the heading's link lead to another page, and not to a place on this one?"""
    links = [*heading.iter("a"), *heading.iterancestors("a")]
    return any("#" not in (link.get("href") or "#") for link in links)


def _take_words(element: Tree, most: int) -> list[str]:
    """The first words of an element, at most so many and those of one more piece of text."""
    words: list[str] = []
    for text in element.itertext():
        words += text[: most * 100].split()
        if len(words) >= most:
            break
    return words


def drop_repetitions(placed: Sequence[Placed], kept: Sequence[int]) -> list[int]:
    """Leave out quotations that repeat a sentence of the text, and headings of nothing.

    A heading leads to nothing at the end of the text, or if all that follows it in its box is left
    out.
    """
    keys = [placed[n].key for n in kept if placed[n].is_prose]
    rest: list[int] = []
    for n, following in zip(kept, [*kept[1:], len(placed)], strict=False):
        one = placed[n]
        quoted = any(local_name(above) in _QUOTED for above in one.element.iterancestors())
        if quoted and any(one.key in key and one.key != key for key in keys):
            continue
        box = one.element.getparent()
        left = any(other.element.getparent() is box for other in placed[n + 1 : following])
        goes_on = following < len(placed) and box in placed[following].element.iterancestors()
        if not (one.is_heading and left and not goes_on):
            rest.append(n)
    while len(rest) > 1 and placed[rest[-1]].is_heading:
        rest.pop()
    return rest
