"""The schema of requests about clippings, with their limits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.wire.clippings.clipping_export import ExportFormat
from assistant.wire.requests import CollectionName, Visible
from index.core.clipping import MAX_NOTE, MAX_QUOTE, ClippingOrder
from index.storage.clippings.clipping_rows import ClippingBookmark, ClippingQuery

# Numbers of SQLite have 64 bits.
_CURSOR = r"^(-?[0-9]{1,18}|9223372036854775807)~[1-9][0-9]{0,17}$|^$"
_MAX_OFFSET = 2**40

Note = Annotated[str, Field(max_length=MAX_NOTE)]


class ClippingFilter(BaseModel):
    """Which clippings, and in which order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    collection: CollectionName | None = Field(
        None, description="Its name, in any case; empty means those in none"
    )
    q: str = Field("", max_length=200, description="Words in the quote, the note or the title")
    order: Literal["kept", "published"] = Field(
        "kept", description="The latest kept first, or by the date of the article, newest first"
    )

    @property
    def query(self) -> ClippingQuery:
        """The request in the library's form."""
        return ClippingQuery(self.collection, self.q, ClippingOrder(self.order))


class ClippingsRequest(ClippingFilter):
    """A page of clippings."""

    limit: int = Field(20, ge=1, le=1_000, description="How many")
    cursor: str = Field("", pattern=_CURSOR, max_length=40, description="`next` of the page before")

    @property
    def bookmark(self) -> ClippingBookmark | None:
        """The cursor in the library's form."""
        key, _, number = self.cursor.partition("~")
        return ClippingBookmark(int(key), int(number)) if self.cursor else None


class ClippingExport(ClippingFilter):
    """All clippings that a filter chooses, in a format."""

    format: ExportFormat = Field("json", description="Bibliographies have one entry an article")


class _Keeping(BaseModel):
    """Of which article something is kept, and what goes with it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article_id: Annotated[str, Field(min_length=1, max_length=2_000)]
    note: Note = ""
    collection: CollectionName = Field("", description="Made if it is not there; empty means none")


class SpanToKeep(_Keeping):
    """A span of an article to keep."""

    start: int = Field(ge=0, le=_MAX_OFFSET, description="In code points")
    end: int = Field(ge=0, le=_MAX_OFFSET)
    quote: str = Field("", max_length=MAX_QUOTE, description="If given, it must stand there")


class WordsToKeep(_Keeping):
    """Words to keep that stand in an article once. White space of any kind counts as the same."""

    quote: Visible = Field(max_length=MAX_QUOTE)


NewClipping = SpanToKeep | WordsToKeep


class Restoration(BaseModel):
    """That a removal is taken back; nothing else is to be said."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ClippingEdit(BaseModel):
    """A change of a clipping; what is left out stays as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    revision: int = Field(ge=1, le=2**53, description="The one that you read")
    note: Note | None = None
    collection: CollectionName | None = Field(None, description="Empty takes it out")


def make_clipping_cursor(bookmark: ClippingBookmark | None) -> str | None:
    """Make the cursor of a bookmark."""
    return f"{bookmark.key}~{bookmark.number}" if bookmark else None
