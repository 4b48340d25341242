"""Which of a page's paragraphs trafilatura chooses for the article.

The wording stays the page's own, since trafilatura joins and splits words on short or odd pages
("one ." for "<b>one</b>.").
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence

from index.sources.html.blocks import Tree, extract_paragraphs

# Shorter paragraphs must match as a whole, since they occur inside of longer words.
_TELLING = 25
# Searching for thousands of paragraphs in a longer text takes seconds.
_SEARCHED = 500_000
# If less of trafilatura's text is among the page's paragraphs, it is another text.
_COVERED = 0.9


def choose_paragraphs(tree: Tree) -> list[str]:
    """The paragraphs that trafilatura chooses; none if it finds no article."""
    import trafilatura

    # Its complaints must not reach the terminal.
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(
            tree, include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception:  # noqa: BLE001 - it fails on broken pages in many ways
        return []
    body = getattr(document, "body", None)
    return [] if body is None else extract_paragraphs(body)


def match_written(chosen: Sequence[str], written: Sequence[str]) -> list[bool]:
    """Which of the page's paragraphs are the chosen ones; none if too few of them match."""
    wanted = Counter(key for text in chosen if (key := keep_letters(text)))
    total = sum(len(key) * number for key, number in wanted.items())
    together = "".join(keep_letters(text) for text in chosen)[:_SEARCHED]
    keys = [keep_letters(text) for text in written]
    is_chosen = [False] * len(keys)
    covered = 0
    for place, key in enumerate(keys):
        # A teaser can repeat the words, so they match only as often as they were chosen.
        if wanted[key] > 0:
            wanted[key] -= 1
            is_chosen[place] = True
        else:
            is_chosen[place] = len(key) >= _TELLING and key not in wanted and key in together
        covered += len(key) if is_chosen[place] else 0
    for key in [key for key, number in wanted.items() if number > 0 and len(key) >= _TELLING]:
        # trafilatura leaves out some links in the middle of a paragraph.
        place = next((n for n, own in enumerate(keys) if not is_chosen[n] and key in own), -1)
        if place >= 0:
            is_chosen[place] = True
            covered += len(key)
    return is_chosen if covered >= total * _COVERED else [False] * len(keys)


def keep_letters(text: str) -> str:
    """The letters and figures of a text, for comparing."""
    return "".join(c for c in text.casefold() if c.isalnum())
