"""Pages that hold no article: notices of their sites, lists of articles, pages that lead on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urljoin

from index.core.errors import DatelineError
from index.language.sites.notices import Notice, count_cues, find_notice, find_notice_title
from index.sources.html.blocks import UNSEEN, Tree, extract_paragraphs
from index.sources.html.main_text.extraction import MainText
from index.sources.html.page_tree import find_body

_REASONS = {
    Notice.CONSENT: "it is a consent page of its site",
    Notice.ROBOT_CHECK: "it is a check for robots of its site",
    Notice.MISSING: "it is a notice of its site that the page was not found",
    Notice.REGION: "it is a notice of its site that it is closed to this region",
    Notice.MAINTENANCE: "it is a notice of its site on maintenance",
    Notice.AGE_CHECK: "it is a check of the reader's age",
    Notice.SIGN_IN: "it asks to sign in before it shows its text",
    Notice.PAYMENT: "it asks to subscribe before it shows its text",
}
_REFRESH = re.compile(
    r"\s*+(\d{1,3})(?:\.\d*+)?+\s*+[;,]\s*+(?:url\s*+=\s*+)?+(?:['\"]\s*+)?+([^'\"\s]+)",
    re.IGNORECASE,
)
_LONGEST_DELAY = 15
# A page with fewer words may be a notice of its site.
_NOTICE_WORDS = 150
# With fewer, its text may be no more than what is left of a notice.
_FEW_WORDS = 50
# So many words beside the phrases of a notice are an article, however short.
_OWN_WORDS = 15
# Scripts without spaces between words: two characters count as a word.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_FRAMES = ("header", "nav", "footer", "aside", "dialog")
# A whole article is seldom shorter, a teaser seldom longer.
_TEASER_WORDS = 300
_WHOLE = 0.8


def check_target(tree: Tree, url: str) -> None:
    """Raise DatelineError if a page with few words only leads on to another address."""
    targets = [target for one in tree.iter("meta") if (target := _read_target(one, url))]
    if targets and len(_take_text(tree).split()) <= _NOTICE_WORDS:
        raise DatelineError(f"it only leads on to {targets[0][:200]}", "Add that address")


def _read_target(element: Tree, url: str) -> str:
    """The other address to which a meta tag leads on at once, "" if it does not."""
    is_refresh = (element.get("http-equiv") or "").lower() == "refresh"
    if not is_refresh or next(element.iterancestors("noscript"), None) is not None:
        return ""
    match = _REFRESH.match((element.get("content") or "")[:2_000])
    if match is None or int(match[1]) > _LONGEST_DELAY:
        return ""
    try:
        target = urljoin(url, match[2])
    except ValueError:
        return ""
    return "" if target.partition("#")[0] == url.partition("#")[0] else target


def _take_text(tree: Tree) -> str:
    """The text of a page outside of its scripts."""
    return " ".join(extract_paragraphs(find_body(tree), UNSEEN | {"title"}))


def asks_for_password(tree: Tree) -> bool:
    """Whether a page asks for a password outside of its frame."""
    return any(
        (field.get("type") or "").lower() == "password"
        and next(field.iterancestors(*_FRAMES), None) is None
        for field in tree.iter("input")
    )


def check_article(
    main: MainText, shown: Sequence[str], titles: Sequence[str], *, is_article: bool
) -> None:
    """Raise DatelineError for a notice or a list in place of an article.

    `shown` are the page's paragraphs outside of its frame, `titles` its titles and headlines,
    `is_article` is whether it calls itself one: then a title counts only if there is little text.
    """
    if main.is_list:
        raise DatelineError(
            "it is a list of articles, not an article", "Add the articles, or the site's feed"
        )
    words = count_words(main.paragraphs)
    titled = next((kind for title in titles if (kind := find_notice_title(title))), None)
    if titled is not None and words < _NOTICE_WORDS and not (is_article and words >= _FEW_WORDS):
        raise DatelineError(_REASONS[titled])
    paragraphs = shown if words < _FEW_WORDS else main.paragraphs
    notice = find_notice(paragraphs, is_bare=not words)
    if notice is None:
        return
    own = [text for text in main.paragraphs if not count_cues(text, notice)]
    if count_words(own) < _OWN_WORDS:
        raise DatelineError(_REASONS[notice])


def check_password(main: MainText, *, has_field: bool, is_article: bool) -> None:
    """Raise DatelineError if a page with few words asks for a password."""
    if has_field and count_words(main.paragraphs) < _NOTICE_WORDS and not is_article:
        raise DatelineError(_REASONS[Notice.SIGN_IN])


def describe_lack(main: MainText, *, is_free: bool, words: int) -> str:
    """A note if the page gives only a part of its article, "" otherwise.

    `words` is how many the whole article has by the page, 0 if it does not say.
    """
    own = count_words(main.paragraphs)
    cues = [count_cues(text, Notice.PAYMENT) for text in main.others]
    if is_free:
        is_cut = main.asks_for_payment or (own < _NOTICE_WORDS and max(cues, default=0) > 1)
        return "its page may give only a part of it: it asks to subscribe" if is_cut else ""
    if words and own >= words * _WHOLE:
        return ""
    if words or any(cues) or own < _TEASER_WORDS:
        return "its page gives only a part of it: it is not free to read"
    return ""


def count_words(paragraphs: Iterable[str]) -> int:
    """Count the words of paragraphs roughly, in any script."""
    return sum(len(text.split()) + len(_UNSPACED.findall(text)) // 2 for text in paragraphs)
