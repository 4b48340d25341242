"""Questions that ask for somebody's words: whose, about what, one answer or all of them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class SpeechKind(StrEnum):
    """What a question wants of a speaker's words."""

    SAID = "said"
    """What somebody said, to a topic or at all."""

    LIST = "list"
    """All that somebody said, in the order of time."""


@dataclass(frozen=True, slots=True)
class SpeechQuestion:
    """A question for the words of a speaker; `topic` is "" if any will do.

    `speaker` is as typed, with or without an office: "Kremlin spokesman Peskov".
    """

    kind: SpeechKind
    speaker: str
    topic: str = ""


_SAY = (
    r"(?:say|said|saying|tell|told|state|stated|claim|claimed|announce|announced|promise|promised"
    r"|warn|warned|demand|demanded|argue|argued|reply|replied|respond|responded|react|reacted|write"
    r"|wrote|tweet|tweeted|declare|declared|explain|explained|comment|commented|add|added|admit"
    r"|admitted|deny|denied|accuse|accused|call|called|describe|described|predict|predicted|urge"
    r"|urged|ask|asked|propose|proposed|insist|insisted|suggest|suggested|think|believe|confirm|confirmed"
    r"|criticise|criticize|criticised|criticized|condemn|condemned|stress|stressed)"
)
# One blank stands between words when these are matched.
# What a person may be called in a question; a topic begins behind the verb.
_WHO = r"(?P<speaker>[^?,;:]{2,80}?)"
_TOPIC = r"(?: (?P<topic>[^?]{2,200}?))?"
_ON_TOPIC = (
    r"(?: (?:about|on|regarding|concerning|over|to|in response to|as to|for)"
    r" (?P<topic>[^?]{2,200}?))?"
)
_LEAD_IN = re.compile(
    r"^(?:to (?:reporters|journalists|the press)\s+)?(?:about|on|of|regarding|concerning|over"
    r"|in response to|as to|for|to|that)\s+",
    re.IGNORECASE,
)
_END = r"[ ?.!]*$"
_WORDS = (
    r"(?:statements?|quotes?|quotations?|remarks?|comments?|words|sayings|utterances|speeches"
    r"|reactions?|responses?|positions?|views?|opinions?|stance|claims?|announcements?|promises"
    r"|warnings)"
)
_PLURAL_WORDS = r"(?:statements|quotes|quotations|remarks|comments|reactions)"
_LISTS = r"(?:list|show|give|find|collect|quote|what are|which)(?: me| us)?"

_PATTERNS: tuple[tuple[SpeechKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern + _END, re.IGNORECASE))
    for kind, pattern in (
        # List all statements by Peskov on troops; everything that Peskov said about troops.
        (
            SpeechKind.LIST,
            rf"(?:please )?(?:{_LISTS} )?(?:all|every|any|the)?(?: of)?(?: the)? ?{_WORDS}"
            rf" (?:by|of|from|made by|that) {_WHO}(?: (?:has |have |had )?made)?{_ON_TOPIC}",
        ),
        (
            SpeechKind.LIST,
            rf"(?:please )?(?:{_LISTS} )?(?:all|everything|whatever) (?:that )?{_WHO}"
            rf" (?:has |have |had |ever |has ever )?{_SAY}{_TOPIC}",
        ),
        (
            SpeechKind.LIST,
            rf"(?:please )?{_LISTS} (?:all |everything )?(?:that )?what {_WHO}"
            rf" (?:has |have |had )?{_SAY}{_TOPIC}",
        ),
        # What did Peskov say about troops?
        (
            SpeechKind.SAID,
            rf"(?:and |so |but )?(?:what(?: exactly| else)?|how)"
            r" (?:did|does|do|has|have|had|is|was|were|would|will)"
            rf" {_WHO} (?:recently |then |also |publicly |first |actually )?{_SAY}{_TOPIC}",
        ),
        (SpeechKind.SAID, rf"(?:did|does|has|have|will|would) {_WHO} (?:ever )?{_SAY}{_TOPIC}"),
        (SpeechKind.LIST, rf"{_WHO}[’']?s? {_PLURAL_WORDS}{_ON_TOPIC}"),
        # What is Peskov's position on troops? What was the reaction of the Kremlin to it?
        (
            SpeechKind.SAID,
            rf"what (?:is|are|was|were) {_WHO}[’']s? {_WORDS}{_ON_TOPIC}",
        ),
        (
            SpeechKind.SAID,
            rf"what (?:is|are|was|were) the {_WORDS} (?:of|from|by) {_WHO}{_ON_TOPIC}",
        ),
        # According to Peskov, what …? What … according to Peskov?
        (SpeechKind.SAID, rf"according to {_WHO}, ?(?P<topic>.{{2,200}}?)"),
        (SpeechKind.SAID, rf"(?P<topic>.{{2,200}}?),? according to {_WHO}"),
        # what Peskov said about troops
        (SpeechKind.SAID, rf"what (?!(?:did|does|do|is|was|has|have)\b){_WHO} {_SAY}{_TOPIC}"),
    )
)
# "What did he say?" has a speaker that the chat knows; "people" are nobody.
_NOBODY = frozenset(
    """
    he she it they we you i who somebody someone anybody anyone people everybody everyone this that
    there these those
    """.split()
)
_NAME_OR_OFFICE = re.compile(r"^(?:the|a|an)?\s*[\w’'.&-]+(?:[\s,]+[\w’'.&()-]+){0,9}$")


def read_speech_question(question: str) -> SpeechQuestion | None:
    """Whose words a question asks for, and about what; None if it names no speaker."""
    text = " ".join(question.split())
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if match is None:
            continue
        speaker = match["speaker"].strip(" .,")
        if speaker.casefold() in _NOBODY or not _NAME_OR_OFFICE.match(speaker):
            continue
        topic = _LEAD_IN.sub("", (match.groupdict().get("topic") or "").strip(" .,"), count=1)
        return SpeechQuestion(kind, speaker, topic)
    return None
