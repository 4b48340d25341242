"""The schema of requests about collections, with their limits."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.wire.requests import CollectionName, Visible
from index.core.name import MAX_NAME

_MAX_ARTICLES = 1_000
ArticleIds = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=2_000)]], Field(max_length=_MAX_ARTICLES)
]


class CollectionsRequest(BaseModel):
    """Which collections to list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    begin: CollectionName = Field("", description="Only names that begin so, in any case")
    limit: int = Field(1_000, ge=1, le=10_000, description="How many")


class CollectionEdit(BaseModel):
    """A change of a collection, as a whole or not at all. One that is not there is made if articles
    are added."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Visible, Field(max_length=MAX_NAME)]
    add: ArticleIds = Field([], description="Ids of articles to put into it")
    remove: ArticleIds = Field([], description="Ids of articles to take out of it")
    new_name: CollectionName = Field("", description="Another name; empty keeps the name")
