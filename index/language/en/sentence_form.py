"""Properties of a single sentence: complete, a question, dependent on a neighbour. Pure.

Only its words count; features that need the question are in `assistant.answering.features`.
"""

from __future__ import annotations

import re

from index.core.article import Hit
from index.language.en.attribution import MAX_SHORT_WORDS, is_bare_attribution

_MARKUP_HEADING = re.compile(r"#{1,6}\s")
_ANNOUNCEMENT_WORDS = 6
# Some newspapers of old print whole articles in capitals: a statement of so many words is prose.
_STATEMENT_WORDS = 4
# Sentences end with a mark; headlines and captions do not.
_COMPLETE = re.compile(r"[.!?…。][\"“”’'»)\]]*$")
_QUESTION = re.compile(r"[?？][\"“”’'»)\]\s]*$")
_LETTER = re.compile(r"\w")
# "He said", "This would", "Such a step": it refers to the sentence before.
_POINTS_BACK = re.compile(
    r"[\"“‘']?(?:"
    r"(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|Such|Both"
    r"|The (?:former|latter)"
    r"|(?:The )?(?:spokesman|spokeswoman|minister|president) (?:also|added))\b"
    r"|(?:But|And|Yet|So|Still|However|Instead|Meanwhile|Nevertheless),? "
    r"(?:he|she|they|it|his|her|their|its|this|these|those)\b)"
)

_PERSON = re.compile(
    r"[\"“‘']?(?:(?:But|And|Yet|So|Still|However|Instead|Meanwhile|Nevertheless),? )?"
    r"(?:[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er|[Tt]heir)\b"
)
_AUXILIARY = (
    r"(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|may|might|must|should)"
)
# "It was not signed.", "But they never met."
_DENIES = re.compile(
    rf"(?:(?:But|However|Yet|Instead),? )?(?:he|she|it|they|this|that)"
    rf"(?: {_AUXILIARY}(?: not|n[’']t)| cannot|(?: {_AUXILIARY})? never) "
    # "He did not elaborate.", "It was not immediately clear.": these withhold, but deny nothing.
    r"(?!(?:yet |immediately |further )*(?:answer|clear|comment|detail|disclose|elaborate|explain"
    r"|give|identify|known|name|publish|reply|say|specify)\b)",
    re.IGNORECASE,
)


def get_sentence(hit: Hit, number: int) -> str:
    """The verbatim text of a hit's sentence."""
    span, passage = hit.sentences[number], hit.passage
    return passage.text[span.start - passage.start : span.end - passage.start]


def can_be_quoted(text: str) -> bool:
    """Is it more than a heading, a dateline or a rule?"""
    if _MARKUP_HEADING.match(text) or _LETTER.search(text) is None:
        return False
    is_prose = len(text.split()) >= _STATEMENT_WORDS and _COMPLETE.search(text) is not None
    return is_prose or not _is_all_capitals(text)


def _is_all_capitals(text: str) -> bool:
    return text.isascii() and text == text.upper()


def is_complete(text: str) -> bool:
    """Is it a complete statement, and not a headline or a bare attribution?"""
    return _COMPLETE.search(text) is not None and not is_bare_attribution(text)


def is_question(text: str) -> bool:
    """Does it end with a question mark?"""
    return _QUESTION.search(text) is not None


def needs_previous(text: str) -> bool:
    """Is it unclear without the sentence before it?"""
    return _POINTS_BACK.match(text) is not None or is_bare_attribution(text)


def begins_with_person(text: str) -> bool:
    """Does it begin with "he", "she" or "they", whom only the sentence before names?"""
    return _PERSON.match(text) is not None


def is_announcement(text: str) -> bool:
    """Is it so short that it can only announce what follows, as "She had one condition." does?"""
    return len(text.split()) <= _ANNOUNCEMENT_WORDS and not any(map(str.isdigit, text))


def is_denial(text: str) -> bool:
    """Is it a short denial of the sentence before, which misleads without it?"""
    return _DENIES.match(text) is not None and len(text.split()) <= MAX_SHORT_WORDS
