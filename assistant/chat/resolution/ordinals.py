"""Reads "who said the second one?" as a question about the second quotation. Pure."""

from __future__ import annotations

from dataclasses import replace

from assistant.chat.resolution.context import FollowupContext
from index.language.en.asking.followup_phrases import read_ordinal


def focus_on_ordinal(context: FollowupContext) -> FollowupContext:
    """The context with only the quotation that the message counts, and "that" in the message; as it
    is if it counts none of the last answer."""
    found = read_ordinal(context.plain)
    citations = context.last_turn.citations
    if found is None or not -len(citations) <= found.index < len(citations) or len(citations) < 2:
        return context
    turn = replace(context.last_turn, citations=(citations[found.index],))
    turn = replace(turn, asked=replace(turn.asked, about=None))
    turns = (*context.turns[:-1], turn)
    return replace(context, typed=found.message, plain=found.message, turns=turns)
