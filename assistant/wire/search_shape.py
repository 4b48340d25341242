"""The schema of a search's result, which the command's JSON, REST and MCP share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from pydantic import Field

from assistant.core.found import Found
from assistant.wire.archive_shapes import Shape
from assistant.wire.responses import TIMINGS, HitShape


class SearchShape(Shape):
    """Ranked passages, best first or in order of time."""

    query: str
    hits: list[HitShape]
    articles: int = Field(
        description="How many articles match the operators, or have all words of a plain query"
    )
    stories: int = Field(description="The same without near-identical copies")
    exact: bool = Field(
        description="Whether only these are listed, one passage a story; else also what is close"
        " in meaning"
    )
    next_offset: int | None = Field(description="The offset of what follows; null at the end")
    notice: str = Field(description='Why there is no hit, if that is known; else ""')
    timings_ms: dict[str, float] = Field(description=TIMINGS)

    @classmethod
    def of(cls, query: str, found: Found, timings_ms: Mapping[str, float]) -> Self:
        """Make the shape of a search's result."""
        return cls(
            query=query,
            hits=[HitShape.of(hit) for hit in found.hits],
            articles=found.articles,
            stories=found.stories,
            exact=found.is_exact,
            next_offset=found.next_offset,
            notice=found.notice,
            timings_ms=dict(timings_ms),
        )
