"""The schema of requests and responses about removed articles."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from assistant.wire.archive_shapes import Shape
from assistant.wire.permission_requests import MAX_ID
from assistant.wire.permission_shapes import format_moment
from index.storage.removal.removed_article import RemovedArticle

MAX_RESTORED = 100


class RemovedRequest(BaseModel):
    """Which removed articles to list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    after: str = Field(
        "", pattern=r"^(|\d{1,15}~.{1,200})$", description="`next` of the page before"
    )
    limit: int = Field(100, ge=1, le=1_000, description="How many articles")

    @property
    def place(self) -> tuple[int, str] | None:
        """The second of the removal and the id after which the page begins."""
        second, _, article_id = self.after.partition("~")
        return (int(second), article_id) if article_id else None


class RestoreRequest(BaseModel):
    """Removed articles to restore, all of them or none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article_ids: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=MAX_ID)]],
        Field(min_length=1, max_length=MAX_RESTORED),
    ]


class RemovedShape(Shape):
    """A removed article that can be restored."""

    article_id: str
    title: str
    source: str
    published: str | None
    removed: str | None = Field(description="When it was removed: ISO 8601 in UTC")
    goes: str | None = Field(description="When it goes for good: ISO 8601 in UTC")

    @classmethod
    def of(cls, removed: RemovedArticle) -> Self:
        """Make the shape of a removed article."""
        return cls(
            article_id=removed.id,
            title=removed.title,
            source=removed.source,
            published=removed.published,
            removed=format_moment(removed.removed),
            goes=format_moment(removed.goes),
        )


class RemovedListShape(Shape):
    """Removed articles, the last one first."""

    articles: list[RemovedShape]
    next: str | None = Field(description="`after` of the next page; null where this is the last")

    @classmethod
    def of(cls, removed: list[RemovedArticle], limit: int) -> Self:
        """Make the shape of a page; of one article more than the limit there is a next page."""
        page = removed[:limit]
        following = f"{page[-1].removed}~{page[-1].id}" if len(removed) > limit else None
        return cls(articles=[RemovedShape.of(one) for one in page], next=following)


class RestoredShape(Shape):
    """The articles that were restored."""

    restored: list[str]


class PurgedShape(Shape):
    """How many removed articles were removed for good."""

    purged: int = Field(ge=0)
