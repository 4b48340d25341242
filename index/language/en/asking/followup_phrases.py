"""Phrases of follow-ups: "tell me more", "what about Britain?", "start over". Pure.

They read messages in lower case, without marks at the end. Questions such as "when?" are parsed in
`elliptic_questions`, pronouns found in `pronouns`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_START_OVER = frozenset(
    (
        "start over",
        "start again",
        "start afresh",
        "start from scratch",
        "restart",
        "reset",
        "new chat",
        "new conversation",
        "new topic",
        "clear",
        "clear chat",
        "clear the chat",
        "forget it",
        "forget all that",
        "forget everything",
    )
)
_MORE = re.compile(
    r"(?:(?:please )?(?:tell|show|give) me more|more|more please|go on|continue|more details"
    r"|any more details|elaborate|tell me more please|and then|what (?:comes|came) next)"
    r"(?: (?:about|on|of) (?:that|this|it))?"
)
_ELSE = re.compile(
    r"(?:and )?(?:what|anything|something|is there anything) else(?: (?:did|does|has|have|had)"
    r" (?P<speaker>.{2,60}?) (?:say|said|tell \w+|told \w+|write|written|claim|claimed|announce"
    r"|announced|mention|mentioned|add|added|warn|warned|demand|promise)"
    r"(?: (?:about|on|regarding|to) (?P<topic>.+))?| (?:was|is) said)?"
)
_MORE_ABOUT = re.compile(
    r"(?:(?:please )?(?:tell|show|give) me )?(?:more|something|anything) (?:about|on|from|by)"
    r" (?P<subject>.+)"
)
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1}
_ORDINAL = re.compile(
    r"(?P<before>(?:and )?(?:who (?:said|wrote|claimed)|(?:when|where|who) (?:is|was)|tell me more"
    r"(?: about| on)?|more (?:about|on)|when did|where did)) the "
    rf"(?P<ordinal>{'|'.join(_ORDINALS)}) (?:one|quote|quotation|sentence|statement|answer)"
    r"(?P<after> said| published| happen)?"
)
_CONJUNCTION = re.compile(r"^(?:and|but|so|ok|okay|then),? ")
_LEAD = r"(?:(?:and|ok|okay|so|but|then|now|well|yes|right|thanks|hm+),? )*"
# Typing errors are common in the most common words.
_WHAT = r"(?:what|whats|what's|waht|wat|whta|hwat|how)(?: is| was)?"
_NEW_SUBJECT = re.compile(
    rf"{_LEAD}(?:(?:{_WHAT} (?:about|abuot|abot|with)|(?:the )?same (?:for|about|with)|what of)"
    r" (?P<asked>.+)"
    # At most two words without a comma: "no news from Lisbon" is a search.
    r"|no(?:,|(?= \S+(?: \S+)?$)) (?:not \w+,? )?(?:i meant? |rather |about )?(?P<meant>.+)"
    r"|(?:i meant?|rather|sorry|not that),? (?P<rather>.+)"
    r"|(?:only|just) (?:about |on |in |from |by )?(?P<only>.+)"
    r"|(?:and|or|but) (?:also |in |for |from |with |by )?(?P<added>.+)"
    r"|(?P<instead>.+) instead)"
)
_WHOLE = re.compile(
    r"(?:who|whom|whose|what|which|when|where|why|how|did|does|do|has|have|had|was|were|is|are"
    r"|will|would|can|could|should|if|that|then|tell|show|give|list|find|explain|describe|he|she"
    r"|it|they|i|we|you|there)\b"
)


@dataclass(frozen=True, slots=True)
class NewSubject:
    """The subject that a message names in place of the earlier one.

    `is_asked` is true after "what about", false after "and", "no" and the like.
    """

    text: str
    is_asked: bool


def is_start_over(message: str) -> bool:
    """Does the message ask to empty the conversation?"""
    return message in _START_OVER


def is_request_for_more(message: str) -> bool:
    """Does the message ask for more, without a subject?"""
    return _MORE.fullmatch(message) is not None


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The index of the quotation that a message counts, -1 for the last, and the message with
    "that" in place of its words."""

    index: int
    message: str


def read_ordinal(message: str) -> Ordinal | None:
    """Read "who said the second one?", "more about the last quote"; None in other messages, and in
    "and the second one?", which asks for another thing."""
    match = _ORDINAL.fullmatch(message)
    if match is None:
        return None
    return Ordinal(_ORDINALS[match["ordinal"]], f"{match['before']} that{match['after'] or ''}")


@dataclass(frozen=True, slots=True)
class ElseRequest:
    """A request for other answers than the last: of whom, a name or a pronoun, and on what; "" for
    anything."""

    speaker: str = ""
    topic: str = ""


def read_else_request(message: str) -> ElseRequest | None:
    """Read "what else?", "what else did he say about troops?"; None in other messages."""
    match = _ELSE.fullmatch(message)
    return ElseRequest(match["speaker"] or "", match["topic"] or "") if match else None


def find_more_subject(message: str) -> str:
    """Find the subject in "tell me more about Rutte"; "" in other messages."""
    match = _MORE_ABOUT.fullmatch(message)
    return match["subject"] if match else ""


def find_new_subject(message: str) -> NewSubject | None:
    """Find the subject in "what about Britain", "and Germany", "no, Poland"; None in others."""
    match = _NEW_SUBJECT.fullmatch(message)
    if match is None:
        return None
    text = next(text for text in match.groups() if text is not None)
    return NewSubject(text, match["asked"] is not None)


def strip_conjunction(message: str) -> str:
    """The message without "and", "but" or the like at its beginning."""
    return _CONJUNCTION.sub("", message)


def is_whole(message: str) -> bool:
    """Does the message begin like a complete question or statement?"""
    return _WHOLE.match(message) is not None
