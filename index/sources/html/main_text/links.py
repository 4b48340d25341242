"""Paragraphs and headings that are nothing but links to other pages."""

from __future__ import annotations

from index.language.sites.side_notes import begins_with_label, is_label_of_link
from index.sources.html.blocks import Tree, local_name
from index.sources.html.main_text.places import Placed

WHOLLY_LINKED = 0.9
_FEWEST_LINK_WORDS = 3
_MOST_LABEL_WORDS = 5


def is_link_to_other(one: Placed) -> bool:
    """Is it nothing but a link to another page, with or without a label before it?"""
    if one.is_heading or one.links == 0 or local_name(one.element) in ("td", "th", "pre", "table"):
        return False
    if one.links >= WHOLLY_LINKED:
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


def leads_away(heading: Tree) -> bool:
    """Does the heading's link lead to another page, and not to a place on this one?"""
    links = [*heading.iter("a"), *heading.iterancestors("a")]
    return any("#" not in (link.get("href") or "#") for link in links)
