"""Finds pronouns that refer to earlier turns: "he", "it", "there". Pure.

A pronoun that the question itself explains is ignored: "he" in "how fast did Putin say he would
strike" is Putin, and "it" in "is it going to rain in Lisbon?" refers to nothing. The antecedent is
found in `coreference`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from index.language.en.query_terms import content_words

_LEAD = r"(?:(?:and|but|so|ok|okay|then|now|well),? )?"
_ASK = r"(?:what|who|whom|when|where|why|how)"
_NOUNS = r"(?:(?:what|which|whose|how (?:many|much|long|often|old|big))(?: [a-z]+){0,2})"
_AUXILIARY = (
    r"(?:did|does|do|has|have|had|was|were|is|are|will|would|can|could|should|might|must)(?:n't)?"
)
# The words allowed before an open pronoun.
_BEFORE = re.compile(
    rf"{_LEAD}(?:in |on |at |to |for |from |about )?"
    rf"(?:(?:(?:{_ASK}|{_NOUNS})(?: else| exactly)? )?{_AUXILIARY} |{_ASK} )?",
)
# The words allowed before a possessive: "what is his view", "their demands?".
_BEFORE_POSSESSIVE = re.compile(rf"{_LEAD}(?:{_ASK}(?: is| are| was| were|'s) )?")
_LAST = re.compile(
    rf"{_LEAD}(?:(?:{_ASK}|{_NOUNS}|{_AUXILIARY}) ).*\b(?:about|to|by|against|of|from)"
    r" (?P<pronoun>him|her|them|it|that|this)"
)
_OBJECT = re.compile(
    rf"{_LEAD}who [a-z]+(?: for| to| about| against)? (?P<pronoun>him|her|them|it)"
    rf"|{_LEAD}{_ASK} {_AUXILIARY} [^,;]+ (?:call|describe|explain|justify|announce|support|oppose"
    r"|defend|reject|criticise|criticize|condemn|call for) (?P<object>him|her|them|it|that|this)"
)
_THERE = re.compile(
    rf"{_LEAD}(?:{_ASK}|{_NOUNS}|{_AUXILIARY}) .*"
    r"(?<!are )(?<!is )(?<!were )(?<!was )\b(?P<pronoun>there)"
)
_EMPTY = re.compile(
    rf"(?:what|which) (?:time|day|date) (?:is|was) it\b|{_AUXILIARY} it (?:rain|snow|true|possible"
    r"|going|time|still|ok|safe|legal|worth)|\bit (?:is|was|takes)\b"
    r"|\bit (?:cost|take|mean|matter|feel|work|make|help)s? (?:to|for|if|when|that)\b"
    r"|\b(?:was|is) it (?:so |too |very )?\w+ to\b|how (?:is|are) (?:it|they) going|\bmean by\b"
)
_LONGEST = 8  # words of a question whose last word is a pronoun
_FEW = 2  # content words beside "it", "that", "this"


class Referent(StrEnum):
    """The type of the antecedent of a pronoun."""

    PERSON = "person"
    GROUP = "group"
    THING = "thing"
    PLACE = "place"


_REFERENTS = (
    dict.fromkeys(("he", "she", "him", "her", "his"), Referent.PERSON)
    | dict.fromkeys(("they", "them", "their"), Referent.GROUP)
    | dict.fromkeys(("it", "its", "that", "this"), Referent.THING)
    | {"there": Referent.PLACE}
)
_POSSESSIVES = frozenset(("his", "their", "its"))
# "that" and "this" before anything else belong to a noun: "this review".
_BY_ITSELF = re.compile(
    r"(?: (?:happen|happened|mean|cost|take|matter|change|end|start|begin|come|work|help|last|true"
    r"|right|wrong|legal|confirmed|so|in|for|to|about|at|with)\b.*)?"
)
_PRONOUN = re.compile(r"\b(?:he|she|his|her|they|their|it|its|that|this)\b(?!['’])")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun in a message, in lower case as `text`, with the type of its antecedent.

    `can_be_name` is false if it can only be a whole matter, as in "what did Putin call it?".
    """

    start: int
    end: int
    referent: Referent
    is_possessive: bool
    text: str = ""
    can_be_name: bool = True

    def replace_in(self, message: str, by: str) -> str:
        """Replace the pronoun in a message by a name, "his" by "Rutte's", "there" by "in Oslo"."""
        name = f"in {by}" if self.referent is Referent.PLACE else by
        name = f"{name}'s" if self.is_possessive else name
        return message[: self.start] + name + message[self.end :]


def find_open_pronoun(message: str) -> Pronoun | None:
    """Find the first pronoun of a question, in lower case, that the question does not explain."""
    plain = message.rstrip(" ?!.")
    if _EMPTY.search(plain):
        return None
    match = _PRONOUN.search(plain)
    if match and _is_open(plain, match):
        pronoun = _make_pronoun(match.span(), match[0], plain)
        before = _BEFORE_POSSESSIVE if pronoun.is_possessive else _BEFORE
        if before.fullmatch(plain[: match.start()]):
            return pronoun
    if len(plain.split()) > _LONGEST:
        return None
    for pattern in (_LAST, _OBJECT, _THERE):
        if match := pattern.fullmatch(plain):
            group = match.lastgroup or "pronoun"
            return replace(_make_pronoun(match.span(group), match[group], plain), can_be_name=False)
    return None


def _is_open(plain: str, match: re.Match[str]) -> bool:
    """Does it refer to something, and not to people in general or to nothing?"""
    words = len(content_words(plain))
    points = _REFERENTS[match[0]]
    if points is Referent.THING:
        # "That Macron said so" and "this week" do not refer back.
        alone = match[0] in ("it", "its") or _BY_ITSELF.fullmatch(plain[match.end() :])
        return match.start() > 0 and words <= _FEW and bool(alone)
    if points is Referent.GROUP:
        # "When did they stop putting lead in paint?": people in general.
        return words <= (1 if re.search(r"\b(?:do|can|should) they\b", plain) else _FEW)
    return True


def _make_pronoun(span: tuple[int, int], pronoun: str, plain: str) -> Pronoun:
    possessive = pronoun in _POSSESSIVES or (
        pronoun == "her" and plain[span[1] :].startswith(" ") and bool(plain[span[1] :].strip())
    )
    can_be_name = pronoun not in ("that", "this")
    return Pronoun(*span, _REFERENTS[pronoun], possessive, pronoun, can_be_name)
