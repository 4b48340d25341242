"""Properties of a single sentence: complete, a question, dependent on a neighbour. Pure.

Its words count, and for one that may be cut off, the text beside it. Features that need the
question are in `assistant.answering.features`.
"""

from __future__ import annotations

import re

from index.core.article import Hit, Span
from index.language.en.attribution import MAX_SHORT_WORDS, is_bare_attribution
from index.language.en.line_words import OPENERS, RARELY_LAST, UNFINISHED

_MARKUP_HEADING = re.compile(r"#{1,6}\s|(\*\*|__)[^*_]{1,200}\1:?$")
_ANNOUNCEMENT_WORDS = 6
# Some newspapers of old print whole articles in capitals: a statement of so many words is prose.
_STATEMENT_WORDS = 4
# Sentences end with a mark; headlines and captions do not.
_COMPLETE = re.compile(r"[.!?…。][\"“”’'»)\]]*$")
_HAS_END = re.compile(r"[.?!…。？！][\s\"“”’'»)\]>]{0,9}$")
_QUOTATION_MARKS = "\"“‘'«"
_OPENING = _QUOTATION_MARKS + "(["
_UNFINISHED_MARKS = ",-–—([{“‘&"
_END = re.compile(r"[.?!…][\"“”’'»)\]]{0,3}(?=\s|$)")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# Marks of a heading, of an item and of a cell: what follows them is one line for certain.
_LINE_MARK = re.compile(r"[#|>*•·▪◦‣+=–—-]|\(?\d{1,3}[.)]\s")
_COLUMNS = re.compile(r"\S(?:\s{3,}|\t)\S")
# A longer line is a paragraph of its own.
_LONGEST_WRAPPED = 132
# Words that prose has, and rows of tables seldom.
_PROSE_WORDS = frozenset(
    "the a an of to in on at by for with that its said has was were is are".split()
)
_FEW_PROSE_WORDS = 2
_END_REACH = 20
# So many characters beside a sentence are looked at.
_BESIDE = 1_000
# A part of a sentence that was too long for the model is no shorter.
_LONG_PART = 600
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


_NEVER_LAST = UNFINISHED | RARELY_LAST


def get_sentence(hit: Hit, number: int) -> str:
    """The verbatim text of a hit's sentence."""
    span, passage = hit.sentences[number], hit.passage
    return passage.text[span.start - passage.start : span.end - passage.start]


def can_be_quoted(text: str) -> bool:
    """Is it more than a heading, a dateline, a rule or the head of a table?"""
    if _MARKUP_HEADING.match(text) or _LETTER.search(text) is None or _is_table_head(text):
        return False
    is_prose = len(text.split()) >= _STATEMENT_WORDS and _COMPLETE.search(text) is not None
    return is_prose or not _is_all_capitals(text)


def is_cut_off(hit: Hit, number: int) -> bool:
    """Is the hit's sentence cut off, as `is_cut_off_in` says?"""
    span, passage = hit.sentences[number], hit.passage
    place = Span(span.start - passage.start, span.end - passage.start)
    return is_cut_off_in(passage.text, place, is_first=span.start == 0)


def is_cut_off_in(text: str, span: Span, *, is_first: bool) -> bool:
    """Does the sentence at a place in a text lack its beginning or its end, or can nobody tell?

    A line of copy that is wrapped may go on in the next one, or be a headline. Where neither its
    words nor its layout decide, neither of the two is whole. `is_first` says that the article
    begins with it.
    """
    sentence = text[span.start : span.end]
    before = text[max(0, span.start - _BESIDE) : span.start]
    after = text[span.end : span.end + _BESIDE]
    return (
        _lacks_beginning(before, sentence, is_first=is_first)
        or _lacks_end(sentence, after)
        or _may_go_on(before, sentence + after)
        or _may_go_on(before + sentence, after)
    )


def _lacks_beginning(before: str, text: str, *, is_first: bool) -> bool:
    is_small = text.lstrip(_OPENING)[:1].islower()
    if not before.strip():
        # In a text without capitals, a small letter says nothing.
        return is_small and not is_first and text != text.lower()
    if _has_end_mark(before):
        return False
    is_same_line = "\n" not in before[len(before.rstrip()) :]
    return is_same_line or (is_small and before.rstrip()[-1] != ":")


def _lacks_end(text: str, after: str) -> bool:
    if _has_end_mark(text):
        return False
    if not after.strip():
        is_same_line = len(text) > _LONG_PART
    else:
        is_same_line = "\n" not in after[: len(after) - len(after.lstrip())]
    return is_same_line or text[-1] in _UNFINISHED_MARKS or _get_last_word(text) in _NEVER_LAST


def _may_go_on(before: str, after: str) -> bool:
    """May a sentence go on over the end of a line between two texts?"""
    gap = before[len(before.rstrip()) :] + after[: len(after) - len(after.lstrip())]
    if gap.lstrip(" ") != "\n" or _has_end_mark(before):
        return False
    line, next_line = before.rstrip().rsplit("\n", 1)[-1], after.lstrip().split("\n", 1)[0]
    if max(len(line), len(next_line)) > _LONGEST_WRAPPED or line.isupper() != next_line.isupper():
        return False
    if any(_LINE_MARK.match(each) or _COLUMNS.search(each) for each in (line.strip(), next_line)):
        return False
    first = _FIRST_WORD.match(next_line)
    begins_anew = next_line[0] in _QUOTATION_MARKS or (
        first is not None and first[0].lower() in OPENERS and not line.isupper()
    )
    prose_words = sum(word.lower() in _PROSE_WORDS for word in line.split())
    is_prose = (
        prose_words >= _FEW_PROSE_WORDS and _END.search(after.split("\n\n", 1)[0]) is not None
    )
    return is_prose and not begins_anew


def _has_end_mark(text: str) -> bool:
    return _HAS_END.search(text.rstrip()[-_END_REACH:]) is not None


def _get_last_word(text: str) -> str:
    """The last word; "" if it has a capital where others have none, as "May" has."""
    word = text[text.rfind(" ") + 1 :]
    return "" if word[:1].isupper() and not text.isupper() else word.lower()


def _is_table_head(text: str) -> bool:
    """Does it have cells, and no figure in any?"""
    has_cells = text.startswith("|") or len(_COLUMNS.findall(text)) > 1
    return has_cells and not any(map(str.isdigit, text))


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
