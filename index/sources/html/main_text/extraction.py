"""The main text of a page: the paragraphs that trafilatura chooses, with those that it loses and
without those that stand beside the article; else all of the page's paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import unescape

from index.language.sites.corrections import is_correction, split_correction
from index.language.sites.side_notes import count_terms, is_side_note
from index.sources.html.blocks import (
    PARAGRAPH,
    UNSEEN,
    Tree,
    extract_paragraphs,
    find_paragraphs,
)
from index.sources.html.fragment import extract_fragment_text
from index.sources.html.hidden_parts import empty_hidden
from index.sources.html.main_text.choice import choose_paragraphs, keep_letters, match_written
from index.sources.html.main_text.growth import TextGrowth
from index.sources.html.main_text.lists import is_list_of_articles
from index.sources.html.main_text.places import Placed, place_paragraphs, weigh_containers
from index.sources.html.main_text.side_parts import SideParts, Trust, drop_repetitions
from index.sources.html.main_text.stated_text import follow_stated_text
from index.sources.html.names import is_never_text
from index.sources.html.page_tree import (
    clean_tree,
    find_body,
    is_moderate,
    rename_frames,
    show_gallery,
)

_AROUND = frozenset({"nav", "header", "footer", "aside"})
# A page that shows less of the text that its JSON-LD states is built from that.
_SHOWN = 5
# If so much of the chosen text stands beside an article by its names, the names mislead; if it
# stands in cards, it is a list of articles, or an article that looks like one.
_MOST = 0.4
# Bylines stand before the third sentence or paragraph: behind a summary, or a first one.
_LEAD = 3
_FEWEST_CARDS = 4


@dataclass(frozen=True, slots=True)
class StatedText:
    """What a page states about its text elsewhere: its titles, summaries, authors, and the text as
    its JSON-LD has it ("" if it has none). `is_article` is whether it calls itself one, `is_free`
    whether everybody may read it."""

    titles: tuple[str, ...] = ()
    summaries: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    body: str = ""
    is_article: bool = False
    is_free: bool = True


@dataclass(frozen=True, slots=True)
class MainText:
    """The paragraphs of an article, the page's others, and the publisher's note on a correction
    ("" if there is none). `is_list` is whether the page holds the beginnings of many articles, and
    none of its own, `asks_for_payment` whether terms of payment stood at the end of the text."""

    paragraphs: tuple[str, ...]
    others: tuple[str, ...] = ()
    correction: str = ""
    is_list: bool = False
    asks_for_payment: bool = False

    @property
    def text(self) -> str:
        """The article's text, with blank lines between paragraphs."""
        return PARAGRAPH.join(self.paragraphs)


def extract_main_text(tree: Tree, stated: StatedText = StatedText()) -> MainText:
    """Extract the article's paragraphs; none if there are none.

    Removes from the tree what is never text. First paragraphs that repeat a title are left out if
    others follow.
    """
    clean_tree(tree)
    if not is_moderate(tree):
        return MainText(tuple(_skip_titles(_extract_largest(tree), stated)))
    rename_frames(tree)
    show_gallery(tree)
    chosen = choose_paragraphs(tree)
    placed = place_paragraphs(find_paragraphs(find_body(tree), UNSEEN | {"title"}))
    matches = match_written(chosen, [one.text for one in placed])
    numbers = {n for n, is_chosen in enumerate(matches) if is_chosen}
    if not stated.is_article and is_list_of_articles(placed, numbers):
        return MainText((), is_list=True)
    body = [part for part in extract_fragment_text(unescape(stated.body)).split(PARAGRAPH) if part]
    texts = [placed[n].text for n in numbers] or _extract_largest(tree)
    hidden = [] if not stated.is_free else body or ([] if numbers else chosen)
    if len(keep_letters("".join(texts))) * _SHOWN < len(keep_letters("".join(hidden))):
        return MainText(tuple(_skip_titles(hidden, stated)))
    if not numbers:
        return MainText(tuple(_skip_titles(texts, stated)))
    return _refine(placed, numbers, stated, keep_letters("".join(body)))


def extract_whole_text(tree: Tree) -> str:
    """Extract all text of the page that is not hidden, as paragraphs."""
    empty_hidden(tree)
    return PARAGRAPH.join(_extract_body(tree))


