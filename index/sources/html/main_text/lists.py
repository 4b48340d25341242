"""Whether a page is a list of articles: a front page, a section, the results of a search. Pure.

Of such a page most sentences stand under a link to their article, and few or none by themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.sources.html.main_text.places import Placed

_FRAMES = ("header", "nav", "footer", "aside")
_WHOLLY_LINKED = 0.9
_FEWEST_WORDS = 2
_FEWEST_TARGETS = 5
# Without any sentence.
_FEWEST_BARE_TARGETS = 8
# Between a link and its sentence there may be a day.
_REACH = 2
_MOST = 0.6


def is_list_of_articles(placed: Sequence[Placed], chosen: Collection[int]) -> bool:
    """Whether the chosen paragraphs, or all if none is chosen, begin other articles."""
    targets = {n: target for n, one in enumerate(placed) if (target := _find_target(one))}
    number = len(set(targets.values()))
    if number < _FEWEST_TARGETS:
        return False
    prose = [n for n in chosen or range(len(placed)) if placed[n].is_prose]
    under = [n for n in prose if any(m in targets for m in range(n - _REACH, n))]
    return len(under) >= len(prose) * _MOST if prose else number >= _FEWEST_BARE_TARGETS


def _find_target(one: Placed) -> str:
    """Where a paragraph that is nothing but a link leads, "" if it is none or stays on its page."""
    if one.links < _WHOLLY_LINKED or (len(one.text.split()) < _FEWEST_WORDS and one.key.isascii()):
        return ""
    if next(one.element.iterancestors(*_FRAMES), None) is not None:
        return ""
    links = [*one.element.iter("a"), *one.element.iterancestors("a")]
    target = next((href for link in links if (href := link.get("href"))), "")
    return "" if "#" in target else target
