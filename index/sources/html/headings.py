"""The headline that a page shows, and the headings that are the name of its site."""

from __future__ import annotations

import re
from collections.abc import Collection

from index.language.sites.outlets import fold_letters
from index.sources.html.blocks import Tree, local_name
from index.sources.html.names import is_named_logo, is_named_site_heading

MAX_VALUE = 1_000
_SPACES = re.compile(r"\s+")
# A link to the front page, as a logo is one.
_HOME = re.compile(r"(?:https?://[^/?#]+)?/?(?:index\.\w{2,5})?", re.IGNORECASE)
_LOGO_LEVELS = 2
_LOWER_HEADINGS = ("h2", "h3", "h4")
_MOST_HEADINGS = 200
_SEVERAL = 2
# Of a headline below no h1 that could be one, and below one that the title does not repeat.
_FEWEST_WORDS = (2, 4)
# Of one with which the title begins.
_FEWEST_AT_BEGINNING = 3


def find_headline(tree: Tree, title: str, outlets: Collection[str] = ()) -> str:
    """The headline above the article, "" if none can be told from the others.

    It is the one `h1` that is not the name of the site; of several, or of the headings below if
    there is none, the longest one that the page's `title` repeats. A heading below that the title
    repeats goes before an `h1` that it does not, and one with which it begins before the `h1` of
    a section.
    """
    known = {fold_letters(name) for name in outlets}
    tops = [one for one in list(tree.iter("h1"))[:_MOST_HEADINGS] if not is_site_heading(one)]
    titles = filter(None, map(read_short_text, tops))
    headings = [heading for heading in titles if fold_letters(heading) not in known]
    folded = fold_letters(title)
    texts = map(read_short_text, list(tree.iter(*_LOWER_HEADINGS))[:_MOST_HEADINGS])
    below = [heading for heading in texts if fold_letters(heading) not in known]
    first = max((one for one in below if _begins(folded, one)), key=len, default="")
    if len(headings) == 1 and (not folded or fold_letters(headings[0]) in folded):
        return first if first and _is_section(folded, headings[0]) else headings[0]
    fewest = (*_FEWEST_WORDS, None)[min(len(headings), _SEVERAL)]
    lower = [one for one in below if fewest and len(one.split()) >= fewest]
    lower += [first] if first and len(headings) == 1 else []
    repeated = [
        one for one in headings + lower if fold_letters(one) and fold_letters(one) in folded
    ]
    return max(repeated, key=len, default=headings[0] if len(headings) == 1 else "")


def _begins(folded: str, heading: str) -> bool:
    """Does a title, folded, begin with a heading of several words?"""
    own = fold_letters(heading)
    return len(heading.split()) >= _FEWEST_AT_BEGINNING and folded.startswith(own)


def _is_section(folded: str, heading: str) -> bool:
    """Has a heading few words, which stand within the folded title and not at its beginning?"""
    is_short = len(heading.split()) < _FEWEST_AT_BEGINNING
    return is_short and not folded.startswith(fold_letters(heading))


def find_site_names(tree: Tree) -> list[str]:
    """The names of the site in headings that are its logo."""
    return [
        name
        for element in list(tree.iter("h1"))[:_MOST_HEADINGS]
        if is_site_heading(element) and (name := read_short_text(element))
    ]


def is_site_heading(element: Tree) -> bool:
    """Is a heading the name of the site: by its name, or as a link to the front page?"""
    levels = [one for one in element.iterancestors() if local_name(one) != "body"][:_LOGO_LEVELS]
    if is_named_site_heading(element) or any(map(is_named_logo, levels)):
        return True
    links = list(element.iter("a"))
    return bool(links) and all(_HOME.fullmatch((one.get("href") or "-").strip()) for one in links)


def read_short_text(element: Tree) -> str:
    """The text of an element on one line, "" if it is longer than a value may be.

    Reading stops at that length, since nested headings can each hold a whole page.
    """
    parts: list[str] = []
    letters = 0
    for part in element.itertext():
        letters += sum(map(len, part.split()))
        if letters > MAX_VALUE:
            return ""
        parts.append(_SPACES.sub(" ", part))
    text = " ".join("".join(parts).split())
    return text if len(text) <= MAX_VALUE else ""
