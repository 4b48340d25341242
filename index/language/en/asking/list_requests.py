"""Requests for a list: "timeline of …", "news on …", "has X changed its position on …?". Pure.

A request is read without its date, which `dates.question_time` has split off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.language.en.dates.question_time import QuestionTime, lower_letters
from index.language.en.query_terms import content_words
from index.language.en.speakers import make_speech_question


class ListKind(StrEnum):
    """What a list is of: events, or what somebody said."""

    EVENTS = "events"
    STATEMENTS = "statements"


@dataclass(frozen=True, slots=True)
class ListRequest:
    """A request for a list, oldest first unless `is_newest_first`. Without a `topic`, it is for
    everything of the period; a `speaker` is there for statements only."""

    kind: ListKind
    topic: str = ""
    speaker: str = ""
    is_newest_first: bool = False

    @property
    def question(self) -> str:
        """The question that each entry of the list answers; "" for everything."""
        if self.kind is ListKind.STATEMENTS:
            if not self.topic:
                return f"What did {self.speaker} say?"
            return make_speech_question(self.speaker, self.topic)
        return self.topic


_LEAD = (
    r"(?:(?:please|can you|could you|i want|i need|i'd like) )?"
    r"(?:(?:give|show|tell|make|find|get|list|write|draw up|provide|compile|create) (?:me |us )?)?"
    r"(?:(?:an?|the|all|some|any|main|major|key|important|brief|short|complete|full|different) )*"
)
_OF = r"(?:of|for|on|about|in|from|at|regarding|concerning|around|with|relating to|related to)"
_TOPIC = r"(?P<topic>\S.*)"
_SUMMARY = (
    r"(?:timeline|time line|chronology|chronicle|sequence of events|calendar of events|recap"
    r"|round-?up)"
)
_NEWS = (
    r"(?:events|developments|incidents|news|articles?|stories|reports|headlines|coverage)"
    r"(?: (?:that |which )?(?:happened|(?:were |was )?(?:published|printed|written)|we have))?"
)
_MENTION = (
    r"(?:(?:that |which )?(?:mention|mentions|mentioning|mentioned|are about|is about|cover|covers"
    r"|covering|deal with|dealing with|speak of))"
)
_POSITION = (
    r"(?:positions?|minds?|stances?|views?|tune|line|opinions?|polic(?:y|ies)|tone|attitudes?"
    r"|course|rhetoric)"
)
_CHANGE = r"(?:changed?|shift(?:ed)?|evolved?|developed?|moved?|softened?|hardened?|reversed?)"
_ON = r"(?:on|about|over|towards?|regarding|concerning|as to|to)"
_WORDS = r"(?:statements|quotes|quotations|remarks|words|comments|claims|sayings)"

# Requests that are lists with or without a period.
_EVENTS = (
    re.compile(rf"{_LEAD}{_SUMMARY}(?: {_OF} {_TOPIC})?"),
    re.compile(rf"{_LEAD}{_NEWS}(?: (?:{_OF}|{_MENTION}) {_TOPIC})?"),
    re.compile(
        rf"(?:which|what) (?:articles|stories|reports) (?:{_MENTION}|are there {_OF}) {_TOPIC}"
    ),
    re.compile(
        r"(?:please )?(?:summari[sz]e|sum up|recapitulate)(?: (?:the |all )*(?:news|events))?"
        rf"(?: {_OF} {_TOPIC})?"
    ),
    re.compile(r"(?:please )?(?:summari[sz]e|sum up) (?P<topic>\S.*)"),
)
# Those that are lists only within a period, or of what is newest.
_TIMED_EVENTS = (
    re.compile(
        r"what(?: has| have| had)?(?: all)? (?:happened|been happening|took place|taken place"
        r"|occurred|went on|been going on|was going on|is going on|is happening|was new|is new)"
        rf"(?: (?:in|at|around) {_TOPIC})?"
    ),
    re.compile(
        r"what(?: is|'s| was| were| are| has been| have been)? (?:the )?(?:main |big |top )?"
        r"(?:in the news|in the papers|reported|published|written|printed|news|headlines|events"
        rf"|stories|developments|new)(?: {_OF} {_TOPIC})?"
    ),
    re.compile(
        r"(?:(?:what is|what's|what are|tell me) )?(?:the )?(?:on|about|with|from)"
        r" (?P<topic>(?!what\b|which\b|how\b|who\b|whom\b|whose\b|when\b|where\b)\S.*)"
    ),
    re.compile(rf"{_LEAD}(?:summary|overview|digest|day|week|month|year)(?: {_OF} {_TOPIC})?"),
)
_NEW = re.compile(
    rf"what(?: is|'s) new(?: {_OF} {_TOPIC})?|anything new(?: {_OF} (?P<other>\S.*))?"
)
# "The latest statement by Peskov": one, the newest.
_STATEMENT = re.compile(
    rf"(?:(?:what (?:is|was)|what's) )?{_LEAD}(?:statements?|quotes?|remarks?|words|comments?"
    rf"|speech|interview) (?:by|of|from) (?P<speaker>\S.*?)(?: (?:on|about|regarding) {_TOPIC})?"
)
_STATEMENTS = (
    re.compile(
        rf"{_LEAD}{_WORDS}(?: made| given)? (?:by|of|from) (?P<speaker>\S.*?)"
        rf"(?: (?:on|about|regarding|concerning) {_TOPIC})?"
    ),
    re.compile(
        r"(?:list |show |show me |tell me |give me |find )?(?:everything|all) (?:that )?"
        rf"(?P<speaker>\S.*?) (?:has |have |had )?said(?: {_ON} {_TOPIC})?"
    ),
    re.compile(
        rf"(?:has|have|had|did|does|do) (?P<speaker>\S.*?) (?:ever |recently )?{_CHANGE}"
        rf" (?:its|his|her|their|the) {_POSITION}(?: {_ON} {_TOPIC})?"
    ),
    re.compile(
        rf"(?:how |in what way )?(?:has|have|had|did) (?P<speaker>\S.*?)(?:'s?) {_POSITION}"
        rf"(?: {_ON} (?P<topic>\S.*?))? {_CHANGE}(?: over time| since then)?"
    ),
    re.compile(
        rf"how (?:has|have|had|did) (?P<speaker>\S.*?) {_CHANGE} (?:its|his|her|their|the)"
        rf" {_POSITION}(?: {_ON} {_TOPIC})?"
    ),
)


def read_list_request(time: QuestionTime) -> ListRequest | None:
    """Read a question that asks for a list; None if it asks for something else."""
    rest = time.rest.rstrip(" ?!.")
    plain = lower_letters(rest)
    is_newest_first = time.wants_newest if time.is_newest_first is None else time.is_newest_first
    is_timed = time.period is not None or time.wants_newest
    if is_timed and not content_words(rest):
        return ListRequest(ListKind.EVENTS, is_newest_first=is_newest_first)
    for pattern in (*_STATEMENTS, *([_STATEMENT] if time.wants_newest else ())):
        if match := pattern.fullmatch(plain):
            topic, speaker = _cut(rest, match, "topic"), _cut(rest, match, "speaker")
            return ListRequest(ListKind.STATEMENTS, topic, speaker, is_newest_first)
    if match := _NEW.fullmatch(plain):
        topic = _cut(rest, match, "topic") or _cut(rest, match, "other")
        return ListRequest(ListKind.EVENTS, topic, is_newest_first=True)
    for pattern in (*_EVENTS, *(_TIMED_EVENTS if is_timed else ())):
        match = pattern.fullmatch(plain)
        topic = _cut(rest, match, "topic") if match else ""
        # Without a period and a topic there is nothing to list.
        if match and (is_timed or content_words(topic)):
            topic = topic if content_words(topic) else ""
            return ListRequest(ListKind.EVENTS, topic, is_newest_first=is_newest_first)
    return None


def _cut(text: str, match: re.Match[str], group: str) -> str:
    """The part of the text that a group matches, with its capitals; "" if it matches nothing."""
    start, end = match.span(group)
    return text[start:end].strip() if start >= 0 else ""
