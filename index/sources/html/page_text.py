"""The main text of a page: the paragraphs that trafilatura chooses, else all of them.

The wording comes from the page's own paragraphs, since trafilatura joins and splits words on short
or odd pages ("one ." for "<b>one</b>.").
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
# Shorter paragraphs must match as a whole, since they occur inside of longer words.
_TELLING = 25
# Searching for thousands of paragraphs in a longer text takes seconds.
_SEARCHED = 500_000
# If less of trafilatura's text is among the page's paragraphs, it is another text.
_COVERED = 0.9
_AROUND = frozenset({"nav", "header", "footer", "aside"})


def parse_html(html: str) -> Tree:
    """Parse a page.

    Raises DatelineError if it holds nothing, MemoryError if its tree does not fit the memory.
    """
    from lxml import etree
    from lxml import html as lxml_html

    # Without `huge_tree`, lxml cuts off below a depth of 255, before others overflow the stack.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
    )
    raw = html.replace("\x00", "\ufffd").encode("utf-8", "replace")
    try:
        return lxml_html.document_fromstring(raw, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        # libxml2 reports it as one more syntax error.
        if any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in parser.error_log):
            raise MemoryError from error
        raise DatelineError("it has no text") from error


def is_moderate(tree: Tree) -> bool:
    """Whether the page is small enough for methods of quadratic time."""
    return sum(1 for _ in tree.iter()) <= _MAX_ELEMENTS


def extract_main_text(tree: Tree, titles: Collection[str] = ()) -> str:
    """Extract the article's paragraphs, with blank lines between them; "" if there are none.

    Removes from the tree what is never text. A first paragraph that is one of the titles is left
    out if others follow.
    """
    _clean(tree)
    chosen = _choose_paragraphs(tree) if is_moderate(tree) else []
    texts = _match_written(chosen, _extract_body(tree)) if chosen else []
    if not texts:
        texts = extract_paragraphs(_find_main_element(tree), UNSEEN | _AROUND) or _extract_body(
            tree
        )
        # A page that is built from its JSON-LD shows little without it.
        if len(_keep_letters("".join(texts))) * 5 < len(_keep_letters("".join(chosen))):
            texts = chosen
    title_keys = {_keep_letters(title) for title in titles} - {""}
    while len(texts) > 1 and _keep_letters(texts[0]) in title_keys:
        texts = texts[1:]
    return PARAGRAPH.join(texts)


def extract_whole_text(tree: Tree) -> str:
    """Extract all text of the page, as paragraphs."""
    return PARAGRAPH.join(_extract_body(tree))


def _choose_paragraphs(tree: Tree) -> list[str]:
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


def _match_written(chosen: list[str], written: list[str]) -> list[str]:
    """The chosen ones of the page's paragraphs; none if too few of them match."""
    wanted = Counter(key for text in chosen if (key := _keep_letters(text)))
    total = sum(len(key) * number for key, number in wanted.items())
    together = "".join(_keep_letters(text) for text in chosen)[:_SEARCHED]
    keys = [_keep_letters(text) for text in written]
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
    if covered < total * _COVERED:
        return []
    return [text for text, take in zip(written, is_chosen, strict=True) if take]


def _find_main_element(tree: Tree) -> Tree:
    """The one article or main part of the page, else its body."""
    for name in ("article", "main"):
        elements = list(tree.iter(name))
        if len(elements) == 1 and "".join(elements[0].itertext()).strip():
            return elements[0]
    return _find_body(tree)


def _find_body(tree: Tree) -> Tree:
    body = tree.find(".//body")
    return tree if body is None else body


def _extract_body(tree: Tree) -> list[str]:
    return extract_paragraphs(_find_body(tree), UNSEEN | {"head", "title"})


def _clean(tree: Tree) -> None:
    """Remove what is never text of an article. JSON-LD stays, since trafilatura reads the texts of
    some pages from it."""
    unwanted = [
        element
        for element in tree.iter()
        if (name := local_name(element)) in UNSEEN | {"nav"}
        and not (name == "script" and "ld+json" in (element.get("type") or "").lower())
    ]
    for element in unwanted:
        # Emptied, not removed: removal joins the texts around it, which fails at control
        # characters.
        element.clear(keep_tail=True)


def _keep_letters(text: str) -> str:
    """The letters and figures of a text, for comparing."""
    return "".join(c for c in text.casefold() if c.isalnum())
