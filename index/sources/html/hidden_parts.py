"""Parts of a page that nobody sees: they are emptied before its text is read.

Only what is hidden for sure: by an attribute, by its own style, or by a class that all frameworks
use for words read aloud. Style sheets are not read. A part with most of the page's words is not
hidden, since a script shows it.
"""

from __future__ import annotations

import re

from index.sources.html.blocks import Tree, local_name

_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*(?:0|1px)\b)",
    re.IGNORECASE,
)
_READ_ALOUD = frozenset(
    "visually-hidden visuallyhidden visually_hidden u-visually-hidden is-visually-hidden sr-only"
    " screen-reader-text screen-reader-only screenreader-only screenreader-text show-for-sr"
    " a11y-hidden accessibility-hidden element-invisible hide-visually".split()
)
_FRAMES = frozenset({"html", "body", "head"})
# A drop cap is hidden from programs that read aloud, but a person sees it; the letter or word that
# is read in its place stands right behind it.
_LONGEST_INITIAL = 3
_LONGEST_SPOKEN = 30


def empty_hidden(tree: Tree) -> None:
    """Empty the hidden elements of a page."""
    hidden = [element for element in tree.iter() if _is_hidden(element)]
    if not hidden:
        return
    most = sum(map(len, tree.itertext())) / 2
    # Chosen before the first is emptied, which takes its attributes, too.
    for element in [one for one in hidden if not _is_seen(one, most)]:
        element.clear(keep_tail=True)


def _is_hidden(element: Tree) -> bool:
    name = local_name(element)
    if not name or name in _FRAMES:
        return False
    hidden = element.get("hidden")
    if hidden is not None and hidden.lower() != "until-found":
        return True
    if element.get("aria-hidden") == "true" or (name == "dialog" and element.get("open") is None):
        return True
    style = element.get("style")
    return bool(style and _STYLE.search(style[:2_000])) or _is_read_aloud(element)


def _is_read_aloud(element: Tree) -> bool:
    return not _READ_ALOUD.isdisjoint((element.get("class") or "")[:1_000].lower().split())


def _is_seen(element: Tree, most: float) -> bool:
    """Whether it is more than half of the page, or begins a word that goes on behind it."""
    text = "".join(element.itertext()).strip()
    if len(text) >= most:
        return True
    if _is_read_aloud(element):
        previous = element.getprevious()
        return (
            len(text) <= _LONGEST_SPOKEN
            and previous is not None
            and previous.get("aria-hidden") == "true"
            and not (previous.tail or "").strip()
        )
    return (
        element.get("aria-hidden") == "true"
        and text.isalpha()
        and len(text) <= _LONGEST_INITIAL
        and bool(element.tail)
    )
