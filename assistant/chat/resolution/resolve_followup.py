"""Resolves a message against the turns before it: the entry point of follow-ups.

A self-contained message is not changed. Follow-ups have one of these forms, and the first that
matches decides:

    start over            empty the conversation
    all dates             the last question with fewer filters      narrowing
    only from March 2025  the last question with more of them       narrowing
    tell me more          what is behind the last quotation         followup_more
    who said the second?  the quotation that is counted             ordinals
    what else?            the last question, without its answer     followup_more
    when?                 the last question, or the last quotation  elliptic_questions
    and Britain?          the last question with another subject    followup_phrases, rewording
    what did he say?      the last person or thing by name          pronouns, coreference
    what did Rutte say?   the articles just quoted                  bare_questions

The chips name everything that is carried over. Pure and deterministic; never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.chat.resolution import followup, followup_more
from assistant.chat.resolution.chips import build_chips
from assistant.chat.resolution.context import FollowupContext
from assistant.chat.resolution.followup import ResolvedFollowup
from assistant.chat.resolution.ordinals import focus_on_ordinal
from assistant.chat.resolved_question import NO_FILTERS, Act, ResolvedQuestion
from assistant.chat.turn import Turn
from index.core.article import Filters
from index.core.text import one_line
from index.language.en.asking.followup_phrases import is_start_over
from index.language.en.asking.remarks import read_remark
from index.search.query import MAX_QUERY_CHARACTERS

# Longer messages are no follow-ups; nearly all of those have fewer than 60 characters.
_LONGEST = 200
_FORMS: tuple[Callable[[FollowupContext], ResolvedFollowup | None], ...] = (
    followup.resolve_narrowing,
    followup_more.resolve_more,
    followup_more.resolve_else,
    followup.resolve_elliptic,
    followup.resolve_new_subject,
    followup.resolve_pronoun,
    followup.resolve_bare,
)


@dataclass(frozen=True, slots=True)
class ArchiveFacts:
    """What a message may refer to besides the turns: today, the outlets of the archive, and whether
    it calls somebody `MALE` or `FEMALE`, "" if it does not tell."""

    today: date
    outlets: tuple[str, ...] = ()
    find_gender: Callable[[str], str] = lambda name: ""


def resolve_followup(
    message: str, turns: Sequence[Turn], facts: ArchiveFacts, controls: Filters = NO_FILTERS
) -> ResolvedQuestion:
    """Resolve a message against the turns before it, latest last.

    `controls` are the filters set on the page. A self-contained message uses them. A follow-up uses
    those of the last turn, with its own changes, unless the controls were moved since.
    """
    typed = one_line(message.replace("\x00", " "))
    if is_start_over(_normalise(typed)) and turns:
        return ResolvedQuestion(typed, "", controls, act=Act.START_OVER, base=controls)
    # Thanks in between are no subject.
    turns = [turn for turn in turns if read_remark(turn.asked.typed) is None]
    if not turns or not typed or len(typed) > _LONGEST or read_remark(typed) is not None:
        return accept_as_typed(message, controls)
    last = turns[-1].asked
    filters = last.filters if last.base == controls else controls
    context = FollowupContext(
        typed,
        _normalise(typed),
        tuple(turns),
        filters,
        facts.today,
        facts.outlets,
        facts.find_gender,
    )
    counted = focus_on_ordinal(context)
    for form in _FORMS:
        followup = form(counted)
        if followup is not None and 0 < len(followup.question) <= MAX_QUERY_CHARACTERS:
            return _build_resolved(context, followup, controls)
    return accept_as_typed(message, controls)


def accept_as_typed(
    message: str, controls: Filters = NO_FILTERS, *, reads_dates: bool = True
) -> ResolvedQuestion:
    """Take a message by itself, without the turns before it. Undoing uses this, and does not read
    its dates."""
    typed = one_line(message.replace("\x00", " "))
    return ResolvedQuestion(
        typed,
        typed,
        controls,
        base=controls,
        topic=typed,
        standing=typed,
        reads_dates=reads_dates,
    )


def _build_resolved(
    context: FollowupContext, followup: ResolvedFollowup, controls: Filters
) -> ResolvedQuestion:
    return ResolvedQuestion(
        typed=context.typed,
        question=followup.question,
        filters=followup.filters,
        chips=build_chips(context, followup),
        carried=True,
        about=followup.about,
        base=controls,
        topic=followup.topic,
        standing=followup.standing,
        phrase=_choose_phrase(context, followup),
        reads_dates=followup.reads_dates,
        attempts=followup.attempts,
    )


def _choose_phrase(context: FollowupContext, followup: ResolvedFollowup) -> str:
    """The words that name the dates: those of the message, or if these are the same, as before."""
    if followup.phrase is not None:
        return followup.phrase
    last = context.last_turn.asked
    dates = (followup.filters.after, followup.filters.before)
    return last.phrase if dates == (last.filters.after, last.filters.before) else ""


def _normalise(typed: str) -> str:
    """Lower case, straight apostrophes, no marks at the end."""
    return typed.lower().replace("’", "'").strip(" ?!.,;:…-")
