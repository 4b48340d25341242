"""Paragraphs of an article that trafilatura leaves out, found by their place beside the others.

trafilatura takes one container. Many pages cut their text into several: around adverts, in columns,
one for each paragraph. What has the shape of the chosen paragraphs, or stands among them, belongs
to the article, unless it stands in a box beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from index.sources.html.blocks import Tree, local_name
from index.sources.html.main_text.choice import keep_letters
from index.sources.html.main_text.places import Placed, Shape
from index.sources.html.main_text.side_parts import SideParts
from index.sources.html.main_text.twins import find_twins
from index.sources.html.names import is_named_box, is_named_standfirst

# The container of an article holds so much of what was chosen.
_CORE = 0.8
_SCOPES = frozenset({"article", "main"})
_LEVELS = 2
# A shape that so much of the chosen text has is that of the article.
_SHAPE_SHARE = 0.25
_LONE_SHARE = 0.15
_FEWEST_WORDS = 4
_FEWEST_SENTENCES = 2


class TextGrowth:
    """Finds the lost paragraphs. `chosen` are the numbers of those that were chosen, `weights` the
    letters of their sentences in each element that holds any."""

    def __init__(
        self,
        placed: Sequence[Placed],
        chosen: Collection[int],
        weights: Counter[Tree],
        sides: SideParts,
    ) -> None:
        self._placed, self._sides, self._weights = placed, sides, weights
        self._chosen = set(chosen)
        self._prose = [n for n in sorted(chosen) if placed[n].is_prose]
        self._total = sum(len(placed[n].key) for n in self._prose)
        core = self._find_core() if self._prose else None
        self._scope = self._find_scope(core) if self._prose else None
        texts = {one.element for one in placed if one.is_prose}
        self._twins = set() if core is None else find_twins(core, texts)
        shapes: Counter[Shape] = Counter()
        for n in self._prose:
            shapes[placed[n].shape] += len(placed[n].key)
        self._shapes = {s for s, size in shapes.items() if size >= self._total * _SHAPE_SHARE}

    def add_lost(self, summaries: Collection[str], headline: int) -> set[int]:
        """The numbers of the chosen paragraphs and of the lost ones.

        `summaries` are those that the page states, `headline` is the number of its headline.
        """
        if not self._prose:
            return self._chosen
        first, last = self._prose[0], self._prose[-1]
        taken = self._chosen | {
            n for n in range(len(self._placed)) if self._is_lost(n, first, last)
        }
        taken |= self._find_headings(taken)
        start = min(n for n in taken if self._placed[n].is_prose)
        return taken | self._find_standfirst(start, headline, summaries)

    def find_lone(self) -> set[int]:
        """The numbers of chosen paragraphs that stand alone, in another shape than the text, with a
        name that parts of articles have, too; none if they are a good part of the text."""
        lone = {
            n
            for n in self._chosen
            if not self._placed[n].is_heading
            and self._placed[n].shape not in self._shapes
            and self._sides.is_in_side_part(self._placed[n].element, doubtful=True)
        }
        letters = sum(len(self._placed[n].key) for n in lone)
        return lone if letters < self._total * _LONE_SHARE else set()

    def _find_core(self) -> Tree | None:
        """The container of the text, None if only the whole page is."""
        core = self._placed[self._prose[0]].element
        while core is not None and self._weights[core] < self._total * _CORE:
            core = core.getparent()
        return core

    def _find_scope(self, core: Tree | None) -> Tree:
        """The part of the page about the article: its `article` or `main`, else two levels above
        the container of its text."""
        if core is None:
            return self._placed[0].element.getroottree().getroot()
        above = core
        while above is not None and local_name(above) not in _SCOPES:
            above = above.getparent()
        if above is not None:
            return above
        for _ in range(_LEVELS):
            parent = core.getparent()
            if parent is None or local_name(parent) in ("body", "html"):
                break
            core = parent
        return core

    def _is_lost(self, n: int, first: int, last: int) -> bool:
        one = self._placed[n]
        if (
            n in self._chosen
            or not one.is_prose
            or not self._is_in_scope(one)
            or self._sides.is_in_side_part(one.element)
        ):
            return False
        if self._is_in_twin(one):
            return not self._sides.is_in_side_part(one.element, doubtful=True)
        # A shape without any class is that of everything.
        if one.shape in self._shapes and any(names for _, names in one.shape):
            return True
        if self._sides.is_in_side_part(one.element, doubtful=True):
            return False
        if first < n < last:
            return local_name(one.element) in ("p", "li", "blockquote", "div", "td", "dd")
        return self._is_in_column(n)

    def _is_in_scope(self, one: Placed) -> bool:
        if self._is_in_twin(one):
            return True
        for above in one.element.iterancestors():
            if above is self._scope:
                return True
            # Another article on the same page, or a box of facts that was not chosen.
            if not self._weights[above] and (local_name(above) == "article" or is_named_box(above)):
                return False
        return one.element is self._scope

    def _is_in_twin(self, one: Placed) -> bool:
        return any(above in self._twins for above in (one.element, *one.element.iterancestors()))

    def _is_in_column(self, n: int) -> bool:
        """Is it one of several sentences in a container right beside a chosen one?"""
        container = self._placed[n].element.getparent()
        if container is None or container is self._scope:
            return False
        beside = container.getparent()
        names = {local_name(self._placed[m].element) for m in self._prose}
        number = sum(
            1 for one in self._placed if one.is_prose and one.element.getparent() is container
        )
        return (
            number >= _FEWEST_SENTENCES
            and local_name(self._placed[n].element) in names
            and beside is not None
            and self._weights[beside] >= self._total * _CORE
        )

    def _find_headings(self, taken: Collection[int]) -> set[int]:
        """Headings right before a paragraph of the article, behind its first one."""
        start = min(taken)
        return {
            n
            for n in range(start + 1, len(self._placed) - 1)
            if n not in taken
            and n + 1 in taken
            and self._placed[n].is_heading
            and self._is_in_scope(self._placed[n])
            and not self._sides.is_in_side_part(self._placed[n].element, doubtful=True)
        }

    def _find_standfirst(self, first: int, headline: int, summaries: Collection[str]) -> set[int]:
        """The summary between headline and text: as the page states it, or by its name."""
        stated = {key for text in summaries if len(key := keep_letters(text)) > 1}
        found = set()
        for n in range(headline + 1, first):
            one = self._placed[n]
            if len(one.text.split()) < _FEWEST_WORDS and one.key.isascii():
                continue
            named = headline >= 0 and any(
                is_named_standfirst(element) for element in (one.element, one.element.getparent())
            )
            if (named or one.key in stated) and not self._sides.is_in_side_part(one.element):
                found.add(n)
        return found
