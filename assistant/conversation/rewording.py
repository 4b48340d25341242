"""A follow-up put into an earlier question. Pure.

What can only take the place of one thing takes it: after "When did Finland join NATO?", "and
Sweden?" asks when Sweden did. Where it could stand for several, nothing is taken away, and the
new subject is added to the earlier question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.conversation.subjects import (
    Name,
    Sort,
    is_adjective,
    is_bloc,
    names,
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
_ABOUT = re.compile(
    r"\babout (?P<slot>[^,;?!]+?)(?P<rest> (?:in|on|at|before|after) [^?!]*)?[?!. ]*$"
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
_SAID = re.compile(rf"\b{_SAYING}(?= (?:about|in|on|at|to|after|before)\b|$)", re.IGNORECASE)


def with_focus(topic: str, focus: str, known: Mapping[str, str]) -> str:
    """The question of `topic` about `focus` instead, or also about it where that is not clear.

    `known` are spellings of names, by lower-case form.
    """
    found = names(focus, known)
    whole = len(found) == 1 and found[0].end - found[0].start >= len(_bare(focus))
    sort = found[0].sort if whole else None
    focus = f"the {found[0].text}" if whole and focus.lower().startswith("the ") else focus
    focus = found[0].text if whole and not focus.lower().startswith("the ") else focus
    slot = _slot(topic, focus, sort, names(topic, known))
    if slot is None:
        return f"{_unmarked(topic)}, and {focus}?"
    start, end = slot
    if topic[:start].lower().endswith(" the "):
        start -= 4
    return f"{topic[:start]}{focus}{topic[end:]}"


def with_ask(standing: str, ask: str) -> str:
    """The question, asking when, where or why instead: "When did Finland join NATO?"."""
    plain = _unmarked(standing)
    head = ask[:1].upper() + ask[1:]
    found = _QUESTION.fullmatch(plain)
    if found is None or " " in ask:
        return f"{head}? {standing}"
    rest = found["rest"]
    if found["auxiliary"].lower() == "did":
        rest = _SAID.sub(lambda said: f"{said[0]} that", rest, count=1)
    return f"{head} {found['auxiliary'].lower()} {rest}?"


def _slot(topic: str, focus: str, sort: Sort | None, found: list[Name]) -> tuple[int, int] | None:
    """The one stretch of the topic whose place the focus takes; None where there is no such."""
    speaker, about = _SPEAKER.search(topic), _ABOUT.search(topic)
    if sort is None:
        # "meloni" may be a speaker or a subject, for one who types no capitals.
        unclear = speaker is not None and " " not in focus and topic.islower()
        return about.span("slot") if about and not unclear else None
    if sort is Sort.PERSON:
        persons = [name for name in found if name.sort is Sort.PERSON]
        if speaker is not None:
            return speaker.span("slot")
        return _only(persons)
    if sort is Sort.OTHER or is_bloc(focus):
        return _only([name for name in found if name.sort is Sort.OTHER])
    countries = [name for name in found if name.sort is Sort.COUNTRY]
    if _ASKS_COUNTRY.match(topic):
        return None  # "Which countries …?" "And Italy?": it may be one of them
    if len(countries) == 1 and is_adjective(countries[0].text) == is_adjective(focus):
        return _only(countries)
    if not countries and speaker is not None and not _is_name(about, found):
        return speaker.span("slot")
    return None


def _only(found: list[Name]) -> tuple[int, int] | None:
    return (found[0].start, found[0].end) if len(found) == 1 else None


def _is_name(about: re.Match[str] | None, found: list[Name]) -> bool:
    """Is there a name in what it is about?"""
    return about is not None and any(
        about.start("slot") <= name.start < about.end("slot") for name in found
    )


def _bare(focus: str) -> str:
    return re.sub(r"^the ", "", focus, flags=re.IGNORECASE)


def _unmarked(question: str) -> str:
    return question.rstrip(" ?!.")
