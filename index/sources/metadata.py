"""Metadata of an article: the names of its fields, and which of several statements counts. Pure.

The precedence of statements and the names of fields are defined here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.stated_dates import parse_date

# For each field the first statement counts; a date that cannot be parsed counts as not stated.
#   record    front matter, a row of a table, a JSON object, an XML header: written about this text
#   json-ld   schema.org's description in a page, made for machines by the publisher
#   meta      the page's meta tags (Open Graph, article:, Dublin Core), shared by templates
#   feed      the entry of the feed that led here
#   page      what the page's layout suggests: its headline, byline, time tags and address
#   file      what the container says: a document's properties, an e-mail's headers
PRECEDENCE = ("record", "json-ld", "meta", "feed", "page", "file")

# Names under which exports, front matter and tables keep a field, in any case; the first that has
# a value counts. Spaces and hyphens count as underscores.
NAMES: dict[str, tuple[str, ...]] = {
    "id": ("_id", "id", "guid", "uuid", "article_id", "slug"),
    "text": ("text", "body", "content", "articlebody", "article_body", "maintext", "full_text",
             "content_text", "article"),
    "title": ("title", "headline"),
    "source": ("source", "outlet", "publisher", "publication", "newspaper", "sitename",
               "site_name", "source_name", "source_domain"),
    "authors": ("authors", "author", "byline", "creator", "by"),
    "published": ("published", "date", "published_at", "publishedat", "date_published",
                  "datepublished", "publication_date", "publish_date", "pubdate", "pub_date",
                  "date_publish"),
    "updated": ("updated", "updated_at", "updatedat", "modified", "date_modified", "datemodified",
                "date_modify", "lastmod"),
    "url": ("url", "link", "canonical_url", "canonical", "permalink"),
    "language": ("language", "lang", "inlanguage", "locale"),
    "section": ("section", "category", "articlesection", "topic", "desk"),
    "copyright": ("copyright", "copyright_notice", "copyrightnotice", "copyright_line",
                  "copyrightline"),
    "usage": ("usage_terms", "usageterms", "usage", "rights", "license", "licence", "usageinfo",
              "rights_usage_terms"),
    "credit": ("credit", "credit_line", "creditline", "credit_text", "credittext"),
    "data_mining": ("data_mining", "datamining", "tdm_reservation", "tdm_policy"),
    "correction": ("correction", "correction_note", "correctionnote", "corrections"),
    "corrected": ("corrected", "corrected_at", "date_corrected", "correction_date"),
    "embargo": ("embargo", "embargoed", "embargo_until", "embargountil", "embargoed_until",
                "embargoeduntil", "embargo_date", "embargodate", "embargo_time", "not_before"),
    # Not "expires": exports of crawlers keep a header of HTTP under that name.
    "expiry": ("expiry", "expiry_date", "expirydate", "expiration_date", "expirationdate",
               "date_expire", "expires_at", "valid_until"),
    "hold": ("hold", "on_hold", "withheld"),
}  # fmt: skip

# Fields that may be a flag.
_FLAGS = (*NAMES["embargo"], *NAMES["hold"])

# Where an object stands for a text, as exports of JSON-LD, WordPress and document stores have it.
_INNER_NAMES = ("name", "rendered", "value", "text", "@value", "#text", "$date", "$oid")

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The statements of one place about an article, as written; "" and () if it states nothing."""

    title: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    url: str = ""
    language: str = ""
    section: str = ""
    # What the publisher states about the use of the article: see `stated_terms`.
    copyright: str = ""
    usage: str = ""
    credit: str = ""
    data_mining: str = ""
    correction: str = ""
    corrected: str = ""
    embargo: str = ""
    expiry: str = ""
    hold: str = ""

    def parse_dates(self) -> tuple[str | None, str | None, str]:
        """Parse `published` and `updated` to ISO 8601, None if unknown.

        The third value is a reservation about a date that cannot be parsed, "" if there is none.
        """
        reservation = ""
        dates: list[str | None] = []
        for text in (self.published, self.updated):
            dates.append(_parse_date(text))
            if text.strip() and dates[-1] is None:
                reservation = reservation or (
                    f"its date '{one_line(text)[:40]}' cannot be understood, so it has none "
                    "(write 2025-03-17)"
                )
        return dates[0], dates[1], reservation


def merge_metadata(statements: Mapping[str, Metadata]) -> Metadata:
    """Merge several statements by PRECEDENCE, whose words are the keys."""
    assert set(statements) <= set(PRECEDENCE)
    in_order = [statements[place] for place in PRECEDENCE if place in statements]
    chosen: dict[str, Any] = {}
    for field in fields(Metadata):
        values = [value for one in in_order if _has_value(value := getattr(one, field.name))]
        if field.name in ("published", "updated", "corrected", "expiry"):
            values = [text for text in values if _parse_date(text) is not None] or values
        if values:
            chosen[field.name] = values[0]
    return Metadata(**chosen)


def read_record(record: Mapping[str, Any]) -> tuple[str, str, Metadata]:
    """Read the id, the text and the metadata of a record, whose fields have any of NAMES.

    Numbers stay as written, a list gives its parts, an object its `name` or the like. Raises
    DatelineError if the id or the text has none of these types; other such fields stay unknown.
    """
    values = {_normalise_name(name): value for name, value in record.items()}

    def texts(field: str) -> list[str]:
        for name in NAMES[field]:
            stated = [one for one in _read_texts(name, values.get(name)) if one.strip()]
            if stated:
                return stated
        return []

    def text(field: str) -> str:
        return next(iter(texts(field)), "")

    metadata = Metadata(
        authors=tuple(texts("authors")),
        **{field.name: text(field.name) for field in fields(Metadata) if field.name != "authors"},
    )
    return text("id"), text("text"), metadata


def language_tag(text: str) -> str:
    """A BCP 47 tag in its usual spelling ("en", "en-GB"), "" if the text is not one."""
    text = one_line(text).replace("_", "-").split(".")[0]
    if not _LANGUAGE.fullmatch(text):
        return ""
    first, *rest = text.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def _normalise_name(name: object) -> str:
    return re.sub(r"[\s-]+", "_", str(name).strip()).lower()


def _read_texts(name: str, value: object) -> list[str]:
    """A field's value as texts. Raises DatelineError if an id or a text has another type."""
    if value is None or isinstance(value, bool):
        # A flag says nothing about a text, but "embargoed: true" does hold an article.
        return ["true"] if value and name in _FLAGS else []
    if isinstance(value, str):
        return [value]
    if isinstance(value, int | float):
        return [str(value)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _read_texts(name, part)]
    if isinstance(value, Mapping):
        inner = (value[key] for key in _INNER_NAMES if isinstance(value.get(key), str))
        if text := next(inner, ""):
            return [text]
    if name in (*NAMES["id"], *NAMES["text"]):
        raise DatelineError(f"its '{name}' is not text")
    return []  # an article without that field is better than no article


def _has_value(value: str | tuple[str, ...]) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def _parse_date(text: str) -> str | None:
    """An ISO 8601 date, None if the text states no date."""
    try:
        return parse_date(text)
    except ValueError:
        return None
