"""The main text of a page: the paragraphs that trafilatura chooses, else all of them.

trafilatura only chooses: where a page is short or odd it joins words and parts them ("one ." for
"<b>one</b>."), so the letters are those of the page's own paragraphs.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection

from index.core.errors import DatelineError
from index.sources.html.blocks import PARAGRAPH, UNSEEN, Tree, extract_paragraphs, local_name

# trafilatura's time grows with the square of the elements in a paragraph: 10,000 in one took 4 s
# on the reference machine, 400,000 did not end. Pages of newspapers have some 500 to 5,000.
_MAX_ELEMENTS = 10_000
# Shorter ones are found inside of longer words: only the whole paragraph is the same.
_TELLING = 25
# To look for thousands of paragraphs in more than this takes seconds.
_SEARCHED = 500_000
# Less of trafilatura's text than this among the page's paragraphs is no choice but another text.
_COVERED = 0.9
_AROUND = frozenset({"nav", "header", "footer", "aside"})


def parse_html(html: str) -> Tree:
    """The tree of a page. Raises DatelineError where it holds nothing."""
    from lxml import etree
    from lxml import html as lxml_html

    # Not huge: lxml cuts off what is nested more than 255 deep, where others overflow the stack.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
    )
    raw = html.replace("\x00", "\ufffd").encode("utf-8", "replace")
    try:
        return lxml_html.document_fromstring(raw, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DatelineError("it has no text") from error


def is_moderate(tree: Tree) -> bool:
    """Whether the page is small enough for methods whose time grows with its square."""
    return sum(1 for _ in tree.iter()) <= _MAX_ELEMENTS


def extract_main_text(tree: Tree, titles: Collection[str] = ()) -> str:
    """The article's paragraphs, a blank line between them; "" where the page has none.

    Changes the tree: what is never text goes. A first paragraph that is one of the titles goes
    too, where more follows.
    """
    _clean(tree)
    chosen = _chosen(tree) if is_moderate(tree) else []
    found = _as_written(chosen, _body(tree)) if chosen else []
    if not found:
        found = extract_paragraphs(_main_element(tree), UNSEEN | _AROUND) or _body(tree)
        # A page that is put together from its JSON-LD shows little without it.
        if len(_key("".join(found))) * 5 < len(_key("".join(chosen))):
            found = chosen
    known = {_key(title) for title in titles} - {""}
    while len(found) > 1 and _key(found[0]) in known:
        found = found[1:]
    return PARAGRAPH.join(found)


def extract_whole_text(tree: Tree) -> str:
    """All that the page shows, in paragraphs."""
    return PARAGRAPH.join(_body(tree))


def _chosen(tree: Tree) -> list[str]:
    """The paragraphs that trafilatura takes for the article; none where it finds no article."""
    import trafilatura

    # What it cannot use is said by an exception of ours, not on the terminal.
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(
            tree, include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception:  # noqa: BLE001 - broken pages find faults of many kinds in it
        return []
    body = getattr(document, "body", None)
    return [] if body is None else extract_paragraphs(body)


def _as_written(chosen: list[str], written: list[str]) -> list[str]:
    """Those of the page's paragraphs that were chosen; none where the choice is not among them."""
    wanted = Counter(key for text in chosen if (key := _key(text)))
    total = sum(len(key) * number for key, number in wanted.items())
    together = "".join(_key(text) for text in chosen)[:_SEARCHED]
    keys = [_key(text) for text in written]
    taken = [False] * len(keys)
    covered = 0
    for place, key in enumerate(keys):
        # The same words may also stand in a teaser, but not more often than they were chosen.
        if wanted[key] > 0:
            wanted[key] -= 1
            taken[place] = True
        else:
            taken[place] = len(key) >= _TELLING and key not in wanted and key in together
        covered += len(key) if taken[place] else 0
    for key in [key for key, number in wanted.items() if number > 0 and len(key) >= _TELLING]:
        # trafilatura leaves out some links in the middle of a paragraph.
        place = next((n for n, own in enumerate(keys) if not taken[n] and key in own), -1)
        if place >= 0:
            taken[place] = True
            covered += len(key)
    if covered < total * _COVERED:
        return []
    return [text for text, take in zip(written, taken, strict=True) if take]


def _main_element(tree: Tree) -> Tree:
    """The one article or main part of the page, else its body."""
    for name in ("article", "main"):
        elements = list(tree.iter(name))
        if len(elements) == 1 and "".join(elements[0].itertext()).strip():
            return elements[0]
    return _body_element(tree)


def _body_element(tree: Tree) -> Tree:
    found = tree.find(".//body")
    return tree if found is None else found


def _body(tree: Tree) -> list[str]:
    return extract_paragraphs(_body_element(tree), UNSEEN | {"head", "title"})


def _clean(tree: Tree) -> None:
    """Take out what is no text of an article, before anything else reads the tree. A text that a
    page draws from its JSON-LD stays where trafilatura looks for it."""
    unwanted = [
        element
        for element in tree.iter()
        if (name := local_name(element)) in UNSEEN | {"nav"}
        and not (name == "script" and "ld+json" in (element.get("type") or "").lower())
    ]
    for element in unwanted:
        # Emptied where it stands: to join the text behind it to the text before it, as taking it
        # out does, fails at control characters.
        element.clear(keep_tail=True)


def _key(text: str) -> str:
    """A title as it is compared: its letters and figures."""
    return "".join(c for c in text.casefold() if c.isalnum())
