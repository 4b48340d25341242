"""The schema of clippings, which the command's JSON and REST share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pydantic import Field

from assistant.core.listed_clipping import ListedClipping
from assistant.present.held_text import format_hidden
from assistant.wire.archive_shapes import Shape
from index.core.clipping import HiddenClippings


class ClippingShape(Shape):
    """A span of an article that somebody kept, verbatim, with the description of its article."""

    id: int
    article_id: str
    title: str
    source: str
    published: str | None
    url: str
    quote: str
    start: int | None = Field(
        description="Where the quote begins in the article now, in code points; null if the article"
        " does not have it any more"
    )
    end: int | None
    version: int = Field(
        description="The version of the article when the quote was kept; 1 is the oldest"
    )
    note: str
    collection: str = Field(description='Its name; "" if it is in none')
    revision: int = Field(description="An edit names the revision that it saw")
    kept: str = Field(description="When: ISO 8601 in UTC")

    @classmethod
    def of(cls, listed: ListedClipping) -> Self:
        """Make the shape of a clipping."""
        clipping, article, span = listed.clipping, listed.article, listed.clipping.span
        return cls(
            id=clipping.number,
            article_id=article.id,
            title=article.title,
            source=article.source,
            published=article.published,
            url=article.url,
            quote=clipping.quote,
            start=span.start if span else None,
            end=span.end if span else None,
            version=clipping.version,
            note=clipping.note,
            collection=clipping.collection,
            revision=clipping.revision,
            kept=clipping.kept,
        )


class HiddenClippingsShape(Shape):
    """How many clippings are not shown, because their articles were removed, are held back, or have
    expired."""

    removed: int
    held: int
    expired: int


class ClippingsShape(Shape):
    """A page of clippings."""

    clippings: list[ClippingShape]
    total: int = Field(description="Of all pages")
    next: str | None = Field(description="The cursor of the next page; null at the end")
    hidden: HiddenClippingsShape
    notice: str = Field(description='What is hidden, in words; "" if nothing is')

    @classmethod
    def of(
        cls,
        listed: Iterable[ListedClipping],
        total: int,
        following: str | None,
        hidden: HiddenClippings,
    ) -> Self:
        """Make the shape of a page."""
        return cls(
            clippings=[ClippingShape.of(one) for one in listed],
            total=total,
            next=following,
            hidden=HiddenClippingsShape.model_validate(hidden),
            notice=format_hidden(hidden),
        )
