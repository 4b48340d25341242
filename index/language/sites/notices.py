"""Notices that a site shows in place of an article: consent, robots, sign-in, payment, no page,
closed regions, maintenance, checks of age.

Pure. A single phrase proves little: an article may quote one. `find_notice` therefore looks at how
much of a text such phrases make up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from index.language.site_phrases import compile_phrases
from index.language.sites.languages import gather_phrases


class Notice(StrEnum):
    """The kinds of notices, with the fields of SitePhrases that describe them."""

    CONSENT = "consent"
    ROBOT_CHECK = "robot_check"
    MISSING = "missing"
    REGION = "region"
    MAINTENANCE = "maintenance"
    AGE_CHECK = "age_check"
    PAYMENT = "payment"
    SIGN_IN = "sign_in"


_CUES = {kind: compile_phrases(gather_phrases(kind.value)) for kind in Notice}
_OWN_WORDS = _CUES[Notice.CONSENT]
_CUES[Notice.CONSENT] = compile_phrases(
    [*gather_phrases("consent"), *gather_phrases("consent_words")]
)
# What a title has to begin with; consent and payment are no titles of their own.
_TITLES = {
    kind: cue
    for kind, cue in _CUES.items()
    if kind not in (Notice.CONSENT, Notice.PAYMENT, Notice.AGE_CHECK)
}
# A longer text is not a notice, whatever it says: these are words.
_LONGEST = {
    Notice.CONSENT: 450,
    Notice.ROBOT_CHECK: 120,
    Notice.MISSING: 120,
    Notice.REGION: 120,
    Notice.MAINTENANCE: 120,
    Notice.AGE_CHECK: 120,
    Notice.SIGN_IN: 120,
    Notice.PAYMENT: 120,
}
# So many different phrases of a kind are needed.
_FEWEST = {
    Notice.CONSENT: 3,
    Notice.REGION: 2,
    Notice.MAINTENANCE: 2,
    Notice.AGE_CHECK: 2,
    Notice.PAYMENT: 2,
}
_SHARE = 0.5
_MOST_LETTERS = 10_000
# A headline goes on: "Access denied to swimmers at the old pier".
_MOST_WORDS_AFTER = 4
_PARTED = re.compile(r"\W*\s[|–—-]\s|\s*[|.!?:]")


def find_notice_title(title: str) -> Notice | None:
    """The kind of notice whose title this is; None for the headline of an article."""
    for kind, cue in _TITLES.items():
        match = cue.match(title.strip()[:_MOST_LETTERS])
        rest = title.strip()[match.end() :] if match else ""
        if match and (_PARTED.match(rest) or len(rest.split()) <= _MOST_WORDS_AFTER):
            return kind
    return None


def find_notice(paragraphs: Sequence[str], *, is_bare: bool = False) -> Notice | None:
    """The notice that a page's text is, None if it is none.

    At least half of its letters stand in paragraphs with phrases of that kind. One phrase suffices
    if the page `is_bare`, without anything that could be an article.
    """
    words = sum(len(text.split()) for text in paragraphs)
    letters = sum(map(len, paragraphs))
    if letters > _MOST_LETTERS:
        return None
    for kind, cue in _CUES.items():
        if words > _LONGEST[kind]:
            continue
        cues = [{match[0].casefold() for match in cue.finditer(text)} for text in paragraphs]
        share = sum(len(text) for text, found in zip(paragraphs, cues, strict=True) if found)
        fewest = 1 if is_bare else _FEWEST.get(kind, 1)
        if len(set().union(*cues)) >= fewest and share >= letters * _SHARE:
            return kind
    return None


def count_cues(text: str, kind: Notice) -> int:
    """How many different phrases of a notice a paragraph has."""
    return len({match[0].casefold() for match in _CUES[kind].finditer(text[:_MOST_LETTERS])})


def asks_for_consent(text: str) -> bool:
    """Does the site itself ask for consent in a paragraph, and not somebody tell of it?"""
    return (
        _OWN_WORDS.search(text[:_MOST_LETTERS]) is not None and count_cues(text, Notice.CONSENT) > 1
    )
