"""Words that a page strikes out, and figures that it raises or lowers, as plain text.

Rewrites the tree in place, so that all who read it see the same letters: `10<sup>6</sup>` is 10⁶,
the mark of a footnote is left out, and so is what a line is drawn through. Ordinals ("1st") stay.
"""

from __future__ import annotations

import re

from index.sources.html.blocks import Tree, local_name

_STRUCK = ("del", "s", "strike")
_LINE_THROUGH = re.compile(r"text-decoration[\w-]*\s*:[^;]{0,40}line-through", re.IGNORECASE)
# A pair of a figure and its raised or lowered letter in Unicode.
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_RAISED_FIGURES = re.compile(r"[0-9+\-−=()]+|[ni]")
_LOWERED_FIGURES = re.compile(r"[0-9+\-−=()]+")
_TRADE_MARKS = {"tm": "™", "sm": "℠"}
# After a figure, or after the n of "number".
_ORDINALS = {"o": "º", "a": "ª", "os": "ᵒˢ", "as": "ᵃˢ"}
_NOTE = re.compile(
    r"[\[(]\s*(?:\d{1,3}|[a-z]|[ivx]{1,4}|[^\d\s\])]{1,12}\s\d{1,3})\s*[\])]|[*†‡§¶#]{1,3}",
    re.IGNORECASE,
)
_NOTE_LIST = re.compile(r"\d{1,3}(?:\s*[,;–-]\s*\d{1,3})+")
_NOTE_NAME = re.compile(r"foot-?note|end-?note|note-?ref|reference|\bfn\b", re.IGNORECASE)
# After the end of a sentence or a quotation, a raised figure belongs to a note.
_CLOSING = ".,;:!?…”»\"'"
_LONGEST_MARK = 12
# So many letters struck out inside of a word mend a slip of the pen.
_LONGEST_SLIP = 2
_PARTING = frozenset({"p", "div", "li", "td", "body", "article", "section", "h1", "h2", "h3"})


def write_inline_marks(tree: Tree) -> None:
    """Rewrite what is struck out, raised or lowered in a tree of lxml."""
    _empty_struck(tree)
    for element in list(tree.iter("sup", "sub")):
        text = "".join(element.itertext()).strip()
        before = _find_letter_before(element)
        raised = local_name(element) == "sup"
        if raised and _is_note_mark(element, text, before):
            _replace(element, "")
        elif text:
            _replace(element, _write_raised(text, before) if raised else _write_low(text, before))


def _empty_struck(tree: Tree) -> None:
    struck = [*tree.iter(*_STRUCK)]
    struck += [one for one in tree.iter() if _LINE_THROUGH.search(one.get("style") or "")]
    # An element that was never closed holds the rest of the page.
    most = sum(len(text) for text in tree.itertext()) / 2 if struck else 0
    for element in struck:
        text = "".join(element.itertext())
        if len(text) < most:
            before, after = _find_letter_before(element), _find_letter_after(element)
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
    if text.isdigit() and len(text) <= 3 and before and before in _CLOSING:
        return True
    around = [element, *element.iterdescendants("a"), *element.iterancestors("a")]
    return any(
        "#" in (one.get("href") or "") or _NOTE_NAME.search(_read_marks(one)) for one in around
    )


def _read_marks(element: Tree) -> str:
    return " ".join(element.get(name) or "" for name in ("class", "role", "rel"))[:1_000]


def _write_raised(text: str, before: str) -> str:
    """A raised text after the letter `before`, in letters that keep it apart from that."""
    if mark := _TRADE_MARKS.get(text.lower()):
        return mark
    if text in _ORDINALS and (before.isdigit() or before in ("n", "N")):
        return _ORDINALS[text]
    if _RAISED_FIGURES.fullmatch(text):
        return text.translate(_RAISED)
    if len(text) > _LONGEST_MARK:
        return f" {text}" if before.isalnum() else text
    return f"^{text}" if before.isdigit() and text[0].isdigit() else text


def _write_low(text: str, before: str) -> str:
    if _LOWERED_FIGURES.fullmatch(text):
        return text.translate(_LOWERED)
    return f"_{text}" if before.isdigit() and text[0].isdigit() else text


def _find_letter_before(element: Tree) -> str:
    """The character right before an element in its paragraph, "" if there is none."""
    for _ in range(5):
        previous, above = element.getprevious(), element.getparent()
        text = (previous.tail or "") if previous is not None else (above.text or "")
        if not text and previous is not None:
            text = "".join(previous.itertext())
        if text or previous is not None or above is None or local_name(above) in _PARTING:
            return text[-1:]
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
