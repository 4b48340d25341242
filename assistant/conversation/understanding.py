"""A message and the turns before it in, what it asks out: the whole story of a follow-up.

A message that stands on its own is left exactly as it is. Those that do not have a shape, and the
first that fits decides; none is a guess about how much a question says:

    start over            empty the conversation
    all dates             the last question with fewer filters      narrowing
    only from March 2025  the last question with more of them       narrowing
    tell me more          the last subject
    when?                 the last question, or the last quotation  asks
    and Britain?          the last question with another subject    rewording
    what did he say?      the last person or thing by name          pronouns, antecedents

Whatever was carried over is in the chips. Pure and deterministic; never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.conversation import followup
from assistant.conversation.chips import build_chips
from assistant.conversation.context import FollowupContext
from assistant.conversation.followup import ResolvedFollowup
from assistant.conversation.turn import Turn
from assistant.conversation.understood import NO_FILTERS, Act, ResolvedQuestion
from index.article import Filters
from index.query import MAX_QUERY_CHARACTERS
from index.text import one_line

# Nobody writes a follow-up of more characters; nearly all have fewer than 60.
_LONGEST = 200
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
_FORMS: tuple[Callable[[FollowupContext], ResolvedFollowup | None], ...] = (
    followup.resolve_narrowing,
    followup.resolve_more,
    followup.resolve_elliptic,
    followup.resolve_new_subject,
    followup.resolve_pronoun,
)


@dataclass(frozen=True, slots=True)
class ArchiveFacts:
    """What a message may refer to beside the turns: the day, and the outlets of the archive."""

    today: date
    outlets: tuple[str, ...] = ()


def resolve_followup(
    message: str, turns: Sequence[Turn], facts: ArchiveFacts, controls: Filters = NO_FILTERS
) -> ResolvedQuestion:
    """What a message asks, after the turns before it, latest last.

    `controls` are the filters that are set on the page. A message that stands on its own has
    those; a follow-up has those of the last turn, changed as it says, unless the controls were
    moved since.
    """
    typed = one_line(message.replace("\x00", " "))
    if _normalise(typed) in _START_OVER and turns:
        return ResolvedQuestion(typed, "", controls, act=Act.START_OVER, base=controls)
    if not turns or not typed or len(typed) > _LONGEST:
        return accept_as_typed(message, controls)
    last = turns[-1].asked
    filters = last.filters if last.base == controls else controls
    context = FollowupContext(
        typed, _normalise(typed), tuple(turns), filters, facts.today, facts.outlets
    )
    for form in _FORMS:
        followup = form(context)
        if followup is not None and 0 < len(followup.question) <= MAX_QUERY_CHARACTERS:
            return _build_resolved(context, followup, controls)
    return accept_as_typed(message, controls)


def accept_as_typed(message: str, controls: Filters = NO_FILTERS) -> ResolvedQuestion:
    """A message taken by itself, whatever came before: what undoing asks."""
    typed = one_line(message.replace("\x00", " "))
    return ResolvedQuestion(typed, typed, controls, base=controls, topic=typed, standing=typed)


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
    )


def _normalise(typed: str) -> str:
    """The message as forms are told: lower case, straight apostrophes, no marks at its end."""
    return typed.lower().replace("’", "'").strip(" ?!.,;:…-")
