"""The text of an article as its JSON-LD states it (`articleBody`), as a witness. Pure.

It has no structure, and often lacks subheads, lists and quotations. But a paragraph that stands in
it belongs to the article, and a plain sentence behind its end does not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.sources.html.blocks import local_name
from index.sources.html.main_text.places import Placed

_FEWEST_LETTERS = 300
_TELLING = 25
# If less of the statement is on the page, it is of another text, or the page of a part of it.
_SHOWN = 0.8
# If it knows less of what was chosen, it is only a part of the text.
_KNOWN = 0.8
_PLAIN = frozenset({"p", "div", "section", "span"})


def follow_stated_text(placed: Sequence[Placed], taken: Collection[int], body: str) -> set[int]:
    """The numbers of the paragraphs, with what `body` (its letters) adds or does not know."""
    if len(body) < _FEWEST_LETTERS:
        return set(taken)
    known: set[int] = set()
    seen: set[str] = set()
    for n, one in enumerate(placed):
        if len(one.key) >= _TELLING and one.key not in seen and one.key in body:
            known.add(n)
            seen.add(one.key)
    if sum(map(len, seen)) < len(body) * _SHOWN:
        return set(taken)
    prose = [n for n in taken if placed[n].is_prose]
    if sum(len(placed[n].key) for n in prose if n in known) < _KNOWN * sum(
        len(placed[n].key) for n in prose
    ):
        return set(taken) | known
    first = min(known)
    foreign = {
        n
        for n in prose
        if n > first
        and n not in known
        and not _shares_words(placed[n].key, body)
        and local_name(placed[n].element) in _PLAIN
        and not any(local_name(one) in _QUOTED for one in placed[n].element.iterancestors())
    }
    return (set(taken) | known) - foreign


def _shares_words(key: str, body: str) -> bool:
    """Whether a piece of a paragraph stands in the text, whose letters may differ elsewhere."""
    pieces = (key[:_TELLING], key[len(key) // 2 :][:_TELLING], key[-_TELLING:])
    return any(piece in body for piece in pieces)


_QUOTED = frozenset({"blockquote", "li", "td", "dd", "figure"})
