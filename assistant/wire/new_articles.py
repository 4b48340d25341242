"""The schema of new articles that come over the wire, with their limits."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Body
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
)

from assistant.wire.requests import VISIBLE, BodyDate, Line, Visible
from index.core.article import Article, digest
from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.metadata import Metadata
from index.sources.parsed_article import (
    MAX_ARTICLE_BYTES,
    MAX_AUTHORS,
    MAX_ID_CHARACTERS,
    WEB_ADDRESS,
    ParsedArticle,
    make_article,
)

MAX_ARTICLES = 1_000
# The source of articles that came over the wire; only the wire replaces them.
ORIGIN = "api:"

# Terms that an article and its metadata call the same.
_TERMS = "copyright credit data_mining correction corrected embargo expiry hold".split()
_LANGUAGE = "^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$"
# Clients resolve these in an address and do not send them.
_PATH_STEPS = (".", "..")
_BLANK = "[\\s\\x00-\\x1f\\x7f-\\x9f]*"


def _check_address(article_id: str) -> str:
    if one_line(article_id) in _PATH_STEPS:
        raise ValueError("no address can hold it")
    return article_id


NewId = Annotated[
    Visible,
    Field(max_length=MAX_ID_CHARACTERS),
    AfterValidator(_check_address),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": MAX_ID_CHARACTERS,
            "pattern": VISIBLE,
            "not": {"pattern": f"^{_BLANK}\\.{{1,2}}{_BLANK}$"},
        }
    ),
]


class NewArticle(BaseModel):
    """An article to add. Without an `id` it gets one derived from its content.

    If an article of another source has the id already, the id gets a suffix. If the article came
    over this interface, it is replaced, and its earlier text is kept.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: NewId | None = None
    title: Line = ""
    text: Annotated[Visible, Field(max_length=MAX_ARTICLE_BYTES)]
    source: Line = ""
    published: BodyDate = None
    updated: BodyDate = None
    url: Annotated[Line, Field(pattern=WEB_ADDRESS)] = ""
    authors: Annotated[list[Line], Field(max_length=MAX_AUTHORS)] = []
    language: Annotated[str, StringConstraints(max_length=35, pattern=_LANGUAGE)] = ""
    section: Line = ""
    copyright: Line = ""
    usage_terms: Line = ""
    credit: Line = ""
    data_mining: Line = ""
    correction: Line = Field("", description="The publisher's note of a correction")
    corrected: BodyDate = Field(None, description="When it was corrected")
    embargo: BodyDate = Field(None, description="It is held until then")
    expiry: BodyDate = Field(None, description="It is not shown from then on")
    hold: Line = Field("", description="Why it is held until somebody releases it")

    @property
    def incoming(self) -> ParsedArticle:
        """The article in the library's form. Raises DatelineError if it is not an article."""
        metadata = Metadata(
            title=self.title,
            source=self.source,
            authors=tuple(self.authors),
            published=self.published or "",
            updated=self.updated or "",
            url=self.url,
            language=self.language,
            section=self.section,
            usage=self.usage_terms,
            **{name: getattr(self, name) or "" for name in _TERMS},
        )
        article, reservation = make_article(self.id or "unnamed", self.text, metadata)
        if reservation:
            raise DatelineError(reservation)
        return _make_incoming(article, has_id=self.id is not None)


def _make_incoming(article: Article, *, has_id: bool) -> ParsedArticle:
    """Make the article to add; without an id, its id is a digest of its content."""
    if not has_id:
        article = replace(article, id=digest(article.title, article.text))
    return ParsedArticle(article, ORIGIN + article.id, ORIGIN)


class NewArticles(BaseModel):
    """Articles to add, in this order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    articles: Annotated[list[NewArticle], Field(min_length=1, max_length=MAX_ARTICLES)]


def _find_kind(body: object) -> str:
    has_many = "articles" in body if isinstance(body, dict) else isinstance(body, NewArticles)
    return "many" if has_many else "one"


Additions = Annotated[
    Annotated[NewArticle, Tag("one")] | Annotated[NewArticles, Tag("many")],
    Discriminator(_find_kind),
    Body(),
]
