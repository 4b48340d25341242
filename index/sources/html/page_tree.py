"""The tree of a page, cleaned of what is never text, and of names that mislead about the rest."""

from __future__ import annotations

import re

from index.core.errors import DatelineError
from index.sources.html.blocks import UNSEEN, Tree, local_name
from index.sources.html.hidden_parts import empty_hidden
from index.sources.html.inline_marks import write_inline_marks
from index.sources.html.names import read_names

# trafilatura's time grows with the square of the elements in a paragraph: 10,000 in one took 4 s
# on the reference machine, 400,000 did not end. Pages of newspapers have some 500 to 5,000.
_MAX_ELEMENTS = 10_000
# References to control characters: browsers read those of 128 to 159 as windows-1252.
_REFERENCE = re.compile(r"&#(?:x0*([0-9a-f]{1,2})|0*(\d{1,3}));?", re.IGNORECASE)
_CONTROL: dict[int, str] = dict.fromkeys([*range(32), *range(127, 160)], "")
_CONTROL |= {9: "\t", 10: "\n", 11: " ", 12: " ", 13: "\r", 133: "\n"}
# Elements for what stands around an article. Some sites put the article itself into one.
_FRAMES = ("aside", "header", "footer", "nav", "form", "dialog", "fieldset", "figure", "menu")
_MOST = 0.5
# AMP's own elements for what is not text.
_AMP = frozenset(
    "amp-ad amp-embed amp-consent amp-sidebar amp-user-notification amp-analytics amp-sticky-ad"
    " amp-list amp-state amp-next-page amp-social-share amp-geo amp-pixel amp-web-push".split()
)
_FEWEST_PICTURES = 4
_INITIAL = re.compile(r" (?:drop ?caps?|initial|first letter|lettrine|initiale?)(?= )")
_LONGEST_INITIAL = 3


def parse_html(html: str) -> Tree:
    """Parse a page; raised figures and struck words are plain text in its tree.

    Raises DatelineError if it holds nothing, MemoryError if its tree does not fit the memory.
    """
    from lxml import etree
    from lxml import html as lxml_html

    # Without `huge_tree`, lxml cuts off below a depth of 255, before others overflow the stack.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
    )
    source = _REFERENCE.sub(_replace_reference, html.translate(_CONTROL))
    try:
        tree = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        # libxml2 reports it as one more syntax error.
        if any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in parser.error_log):
            raise MemoryError from error
        raise DatelineError("it has no text") from error
    write_inline_marks(tree)
    return tree


def is_moderate(tree: Tree) -> bool:
    """Whether the page is small enough for methods of quadratic time."""
    return sum(1 for _ in tree.iter()) <= _MAX_ELEMENTS


def find_body(tree: Tree) -> Tree:
    """The body of a page, else the page."""
    body = tree.find(".//body")
    return tree if body is None else body


def clean_tree(tree: Tree) -> None:
    """Empty what is never text, or never seen. JSON-LD stays, since trafilatura reads the texts of
    some pages from it."""
    _rename_frame(tree, "nav")
    unwanted = [
        element
        for element in tree.iter()
        if (name := local_name(element)) in UNSEEN | _AMP | {"nav"}
        and not (name == "script" and "ld+json" in (element.get("type") or "").lower())
    ]
    unwanted += tree.xpath("//*[@subscriptions-section='content-not-granted']")
    for element in unwanted:
        # Emptied, not removed: removal joins the texts around it, which fails at control
        # characters.
        element.clear(keep_tail=True)
    empty_hidden(tree)
    _join_initials(tree)


def rename_frames(tree: Tree) -> None:
    """Rename frames that hold most of the page's sentences, so that nobody takes them for one."""
    for name in _FRAMES:
        _rename_frame(tree, name)


def show_gallery(tree: Tree) -> None:
    """Make paragraphs of captions that are most of a page's text."""
    captions = [one for one in tree.iter("figcaption") if "".join(one.itertext()).strip()]
    if len(captions) < _FEWEST_PICTURES:
        return
    letters = sum(_count_letters(one) for one in captions)
    others = sum(_count_letters(one) for one in tree.iter("p"))
    if letters > others:
        for caption in captions:
            caption.tag = "p"
            for above in caption.iterancestors("figure", "ul", "ol", "li"):
                above.tag = "div"


def _rename_frame(tree: Tree, name: str) -> None:
    frames = list(tree.iter(name))
    if not frames:
        return
    total = sum(_count_letters(one) for one in tree.iter("p"))
    for frame in frames:
        if sum(_count_letters(one) for one in frame.iter("p")) > total * _MOST:
            frame.tag = "div"


def _join_initials(tree: Tree) -> None:
    """Put a first letter that stands in a block of its own before the paragraph that it begins."""
    for element in list(tree.iter("div", "p")):
        text = "".join(element.itertext()).strip()
        following = element.getnext()
        if (
            0 < len(text) <= _LONGEST_INITIAL
            and following is not None
            and not (element.tail or "").strip()
            and _INITIAL.search(read_names(element))
        ):
            following.text = text + (following.text or "").lstrip()
            element.clear(keep_tail=True)


def _replace_reference(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    if 128 <= code <= 159:
        return bytes([code]).decode("cp1252", "ignore")
    return _CONTROL.get(code, match[0])


def _count_letters(element: Tree) -> int:
    return sum(len(text.strip()) for text in element.itertext())