def _refine(placed: Sequence[Placed], chosen: set[int], stated: StatedText, body: str) -> MainText:
    """Add what was lost, and leave out what stands beside the article."""
    prose = [n for n in chosen if placed[n].is_prose]
    weights = weigh_containers([placed[n] for n in prose])
    trust = Trust()
    sides = SideParts(weights, stated.authors, trust)
    cards = [n for n in prose if sides.is_in_card(placed[n].element)]
    if _is_most(placed, cards, prose):
        if not stated.is_article and len(cards) >= _FEWEST_CARDS:
            return MainText((), is_list=True)
        trust = Trust(cards=False)
        sides = SideParts(weights, stated.authors, trust)
    if _is_most(placed, [n for n in prose if sides.is_in_side_part(placed[n].element)], prose):
        sides = SideParts(weights, stated.authors, Trust(names=False, cards=trust.cards))
    sides.close_boxes(placed)
    titles = {keep_letters(title) for title in stated.titles} - {""}
    growth = TextGrowth(placed, chosen, weights, sides)
    taken = growth.add_lost(stated.summaries, _find_headline(placed, chosen, titles))
    taken = follow_stated_text(placed, taken - growth.find_lone(), body)
    kept = _leave_out(placed, taken, titles, sides)
    if not kept and not prose:
        # Verses, lists and the like: without sentences, nothing tells what stands beside them.
        kept = [n for n in sorted(chosen) if not is_side_note(placed[n].text)]
    terms = count_terms([placed[n].text for n in kept]) % (len(kept) or 1)  # never all of them
    kept = kept[: len(kept) - terms]
    others = [placed[n].text for n in sorted(set(range(len(placed))) - set(kept))]
    texts, correction = split_correction([placed[n].text for n in kept])
    correction = correction or next(filter(is_correction, others), "")
    paragraphs = tuple(_skip_titles(texts, stated))
    return MainText(paragraphs, tuple(others), correction, asks_for_payment=terms > 0)


def _leave_out(
    placed: Sequence[Placed], taken: Collection[int], titles: set[str], sides: SideParts
) -> list[int]:
    """The paragraphs without titles, bylines and what stands beside the text."""
    prose = [n for n in sorted(taken) if placed[n].is_prose]
    first, lead_end = (prose or [0])[0], [0, *prose][: _LEAD + 1][-1]
    kept = [
        n
        for n in sorted(taken)
        if not (n < first and placed[n].key in titles)
        and not sides.is_beside(placed[n], is_lead=n < lead_end)
    ]
    return drop_repetitions(placed, kept)


def _is_most(placed: Sequence[Placed], part: Collection[int], whole: Collection[int]) -> bool:
    return _weigh(placed, part) > _weigh(placed, whole) * _MOST


def _weigh(placed: Sequence[Placed], numbers: Collection[int]) -> int:
    return sum(len(placed[n].key) for n in numbers)


def _find_headline(placed: Sequence[Placed], chosen: Collection[int], titles: set[str]) -> int:
    """The number of the headline above the text, -1 if there is none."""
    first = min((n for n in chosen if placed[n].is_prose), default=0)
    return max((n for n in range(first) if placed[n].key in titles), default=-1)


def _skip_titles(texts: Sequence[str], stated: StatedText) -> list[str]:
    titles = {keep_letters(title) for title in stated.titles} - {""}
    rest = list(texts)
    while len(rest) > 1 and keep_letters(rest[0]) in titles:
        rest.pop(0)
    return rest


def _extract_largest(tree: Tree) -> list[str]:
    """The paragraphs of the one article or main part, else of the whole page, without notes."""
    paragraphs = find_paragraphs(_find_main_element(tree), UNSEEN | _AROUND) or find_paragraphs(
        find_body(tree), UNSEEN | {"title"}
    )
    texts = [
        one.text
        for one in paragraphs
        if not is_side_note(one.text)
        and not any(map(is_never_text, (one.element, *one.element.iterancestors())))
    ]
    return texts or [one.text for one in paragraphs]


def _find_main_element(tree: Tree) -> Tree:
    """The one article or main part of the page, else its body."""
    for name in ("article", "main"):
        elements = list(tree.iter(name))
        if len(elements) == 1 and "".join(elements[0].itertext()).strip():
            return elements[0]
    return find_body(tree)


def _extract_body(tree: Tree) -> list[str]:
    return extract_paragraphs(find_body(tree), UNSEEN | {"title"})
