"""Containers that go on with the text of the one beside them.

Some pages cut an article into two elements of one kind, with an advert or a box between them.
Another article, a comment or a post of a live blog begins with a heading, a name or a time of its
own; a part of a text begins with a sentence.
"""

from __future__ import annotations

from collections.abc import Collection

from index.sources.html.blocks import Tree, local_name
from index.sources.html.main_text.places import HEADINGS, strip_digits
from index.sources.html.names import is_named_byline

# Elements without a class that are of one kind by their name alone.
_NAMED = frozenset({"article", "section"})
_OWN_START = frozenset({"time", "address", "header", "figure", "img", "form"}) | HEADINGS


def find_twins(container: Tree, texts: Collection[Tree]) -> set[Tree]:
    """Find the elements beside a container of the same kind that begin with one of the `texts`,
    the elements of sentences."""
    above = container.getparent()
    if above is None or not (container.get("class") or local_name(container) in _NAMED):
        return set()
    kind = _name_kind(container)
    return {
        element
        for element in above.iterchildren()
        if element is not container and _name_kind(element) == kind and _begins(element, texts)
    }


def _name_kind(element: Tree) -> tuple[str, str]:
    return local_name(element), strip_digits(element.get("class"))


def _begins(element: Tree, texts: Collection[Tree]) -> bool:
    """Does a sentence come first in the element, before anything that another text begins with?"""
    for inner in element.iter():
        if inner is not element and local_name(inner) in _OWN_START:
            return False
        if is_named_byline(inner):
            return False
        if inner in texts:
            return True
        if (inner.text or "").strip():
            return False
    return False
