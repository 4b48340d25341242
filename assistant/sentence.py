"""What a sentence looks like by itself: a headline, a question, half of a thought. Pure."""

from __future__ import annotations

import re

from assistant.speech import SHORT, is_bare_attribution
from index.article import Hit

_HEADING = re.compile(r"#{1,6}\s|[A-Z0-9 .,:;'-]+$")
# Ends as a sentence does; headlines and captions do not.
_COMPLETE = re.compile(r"[.!?…。][\"“”’'»)\]]*$")
_QUESTION = re.compile(r"[?？][\"“”’'»)\]\s]*$")
_LETTER = re.compile(r"\w")
# "He said", "This would", "Such a step": it speaks of what stands before it.
_POINTS_BACK = re.compile(
    r"[\"“‘']?(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|Such|Both"
    r"|The (?:former|latter)"
    r"|(?:The )?(?:spokesman|spokeswoman|minister|president) (?:also|added))\b"
)

_AUXILIARY = (
    r"(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|may|might|must|should)"
)
# "It was not signed.", "But they never met."
_DENIES = re.compile(
    rf"(?:(?:But|However|Yet|Instead),? )?(?:he|she|it|they|this|that)"
    rf"(?: {_AUXILIARY}(?: not|n[’']t)| cannot|(?: {_AUXILIARY})? never) "
    # "He did not elaborate.", "It was not immediately clear.": what is withheld is not denied.
    r"(?!(?:yet |immediately |further )*(?:answer|clear|comment|detail|disclose|elaborate|explain"
    r"|give|identify|known|name|publish|reply|say|specify)\b)",
    re.IGNORECASE,
)


def sentence_of(hit: Hit, number: int) -> str:
    """The text of a hit's sentence as it stands in the article."""
    span, passage = hit.sentences[number], hit.passage
    return passage.text[span.start - passage.start : span.end - passage.start]


def can_be_quoted(text: str) -> bool:
    """Is it more than a heading, a dateline or a rule?"""
    return not _HEADING.match(text) and _LETTER.search(text) is not None


def is_complete(text: str) -> bool:
    """Does it say something by itself, which a headline or a bare attribution does not?"""
    return _COMPLETE.search(text) is not None and not is_bare_attribution(text)


def is_question(text: str) -> bool:
    """Does it ask rather than tell?"""
    return _QUESTION.search(text) is not None


def points_back(text: str) -> bool:
    """Can it be understood only with the sentence before it?"""
    return _POINTS_BACK.match(text) is not None or is_bare_attribution(text)


def takes_back(text: str) -> bool:
    """Is it a short denial of what stands before it, which misleads without it?"""
    return _DENIES.match(text) is not None and len(text.split()) <= SHORT
