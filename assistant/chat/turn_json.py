"""Serialises turns as JSON values for the browser, and loads them again.

Loaded data is untrusted: shape and size are checked here. Quotations are not; they are verified
against the archive before they are quoted again.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.chat.turn import Turn
from index.core.article import MAX_SPEAKER, Filters, replace_surrogates
from index.core.dates import earliest
from index.core.errors import DatelineError, PublicError
from index.search.query import MAX_QUERY_CHARACTERS

# The longest turn of the samples has 4,000.
_MAX_CHARACTERS = 200_000


@cache
def _make_adapter() -> TypeAdapter[Turn]:
    return TypeAdapter(Turn)


def dump_turn(turn: Turn) -> dict[str, Any]:
    """Serialise a turn as JSON values."""
    value: dict[str, Any] = _make_adapter().dump_python(turn, mode="json")
    return value


def load_turn(value: object) -> Turn:
    """Load a turn from JSON values; raises PublicError if they are malformed."""
    try:
        if len(replace_surrogates(repr(value))) > _MAX_CHARACTERS:
            raise ValueError("larger than a turn")
        turn = _make_adapter().validate_python(value)
        _check_dates(turn.asked.filters)
        _check_dates(turn.asked.base)
        if any(
            len(one.speaker_name) > MAX_SPEAKER for one in (turn.asked.filters, turn.asked.base)
        ):
            raise ValueError("longer than a name")
        questions = (turn.asked.question, turn.asked.topic, turn.asked.standing)
        if any(len(question) > MAX_QUERY_CHARACTERS for question in questions):
            raise ValueError("longer than a question")
        dates = [one.published for one in turn.citations]
        for published in filter(None, [*dates, *(one.published for one in turn.closest)]):
            earliest(published)
        numbers = [citation.number for citation in turn.citations]
        if any(number not in numbers for one in turn.sentences for number in one.citations):
            raise ValueError("a sentence cites what is not there")
    except (ValidationError, ValueError, RecursionError, DatelineError) as error:
        raise PublicError("This conversation was stored in a form that cannot be read") from error
    return turn


def _check_dates(filters: Filters) -> None:
    """Raise PublicError if a date is invalid."""
    _ = filters.first_second, filters.last_second
