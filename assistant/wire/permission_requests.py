"""The schema of requests about what may be shown: hidden articles, releases, the ledger."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.wire.requests import Date, Line
from index.sources.parsed_article import MAX_ID_CHARACTERS
from index.storage.permission.ledger_row import Action, LedgerQuery

MAX_RELEASES = 100
# With the suffix that an id may have got, and room for those of older versions.
MAX_ID = 2 * MAX_ID_CHARACTERS


class HiddenRequest(BaseModel):
    """Which articles that are not shown to list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: Literal["held", "expired"] = "held"
    limit: int = Field(100, ge=1, le=1_000, description="How many articles")


class ReleaseRequest(BaseModel):
    """Held articles to show from now on, all of them or none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article_ids: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=MAX_ID)]],
        Field(min_length=1, max_length=MAX_RELEASES),
    ]
    reason: Line = Field("", description="For the ledger")
    early: bool = Field(False, description="Also before the end of an embargo with a date")


class LedgerRequest(BaseModel):
    """Which rows of the ledger to list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: Action | None = Field(None, description="What happened")
    article_id: Annotated[str, Field(max_length=MAX_ID)] = ""
    since: Date = Field(None, description="On or after")
    until: Date = Field(None, description="On or before")
    after: int = Field(0, ge=0, le=2**53, description="`next` of the page before")
    limit: int = Field(100, ge=1, le=1_000, description="How many rows")

    @property
    def query(self) -> LedgerQuery:
        """The request in the library's form."""
        return LedgerQuery(
            self.action or "", self.article_id, self.since or "", self.until or "", self.after
        )
