"""Rewords an earlier question for a follow-up, or asks about its answer. Pure.

The new subject replaces the old one if there is only one place for it: after "When did Finland join
NATO?", "and Sweden?" asks when Sweden did. Otherwise it is appended to the earlier question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.language.en.subjects import (
    Name,
    NameType,
    find_names,
    find_topic,
    is_adjective,
    is_bloc,
    strip_article,
)

_AUXILIARY = (
    r"(?:did|does|do|has|have|had|was|were|is|are|will|would|can|could|should|may|might|must)"
)
_SAYING = (
    r"(?:say|said|tell|told|claim|state|call|warn|accuse|react|reply|respond|describe|comment"
    r"|think|promise|demand|announce|answer)"
)
_SPEAKER = re.compile(
    rf"\b(?:did|does|do|has|have|had|would|will) (?P<slot>.{{2,60}}?) {_SAYING}\b", re.IGNORECASE
)
_QUESTION = re.compile(
    rf"(?:(?:what|why|where|when|how|who|whom) )?(?P<auxiliary>{_AUXILIARY}) (?P<rest>.+)",
    re.IGNORECASE,
)
_ASKS_COUNTRY = re.compile(
    r"(?:in |to |from )?(?:which|what|how many)(?: \w+)? (?:country|countries|nations?|states?"
    r"|governments?|allies|members?)\b",
    re.IGNORECASE,
)
_HOW = re.compile(r"how (?:long|often|far|high|big)")
_WHEN = re.compile(r"(?:before|after|during|in|on|at|when|since|to|until)\b", re.IGNORECASE)
_SAID = re.compile(rf"\b{_SAYING}(?= (?:about|in|on|at|to|after|before)\b|$)", re.IGNORECASE)


def replace_subject(topic: str, focus: str, spellings: Mapping[str, str]) -> str:
    """Put `focus` in the place of the subject of `topic`, or append it if the place is unclear.

    `spellings` maps lower-case names to their spelling.
    """
    focus_names = find_names(focus, spellings)
    whole = len(focus_names) == 1 and focus_names[0].end - focus_names[0].start >= len(
        strip_article(focus)
    )
    sort = focus_names[0].type if whole else None
    focus = f"the {focus_names[0].text}" if whole and focus.lower().startswith("the ") else focus
    focus = focus_names[0].text if whole and not focus.lower().startswith("the ") else focus
    slot = _find_slot(topic, focus, sort, find_names(topic, spellings))
    if slot is None:
        return f"{_strip_marks(topic)}, and {focus}?"
    start, end = slot
    if topic[:start].lower().endswith(" the "):
        start -= 4
    return f"{topic[:start]}{focus}{topic[end:]}"


def replace_question_word(standing: str, ask: str) -> str:
    """Ask the question with another word: "When did Finland join NATO?"."""
    plain = _strip_marks(standing)
    head = ask[:1].upper() + ask[1:]
    match = _QUESTION.fullmatch(plain)
    if match is None or (" " in ask and not _HOW.fullmatch(ask)):
        return f"{head}? {standing}"
    rest = match["rest"]
    if match["auxiliary"].lower() == "did":
        rest = _SAID.sub(lambda verb: f"{verb[0]} that", rest, count=1)
    return f"{head} {match['auxiliary'].lower()} {rest}?"


def ask_for_more(subject: str) -> str:
    """Ask for more about a subject."""
    return f"What more is there about {subject}?"


def ask_for_words(speaker: str, topic: str = "") -> str:
    """Ask what a speaker said, about a topic, "before the summit", or at all."""
    if topic and _WHEN.match(topic) is None:
        topic = f"about {topic}"
    return f"What did {speaker} say {topic}".rstrip() + "?"


def ask_what_about(subject: str, matter: str) -> str:
    """Ask what there is about a subject in a matter, "" for any."""
    return f"What about {subject} and {matter}?" if matter else f"What about {subject}?"


def ask_who_said(quote: str) -> str:
    """Ask for the speaker of a quotation."""
    return f"Who said “{quote}”?"


def _find_slot(
    topic: str, focus: str, sort: NameType | None, topic_names: list[Name]
) -> tuple[int, int] | None:
    """Find the one place in the topic that the focus can take; None if there is none."""
    speaker, about = _SPEAKER.search(topic), find_topic(topic)
    if sort is None:
        # In a topic without capitals, "meloni" may be a speaker or a subject.
        unclear = speaker is not None and " " not in focus and topic.islower()
        return None if unclear else about
    if sort is NameType.PERSON:
        persons = [name for name in topic_names if name.type is NameType.PERSON]
        if speaker is not None:
            return speaker.span("slot")
        return _get_only_span(persons)
    if sort is NameType.OTHER or is_bloc(focus):
        return _get_only_span([name for name in topic_names if name.type is NameType.OTHER])
    countries = [name for name in topic_names if name.type is NameType.COUNTRY]
    if _ASKS_COUNTRY.match(topic):
        return None  # "Which countries …?" "And Italy?": it may be one of them
    if len(countries) == 1 and is_adjective(countries[0].text) == is_adjective(focus):
        return _get_only_span(countries)
    if not countries and speaker is not None and not _has_name(about, topic_names):
        return speaker.span("slot")
    return None


def _get_only_span(names: list[Name]) -> tuple[int, int] | None:
    return (names[0].start, names[0].end) if len(names) == 1 else None


def _has_name(about: tuple[int, int] | None, names: list[Name]) -> bool:
    """Does the text after "about" contain a name?"""
    return about is not None and any(about[0] <= name.start < about[1] for name in names)


def _strip_marks(question: str) -> str:
    return question.rstrip(" ?!.")
