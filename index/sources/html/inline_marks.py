"""Words that a page strikes out, and figures that it raises or lowers, as plain text.

Rewrites the tree in place, so that all who read it see the same letters: `10<sup>6</sup>` is 10⁶,
the mark of a footnote is left out, and so is what a line is drawn through. Ordinals ("1st") stay.
"""

from __future__ import annotations

import re

from index.sources.html.blocks import Tree, local_name
from index.sources.raised import write_lowered, write_raised

_STRUCK = ("del", "s", "strike")
_LINE_THROUGH = re.compile(
    r"text-decoration[\w-]{0,20}\s{0,9}:[^;]{0,40}line-through", re.IGNORECASE
)
_PLACED = re.compile(r"vertical-align\s{0,9}:\s{0,9}(super|sub)\b", re.IGNORECASE)
# Classes of editors and style libraries. The whole class counts, since "strike" is news, too.
_STRUCK_CLASS = re.compile(
    r"(?!no)(?:[a-z]{1,20}-){0,3}(?:strike|strike-?through|line-?through|struck|struck-out)"
)
_PLACED_CLASS = re.compile(r"(sup)|(?:[a-z]{1,20}-)?(super|sub)script")
_INLINE = ("span", "font", "b", "i", "em", "strong", "u", "small", "big", "label", "ins", "mark")
_NOTE = re.compile(
    r"[\[(]\s*(?:\d{1,3}|[a-z]|[ivx]{1,4}|[^\d\s\])]{1,12}\s\d{1,3})\s*[\])]|[*†‡§¶#]{1,3}",
    re.IGNORECASE,
)
_NOTE_LIST = re.compile(r"\d{1,3}(?:\s*[,;–-]\s*\d{1,3})+")
_NOTE_NAME = re.compile(r"foot-?note|end-?note|note-?ref|reference|\bfn\b", re.IGNORECASE)
# After the end of a sentence or a quotation, a raised figure belongs to a note.
_CLOSING = ".,;:!?…”»\"'"
_LONGEST_MARK = 12
_LONGEST_NUMBER = 3
# So many letters struck out inside of a word mend a slip of the pen.
_LONGEST_SLIP = 2
_REACH = 20
_PARTING = frozenset({"p", "div", "li", "td", "body", "article", "section", "h1", "h2", "h3"})


def write_inline_marks(tree: Tree) -> None:
    """Rewrite what is struck out, raised or lowered in a tree of lxml."""
    _empty_struck(tree)
    for element, is_raised in _find_placed(tree):
        text = "".join(element.itertext()).strip()
        before = _find_text_before(element)
        if is_raised and _is_note_mark(element, text, before[-1:]):
            _replace(element, "")
        elif text:
            write = write_raised if is_raised else write_lowered
            _replace(element, write(text, before))

    for element in list(tree.iter("a", "span")):
        if _is_plain_note(element):
            _replace(element, "")


def _find_placed(tree: Tree) -> list[tuple[Tree, bool]]:
    """What stands above (True) or below (False) its line, by element, style or class."""
    found = [(one, local_name(one) == "sup") for one in tree.iter("sup", "sub")]
    for element in tree.iter(*_INLINE):
        style = _PLACED.search(element.get("style") or "")
        matches = [style, *map(_PLACED_CLASS.fullmatch, _read_classes(element))]
        place = next((match[match.lastindex or 0] for match in matches if match), "")
        is_short = len("".join(element.itertext()).strip()) <= _LONGEST_MARK
        if place and is_short and not _is_placed_otherwise(element):
            found.append((element, place.lower().startswith("sup")))
    return found


def _is_placed_otherwise(element: Tree) -> bool:
    return any(True for _ in (*element.iter("sup", "sub"), *element.iterancestors("sup", "sub")))


def _is_plain_note(element: Tree) -> bool:
    """Is it a figure that is joined to a word, and leads to a note or is named as its mark?"""
    text = "".join(element.itertext()).strip()
    if not (text.isdigit() and len(text) <= _LONGEST_NUMBER) and not _NOTE.fullmatch(text):
        return False
    before, after = _find_text_before(element)[-1:], _find_letter_after(element)
    is_joined = (before.isalnum() or before in (*_CLOSING, ")")) and not after.isalnum()
    leads_to_note = (element.get("href") or "").startswith("#")
    return is_joined and (leads_to_note or _NOTE_NAME.search(_read_marks(element)) is not None)


def _is_struck(element: Tree) -> bool:
    if _LINE_THROUGH.search(element.get("style") or ""):
        return True
    is_inline = local_name(element) in _INLINE
    return is_inline and any(map(_STRUCK_CLASS.fullmatch, _read_classes(element)))


def _read_classes(element: Tree) -> list[str]:
    return (element.get("class") or "")[:1_000].lower().replace("_", "-").split()


def _empty_struck(tree: Tree) -> None:
    struck = [*tree.iter(*_STRUCK)]
    struck += [one for one in tree.iter() if _is_struck(one)]
    # An element that was never closed holds the rest of the page.
    most = sum(len(text) for text in tree.itertext()) / 2 if struck else 0
    for element in struck:
        text = "".join(element.itertext())
        if len(text) < most:
            before, after = _find_text_before(element)[-1:], _find_letter_after(element)
            slip = text.isalpha() and len(text) <= _LONGEST_SLIP and after.isalpha()
            _replace(element, " " if before.isalnum() and after.isalnum() and not slip else "")


def _replace(element: Tree, text: str) -> None:
    element.clear(keep_tail=True)
    element.text = text


def _is_note_mark(element: Tree, text: str, before: str) -> bool:
    if len(text) > _LONGEST_MARK:
        return False
    if _NOTE.fullmatch(text) or (_NOTE_LIST.fullmatch(text) and not before.isdigit()):
        return True
    if text.isdigit() and len(text) <= _LONGEST_NUMBER and before and before in _CLOSING:
        return True
    around = [element, *element.iterdescendants("a"), *element.iterancestors("a")]
    return any(
        "#" in (one.get("href") or "") or _NOTE_NAME.search(_read_marks(one)) for one in around
    )


def _read_marks(element: Tree) -> str:
    return " ".join(element.get(name) or "" for name in ("class", "role", "rel"))[:1_000]


def _find_text_before(element: Tree) -> str:
    """The last characters before an element in its paragraph, "" if there are none."""
    for _ in range(5):
        previous, above = element.getprevious(), element.getparent()
        if previous is None and above is None:
            return ""  # within what was rewritten already
        text = (previous.tail or "") if previous is not None else (above.text or "")
        if not text and previous is not None:
            text = "".join(previous.itertext())
        if text or previous is not None or above is None or local_name(above) in _PARTING:
            return text[-_REACH:]
        element = above
    return ""


def _find_letter_after(element: Tree) -> str:
    """The character right after an element, "" if there is none."""
    for _ in range(5):
        following, above = element.getnext(), element.getparent()
        text = element.tail or ""
        if not text and following is not None:
            text = "".join(following.itertext())
        if text or following is not None or above is None or local_name(above) in _PARTING:
            return text[:1]
        element = above
    return ""
