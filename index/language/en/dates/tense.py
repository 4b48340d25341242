"""Whether a date in a sentence lies ahead of its article: "will meet on Friday". Pure.

The rules read the verbs before the date, or after one that begins the sentence. Where they say
nothing, the date lies behind.
"""

from __future__ import annotations

import re
from enum import Enum

_AHEAD = re.compile(
    r"\b(?:will|won't|shall|would|may|might|should|going to|due|set (?:to|for)|scheduled|slated"
    r"|expected|expects?|plans?(?! was| were)|planned|planning|hopes?|hoped|intends?|intended|aims?"
    r"|upcoming|coming|forthcoming|ahead of|next|(?:is|are|was|were|be) to|until|deadline|promised"
    r"|promises?|agreed to|vowed|vows?|wants? to|wanted to|calls? for|called (?:for|on)|proposed"
    r"|ready (?:to|for)|prepar(?:es?|ed|ing) (?:to|for)|about to|invited|no later than|urged)\b"
    r"|'ll\b"
)
_BEHIND = re.compile(
    r"\b(?:was|were|had|did|said|says|told|has|have|been|(?!united\b)[a-z]{3,}ed|met|won|lost|fell|rose|began"
    r"|came|went|took|made|left|gave|held|spoke|wrote|saw|struck|shot|hit|beat|led|ran|became|got"
    r"|found|sent|brought|built|caught|kept|cut|put|died|broke|flew|drove|sold|paid|stood)\b"
)
# "The vote is on Sunday", "the fair opens on Friday".
_ABOUT_TO_BE = re.compile(
    r"\b(?:is|are|opens?|starts?|begins?|ends?|expires?|meets?|votes?|arrives?|leaves?|returns?"
    r"|resumes?|closes?|takes? place|takes? effect|comes? into force|plays?|runs?|falls?)"
    r"(?: [\w'-]+)?(?: on| in| from| until| at| for)? ?$"
)
_BREAKS = '.;:!?“”"'


_FUTURE_QUESTION = re.compile(r"\b(?:will|shall|going to|is .{1,60} due|are .{1,60} due)\b")


def asks_about_future(question: str) -> bool:
    """Does the question ask what is to come, as "When will they meet?" does?"""
    return _FUTURE_QUESTION.search(question.lower()) is not None


class Direction(Enum):
    """On which side of its article a date lies."""

    BEHIND = "behind"
    AHEAD = "ahead"
    UNCLEAR = "unclear"


def find_direction(plain: str, start: int, end: int) -> Direction:
    """Find where the date at this place of a sentence in lower case lies.

    It is unclear where verbs of both kinds stand before it, and the last one may be no verb: "who
    wins against a committed ally in November".
    """
    before = plain[_find_break(plain, start) : start]
    if _ABOUT_TO_BE.search(before[-60:]):
        return Direction.AHEAD
    ahead = [match.span() for match in _AHEAD.finditer(before)]
    behind = _find_behind(before, ahead)
    if ahead or behind:
        if max(ahead, default=(-1, -1)) > max(behind, default=(-1, -1)):
            return Direction.AHEAD
        return Direction.UNCLEAR if ahead else Direction.BEHIND
    after = plain[end : _find_end(plain, end)]
    ahead = [match.span() for match in _AHEAD.finditer(after)]
    behind = _find_behind(after, ahead)
    far = (len(after), len(after))
    is_ahead = min(ahead, default=far) < min(behind, default=far)
    return Direction.AHEAD if is_ahead else Direction.BEHIND


def _find_behind(text: str, ahead: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The verbs of the past; "expected" and "was to" look ahead."""
    spans = [match.span() for match in _BEHIND.finditer(text)]
    return [
        (start, end)
        for start, end in spans
        if not any(start < later_end and begin < end for begin, later_end in ahead)
    ]


def _find_break(plain: str, before: int) -> int:
    return 1 + max(plain.rfind(mark, 0, before) for mark in _BREAKS)


def _find_end(plain: str, after: int) -> int:
    places = [place for mark in _BREAKS if (place := plain.find(mark, after)) >= 0]
    return min(places, default=len(plain))
