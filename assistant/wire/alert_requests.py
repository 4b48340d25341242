"""The schema of requests about alerts, with their limits."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints

from assistant.wire.requests import BodyDate, PassageFilterRequest, Question
from index.core.alert import MAX_ALERTS, AlertKind
from index.core.name import MAX_NAME

# Numbers of rows have 64 bits in SQLite; JSON's are exact up to 53.
_LARGEST = 2**53 - 1
AlertId = Annotated[int, Path(ge=1, le=_LARGEST)]


def _read_whole(value: object) -> object:
    """JSON has one kind of numbers, so 5.0 is 5; a truth value and a text are none."""
    if isinstance(value, bool | str):
        raise ValueError("it is no number")
    return int(value) if isinstance(value, float) and value.is_integer() else value


class AlertsRequest(BaseModel):
    """Which alerts to list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: int = Field(100, ge=1, le=MAX_ALERTS, description="How many")
    offset: int = Field(0, ge=0, le=MAX_ALERTS, description="How many to leave out before them")


class AlertBody(PassageFilterRequest):
    """A search or a question that is to be kept, and its filters."""

    after: BodyDate = Field(None, description="Published on or after")
    before: BodyDate = Field(None, description="Published on or before")
    as_of: BodyDate = Field(None, description="The day as of which the archive is read")
    republishable: StrictBool = Field(
        False, description="Only articles whose publishers state that anybody may republish them"
    )
    kind: AlertKind
    query: Question = Field(description="As for a search, or a question", examples=["Gotland"])
    name: Annotated[str, StringConstraints(max_length=MAX_NAME)] = Field(
        "", description="Empty to call it by its words"
    )


class FindingsRequest(BaseModel):
    """Which findings of an alert to list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: int = Field(20, ge=1, le=1_000, description="How many")
    before: int | None = Field(
        None, ge=1, le=_LARGEST, description="Only those found before the one of this number"
    )


class SeenBody(BaseModel):
    """Which findings somebody has seen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    last: Annotated[int, Field(ge=1, le=_LARGEST), BeforeValidator(_read_whole)] | None = Field(
        None, description="Those up to the one of this number; null for all"
    )
