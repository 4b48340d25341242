"""The schema of alerts and of what they found. The command's JSON and REST share it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self

from pydantic import Field

from assistant.wire.archive_shapes import Shape
from index.core.alert import Alert, AlertKind, Finding, Maker
from index.core.article import Filters


class AlertFiltersShape(Shape):
    """The filters of an alert, named as those of a search."""

    after: str | None
    before: str | None
    source: list[str]
    as_of: str | None
    republishable: bool
    facet: list[str]
    collection: list[str]
    speaker: str

    @classmethod
    def of(cls, filters: Filters) -> Self:
        """Make the shape of filters."""
        return cls(
            after=filters.after,
            before=filters.before,
            source=list(filters.sources),
            as_of=filters.as_of,
            republishable=filters.republishable,
            facet=[str(choice) for choice in filters.facets],
            collection=list(filters.collections),
            speaker=filters.speaker_name,
        )


class AlertShape(Shape):
    """A saved search or question."""

    id: int
    name: str
    kind: AlertKind
    query: str
    filters: AlertFiltersShape
    created: str = Field(description="When, in UTC")
    maker: Maker = Field(description="Where it was made")
    total: int = Field(description="How many articles it has found that may be shown")
    unseen: int = Field(description="How many of them nobody has seen")
    last: int = Field(description="The number of the latest, 0 for none")
    fault: str = Field(description="Why new articles cannot be checked; empty if they can")

    @classmethod
    def of(cls, alert: Alert) -> Self:
        """Make the shape of an alert."""
        values = {name: getattr(alert, name) for name in cls.model_fields if name != "filters"}
        return cls(filters=AlertFiltersShape.of(alert.filters), **values)


class FindingShape(Shape):
    """A new article that an alert found, and the quotation at its place: empty if the article as a
    whole was found, or has changed there since."""

    number: int = Field(description="The later it was found, the higher")
    article_id: str
    title: str
    source: str
    published: str | None
    url: str
    found: str = Field(description="When, in UTC")
    start: int
    end: int
    quote: str


class AlertsShape(Shape):
    """Alerts, by name."""

    alerts: list[AlertShape]

    @classmethod
    def of(cls, alerts: Iterable[Alert]) -> Self:
        """Make the shape of alerts."""
        return cls(alerts=[AlertShape.of(one) for one in alerts])


class AlertNewsShape(AlertShape):
    """An alert, and what it found."""

    findings: list[FindingShape]

    @classmethod
    def of_findings(cls, alert: Alert, findings: Sequence[Finding]) -> Self:
        """Make the shape of an alert with findings."""
        fields = AlertShape.of(alert).model_dump()
        return cls(findings=[FindingShape.model_validate(one) for one in findings], **fields)


class NewsShape(Shape):
    """What several alerts found."""

    alerts: list[AlertNewsShape]

    @classmethod
    def of(cls, news: Iterable[tuple[Alert, Sequence[Finding]]]) -> Self:
        """Make the shape of findings by alert."""
        return cls(alerts=[AlertNewsShape.of_findings(*each) for each in news])


class CheckShape(Shape):
    """What a check of all alerts did."""

    found: int = Field(description="How many articles are new to an alert")
    is_complete: bool = Field(description="Whether all alerts are checked to the end")
