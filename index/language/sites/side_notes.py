"""Short notes that sites put between the paragraphs of an article, and that are no part of it.

Pure. Covers invitations to subscribe, join, follow and write, labels of adverts and of links to
other articles, terms of payment, and lines on rights.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.language.site_phrases import compile_phrases
from index.language.sites.languages import gather_phrases
from index.language.sites.notices import Notice, asks_for_consent, count_cues

# A longer paragraph is one of the article.
_MOST_WORDS = 60
_MOST_CHARACTERS = 600
_WHOLE = compile_phrases(
    [*gather_phrases("adverts"), *gather_phrases("rights"), *gather_phrases("browser")],
    r"\W*(?:{})\W*",
)
_INVITATIONS = [*gather_phrases("sign_up"), *gather_phrases("follow")]
_BEGINNING = compile_phrases(_INVITATIONS, r"\W*(?:{})(?:\W|$)")
_SENTENCE = compile_phrases(_INVITATIONS, r"(?:^|[.!?]\s)\W{{0,5}}(?:{})(?:\W|$)")
_TERMS = compile_phrases(gather_phrases("payment"), r"(?:^|[.!?]\s)\W{{0,5}}(?:{})")
# A last paragraph with so few words that begins with terms of payment is nothing else.
_MOST_TERM_WORDS = 15
_LABEL = compile_phrases(gather_phrases("others"), r"\W*(?:{})\s*")
_AFTER_LABEL = re.compile(r"\s*(?:[:|»>›]|[–—-]\s|$)")
_QUOTE = ("“", "„", "«", '"', "‘", "»")


def is_side_note(paragraph: str) -> bool:
    """Is it a note that says by its words alone that it is no part of the article?"""
    if not _is_short(paragraph) or paragraph.startswith(_QUOTE):
        return False
    return bool(
        _WHOLE.fullmatch(paragraph)
        or _BEGINNING.match(paragraph)
        or (_LABEL.fullmatch(paragraph) and not paragraph.endswith((".", "!", "?")))
        or count_cues(paragraph, Notice.PAYMENT) > 1
        or asks_for_consent(paragraph)
    )


def is_offer(paragraph: str) -> bool:
    """May it be an offer of the site? It is, if a form or a link to its shop stands beside it."""
    return _is_short(paragraph) and bool(
        _SENTENCE.search(paragraph)
        or count_cues(paragraph, Notice.PAYMENT)
        or asks_for_consent(paragraph)
    )


def count_terms(paragraphs: Sequence[str]) -> int:
    """How many of the last paragraphs only tell the reader to pay for the rest of the text."""
    count = 0
    for text in reversed(paragraphs):
        if not _is_short(text) or text.startswith(_QUOTE) or not count_cues(text, Notice.PAYMENT):
            break
        count += 1
    last = " ".join(paragraphs[len(paragraphs) - count :])
    is_brief = len(last.split()) <= _MOST_TERM_WORDS and _TERMS.search(last) is not None
    return count if is_brief or count_cues(last, Notice.PAYMENT) > 1 else 0


def is_label_of_link(words: str) -> bool:
    """Do the words before a link say that it leads to another article ("Read more:")?"""
    return _is_short(words) and _LABEL.fullmatch(words.strip(" :|–—-»>›→•")) is not None


def begins_with_label(paragraph: str) -> bool:
    """Does it begin with a label and a mark after it ("ALSO READ | ...")?"""
    label = _LABEL.match(paragraph[:_MOST_CHARACTERS])
    return label is not None and _AFTER_LABEL.match(paragraph, label.end()) is not None


def _is_short(text: str) -> bool:
    return len(text) <= _MOST_CHARACTERS and len(text.split()) <= _MOST_WORDS
