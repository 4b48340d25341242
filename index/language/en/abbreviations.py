"""Abbreviations with a full stop, and whether a sentence ends with them. Pure.

After all other words a full stop ends a sentence; that is not judged here.
"""

from __future__ import annotations

import re
from enum import Enum

from index.language.en.line_words import NEW_SPEAKER, OPENERS

# A name, or whatever is compared, follows.
_TITLES = frozenset(
    """
    mr mrs ms mx messrs mme mlle sra srta dr drs prof rev fr hon rt pres amb atty atts asst assoc
    dep dist gen lt maj col capt cmdr cdr comdr adm brig sgt cpl pfc pvt spc det supt insp sen sens
    rep reps gov govs treas st ste ft mt alex wm geo chas thos vs viz e.g i.e
    """.split()
)
_BEFORE_NUMBERS = frozenset(
    "no nos nr vol art fig figs pp sec para ch approx ca jan feb mar apr jun jul aug sept sep oct"
    " nov dec".split()
)
_SHORTENED_WORDS = frozenset(
    """
    inc corp co cos ltd bros plc jr sr esq etc assn dept govt mfg intl ave blvd rd est
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb
    nev okla ore pa penn tenn tex va vt wash wis wyo ont que
    """.split()
)
# Words of their own in small letters; a name after them begins a sentence.
_WORDS = frozenset("no may ill miss art ore min fed mar".split())
_MONTH_WORDS = frozenset(("may",))
_HALF_DAYS = frozenset(("a.m", "p.m"))
_ABBREVIATIONS = _TITLES | _BEFORE_NUMBERS | _SHORTENED_WORDS | _WORDS | _HALF_DAYS
_AFTER_TIMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december gmt utc bst cet est edt cst cdt mst mdt pst pdt
    et ct mt pt eastern central mountain pacific greenwich
    """.split()
)
# "U.S.", "D.C.", "J.P."; one letter alone may also be the last word: "vitamin B."
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,6}[^\W\d_]")
# After initials, words are no openers that may as well go on: "the U.S. and Japan", "for".
_OPENERS_AFTER_INITIALS = OPENERS - frozenset(
    """
    and or so for to by from with without as on under over during before until because unless once
    you what who when where why how which all no not nobody nothing none another other every each
    also still next earlier later today yesterday tomorrow according asked speaking despite amid
    """.split()
)
# In capitals, these alone seldom stand inside a sentence after an abbreviation.
_OPENERS_IN_CAPITALS = frozenset("the he she they but however".split())

# An abbreviation with its full stops has no more characters.
MAX_ABBREVIATION = 14
_BEFORE_TOKEN = re.compile(r"[\s\"'“”‘’()\[\]<>/–—-]")
_CLOSING = "\"'”’»)]"
_FIRST_WORD = re.compile(r"[\"'“‘(\[]{0,2}(\w+(?:\.\w+){0,9})")


class Stop(Enum):
    """What a full stop follows: a word; an abbreviation that something must follow; another one."""

    WORD = "word"
    NEVER = "never ends"
    DOUBTFUL = "doubtful"


def classify_stop(before: str) -> Stop:
    """Classify the full stop at the end of a text; WORD without one."""
    token = _get_last_token(before)
    if token in _TITLES:
        return Stop.NEVER
    if token in _ABBREVIATIONS or len(token) == 1 or _INITIALS.fullmatch(token):
        return Stop.DOUBTFUL
    return Stop.WORD


def ends_sentence(before: str, after: str, *, is_in_capitals: bool = False) -> bool | None:
    """Does a sentence end between two pieces of text, the first with a full stop at its end?

    None if there is no abbreviation, or one that says nothing. Where both may be, it does not end:
    two sentences in one quotation are better than half of one.
    """
    token = _get_last_token(before)
    if token not in _ABBREVIATIONS and not _INITIALS.fullmatch(token):
        return None
    match = _FIRST_WORD.match(after)
    if match is None:
        return None
    word = match[1]
    is_opener = _is_opener(word, is_in_capitals)
    if token in _TITLES:
        return None if is_opener else False
    if token in _BEFORE_NUMBERS and word[0].isdigit():
        return False
    if token in _WORDS and word[0].isupper() and _is_in_small_letters(before, token):
        return True
    if is_in_capitals and (token in _HALF_DAYS or token in _SHORTENED_WORDS):
        return is_opener
    if token in _HALF_DAYS:
        return word[0].isupper() and word.lower() not in _AFTER_TIMES
    if _INITIALS.fullmatch(token):
        return is_opener and word.lower() in _OPENERS_AFTER_INITIALS
    if token in _SHORTENED_WORDS:
        return _ends_with_shortened(word, after, is_opener=is_opener)
    return None


def _ends_with_shortened(word: str, after: str, *, is_opener: bool) -> bool | None:
    if "." in word:  # "Wash. D.C."
        return False
    return True if is_opener or NEW_SPEAKER.match(after) else None


def _is_opener(word: str, is_in_capitals: bool) -> bool:
    openers = _OPENERS_IN_CAPITALS if is_in_capitals else OPENERS
    return word[0].isupper() and word.lower() in openers


def _is_in_small_letters(before: str, token: str) -> bool:
    return token in before[-MAX_ABBREVIATION:] or token in _MONTH_WORDS


def _get_last_token(text: str) -> str:
    """The word before the full stop at the end, in small letters; "" without one, and if it is too
    long for an abbreviation."""
    end = text[-MAX_ABBREVIATION - 4 :].rstrip(_CLOSING)
    if not end.endswith("."):
        return ""
    token = _BEFORE_TOKEN.split(end[:-1])[-1]
    return token.lower() if len(token) < MAX_ABBREVIATION else ""
