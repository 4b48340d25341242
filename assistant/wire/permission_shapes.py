"""The schema of responses about what may be shown: hidden articles, releases, the ledger."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal, Self

from pydantic import Field

from assistant.wire.archive_shapes import DescriptionShape, Shape
from index.storage.permission.ledger_row import LedgerRow
from index.storage.permission.state import HiddenArticle, State


class HiddenShape(DescriptionShape):
    """The description of an article that is not shown, and why."""

    state: Literal["held", "expired"]
    opens: str | None = Field(description="When it appears; null until somebody releases it")
    closes: str | None = Field(description="When it expires; null if it does not")
    reason: str = Field(description='Why somebody has to release it; "" for an embargo with a date')

    @classmethod
    def of(cls, hidden: HiddenArticle) -> Self:  # type: ignore[override]
        """Make the shape of an article that is not shown."""
        description = DescriptionShape.of(hidden.article)
        return cls(
            **dict(description),
            state="held" if hidden.state is State.HELD else "expired",
            opens=format_moment(hidden.opens),
            closes=format_moment(hidden.closes),
            reason=hidden.article.terms.hold,
        )


class HiddenListShape(Shape):
    """The held articles, those that appear next first, or the expired ones, latest first."""

    articles: list[HiddenShape]


class ReleaseShape(Shape):
    """The articles that were released."""

    released: list[str]


class LedgerRowShape(Shape):
    """A row of the ledger. Its digest is one of itself and of the row before."""

    number: int = Field(ge=1)
    time: str = Field(description="ISO 8601 in UTC")
    action: str
    article_id: str
    place: str = Field(description="Where the article, or what took it back, comes from")
    process: str = Field(description="The kind of process: add, watch, server, ...")
    detail: str
    digest: str

    @classmethod
    def of(cls, row: LedgerRow) -> Self:
        """Make the shape of a row."""
        return cls(
            number=row.number,
            time=row.moment,
            action=row.action,
            article_id=row.article_id,
            place=row.place,
            process=row.process,
            detail=row.detail,
            digest=row.digest,
        )


class LedgerShape(Shape):
    """Rows of the ledger, oldest first."""

    rows: list[LedgerRowShape]
    next: int | None = Field(description="`after` of the next page; null where this is the last")


def format_moment(second: int | None) -> str | None:
    """A second since the epoch in ISO 8601, None if there is none."""
    if second is None:
        return None
    try:
        return datetime.fromtimestamp(second, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None
