"""Find elements of agencies' XML by their names, in any namespace. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.sources.html.blocks import Tree, local_name

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def one_line_text(element: Tree | None) -> str:
    """An element's text on one line, "" if there is no element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def find_element(root: Tree | None, *path: str) -> Tree | None:
    """Find the first element of a name, below the first one of the name before."""
    for name in path:
        root = next(find_all(root, name), None)
    return root


def find_all(root: Tree | None, name: str) -> Iterator[Tree]:
    """Find all elements of a name."""
    if root is not None:
        yield from (element for element in root.iter() if local_name(element) == name)


def find_children(root: Tree | None, name: str) -> list[Tree]:
    """Find the direct children of a name."""
    return [] if root is None else [child for child in root if local_name(child) == name]


def read_attribute(element: Tree | None, name: str) -> str:
    """An attribute on one line, "" if there is none."""
    value = "" if element is None else element.get(name, "")
    return re.sub(r"\s+", " ", value).strip()


def choose_english(elements: list[Tree]) -> Tree | None:
    """The element in English, else the first: the words of terms are read in English."""
    english = [one for one in elements if (one.get(LANGUAGE) or "").lower().startswith("en")]
    return next(iter([*english, *elements]), None)
