"""The schema of what the archive holds and takes in: articles, reports of adding, figures.

The command's JSON and REST share it; other programs rely on these keys. `of` makes a shape from a
value of ours. Answers are in `responses`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from assistant.present.terms_text import name_permission
from index.core.article import Article
from index.core.collection import Collection
from index.core.facet import Facet, FacetCounts
from index.core.terms import Terms
from index.ingest.reports import AddReport
from index.sources.parsed_article import Problem


class Shape(BaseModel):
    """A frozen shape; it takes its fields from the attributes of a value of ours."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class TermsShape(Shape):
    """What the publisher states about an article, as written; "" where nothing is stated."""

    copyright: str
    usage: str
    credit: str
    data_mining: str
    correction: str = Field(description="The publisher's note of a correction")
    corrected: str = Field(description="When it was corrected: an ISO date")
    embargo: str
    expiry: str
    republishable: Literal["yes", "no", "not stated"] = Field(
        description="A conservative reading of these texts"
    )

    @classmethod
    def of(cls, terms: Terms) -> Self:
        """Make the shape of terms."""
        values = {name: getattr(terms, name, None) for name in cls.model_fields}
        return cls.model_validate(values | {"republishable": name_permission(terms)})


class DescriptionShape(Shape):
    """The description of an article. Unknown dates are null, other unknown texts empty."""

    article_id: str
    title: str
    source: str
    published: str | None
    url: str
    authors: list[str]
    updated: str | None
    language: str
    section: str
    terms: TermsShape

    @classmethod
    def of(cls, article: Article) -> Self:
        """Make the shape of an article."""
        values = {name: getattr(article, name, None) for name in cls.model_fields}
        return cls.model_validate(
            values | {"article_id": article.id, "terms": TermsShape.of(article.terms)}
        )


class ArticleShape(DescriptionShape):
    """An article; all offsets count code points of its `text`."""

    text: str


class PageShape(Shape):
    """Articles in order: newest first, undated ones last."""

    articles: list[DescriptionShape]
    next: str | None = Field(description="The `cursor` of the next page; null where this is last")


class FacetValueShape(Shape):
    """A value of a facet, as articles spell it, and the number of articles that have it."""

    value: str
    articles: int


class FacetShape(Shape):
    """The values of a facet with most articles; years and months come the newest first."""

    facet: Facet
    values: list[FacetValueShape]
    further: int = Field(description="How many more values there are")
    missing: int = Field(description="How many articles have no value")


class FacetsShape(Shape):
    """Facets of the articles that the filters admit. The choices of a facet do not narrow its own
    counts."""

    facets: list[FacetShape]

    @classmethod
    def of(cls, counts: Iterable[FacetCounts]) -> Self:
        """Make the shape of counts."""
        return cls(facets=[FacetShape.model_validate(one) for one in counts])


class CollectionShape(Shape):
    """A named set of articles."""

    name: str
    articles: int = Field(description="Those that may be shown")
    created: str = Field(description="When, in UTC")


class CollectionsShape(Shape):
    """Collections, by name."""

    collections: list[CollectionShape]

    @classmethod
    def of(cls, collections: Iterable[Collection]) -> Self:
        """Make the shape of collections."""
        return cls(collections=[CollectionShape.model_validate(one) for one in collections])


class PlaceShape(Shape):
    """A place of a source, or an article by its id, and what is wrong with it."""

    place: str
    reason: str


class ReportShape(Shape):
    """The report of one run of adding."""

    added: int
    unchanged: int
    updated: int
    removed: list[str]
    killed: list[str] = Field(description="Articles that their publishers took back")
    held: list[str] = Field(description="Stored articles that are not shown yet")
    restored: list[str] = Field(description="Removed articles that came again")
    skipped: list[PlaceShape]
    warnings: list[PlaceShape]
    embedded: int = Field(description="Texts that the model read")

    @classmethod
    def of(cls, report: AddReport) -> Self:
        """Make the shape of a report."""

        def make_places(problems: Iterable[Problem]) -> list[PlaceShape]:
            return [PlaceShape.model_validate(problem) for problem in problems]

        return cls(
            added=report.added,
            unchanged=report.unchanged,
            updated=report.updated,
            removed=list(report.removed),
            killed=list(report.killed),
            held=list(report.held),
            restored=list(report.restored),
            skipped=make_places(report.skipped),
            warnings=make_places(report.warnings),
            embedded=report.embedded,
        )


class StatsShape(Shape):
    """The figures of the archive."""

    articles: int
    passages: int
    stories: int
    sources: int
    oldest: str | None
    newest: str | None
    model: str
    backend: str
    bytes: int = Field(description="What it takes on disk")

    @classmethod
    def of(cls, stats: Mapping[str, str | int | None]) -> Self:
        """Make the shape of a library's figures."""
        return cls.model_validate({name: stats[name] for name in cls.model_fields})


class LocalStatsShape(StatsShape):
    """The figures with the folder of the archive, which only local users may know."""

    home: str
