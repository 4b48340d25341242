"""Polarity: whether a question or a sentence says that something is not so. Pure.

A question with "why", "how" or "when" asks for a reason or a circumstance, which need not be
negated itself.
"""

from __future__ import annotations

import re

_NOT = (
    r"(?:will|would|do|does|did|is|are|was|were|has|have|had|can|could|should|may|might|must) not"
    r"|cannot|\w{1,12}n[’']t|never"
)
_NEGATED_QUESTION = re.compile(
    rf"(?:and |but |so )?(?:(?:who|whom|which|what|how many)\b[^,;]{{0,80}}?\b(?:{_NOT})\b"
    r"|(?:who|which|how many)\b[^,;]{0,60}?"
    r"\b(?:refuse[sd]? to|refusing to|decline[sd]? to|oppose[sd]?|reject(?:s|ed)?)\b)",
    re.IGNORECASE,
)
# "Which allies who don't pay …?": the relative clause is negated, and "not only" affirms.
_RELATIVE = re.compile(
    rf"\b(?:who|which|that) (?:{_NOT})\b.{{0,200}} (?:did|does|do|will|was|were|is|are|has|have)\b"
    r"|\bnot only\b|\bwhether or not\b|\bif not\b|\bwhy not\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\b(?:that|if|whether|because|since|when|while|although)\b", re.IGNORECASE
)
_NEXT_VERB = re.compile(
    r" (?:(?:yet|ever|even|actually|been|be|have|want to|wish to|plan to|intend to) )?"
    r"(?P<verb>[a-z]{2,30})",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|nor|neither|without|cannot|\w{1,12}n[’']t"
    r"|refus\w+|declin\w+|reject\w+|oppos\w+|den(?:y|ied|ies|ying)|unwilling|reluctant\w*"
    r"|rul(?:e|es|ed|ing) (?:it |that |this )?out|against|abstain\w*|boycott\w*|stay(?:s|ed)? away"
    r"|hold(?:s|ing)? back|held back|fail\w*|stop\w*|halt\w*|suspend\w*|withhold\w*|withheld"
    r"|keep(?:s|ing)? .{1,40} (?:at home|out)|kept .{1,40} (?:at home|out)|exclud\w+|veto\w*"
    r"|block\w*|scrapp\w+|cancel\w+|unable|impossible|unlikely)\b",
    re.IGNORECASE,
)


def is_negated_question(question: str) -> bool:
    """Does it ask who or what is not so: "which countries won't send troops?"?"""
    match = _NEGATED_QUESTION.match(question)
    if match is None or _RELATIVE.search(question):
        return False
    # "What did X say that they would not do?": the negation is not that of the question.
    return _SUBORDINATE.search(match[0]) is None


def find_negated_verb(question: str) -> str:
    """The verb that the question negates: "send" in "which countries won't send troops?"; "" if
    none follows."""
    match = _NEGATED_QUESTION.match(question)
    following = _NEXT_VERB.match(question, match.end()) if match else None
    return following["verb"] if following else ""


def has_negation(text: str) -> bool:
    """Does a sentence say that something is not so, or that somebody does not want it?"""
    return _NEGATION.search(text) is not None
