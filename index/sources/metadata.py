"""Metadata of an article: the names of its fields, and which of several statements counts. Pure.

The precedence of statements and the names of fields are defined here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from index.core.errors import DatelineError
from index.core.text import one_line
from index.language.language_names import find_language_tag
from index.sources.field_values import NoTextError, read_known_texts, read_texts
from index.sources.stated_dates import UnsetDateError, parse_date

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
    "id": ("_id", "id", "guid", "uuid", "article_id", "uri", "stories_id", "slug"),
    "text": ("text", "full_text", "fulltext", "maintext", "articlebody", "article_body", "bodytext",
             "body_text", "body", "content", "content_text", "post_content", "article"),
    "title": ("title", "headline", "webtitle", "post_title"),
    "source": ("source", "outlet", "publisher", "publication", "newspaper", "sitename",
               "site_name", "source_name", "name_source", "media_name", "source_id", "clean_url",
               "source_domain", "domain_url", "domain"),
    "authors": ("authors", "author", "byline", "creator", "by", "author_name"),
    "published": ("published", "published_at", "publishedat", "date_published", "datepublished",
                  "published_date", "publication_date", "publish_date", "publishdate",
                  "date_publish", "published_time", "datetimepub", "webpublicationdate", "pubdate",
                  "pub_date", "date_gmt", "post_date_gmt", "date", "post_date", "datetime"),
    "updated": ("updated", "updated_at", "updatedat", "modified_gmt", "post_modified_gmt",
                "modified", "date_modified", "datemodified", "date_modify", "date_updated",
                "updated_date", "modified_at", "last_modified", "lastmodified", "last_updated",
                "lastupdated", "lastmod"),
    "url": ("url", "link", "canonical_url", "canonical", "permalink", "web_url", "weburl"),
    "language": ("language", "lang", "inlanguage", "locale"),
    "section": ("section", "section_name", "sectionname", "category", "articlesection", "topic",
                "desk"),
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
# What exports give beside or in place of the text. None of them is the text.
SUMMARIES = ("description", "summary", "abstract", "snippet", "excerpt", "lead_paragraph")

_DATES = ("published", "updated")
# Fields that may be a flag.
_FLAGS = ("embargo", "hold")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# WordPress has a date in universal time, without saying so, beside the one of the town.
_UNIVERSAL = ("_gmt", "_utc")
_NO_ZONE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?")


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
            if dates[-1] is None and _has_value(text) and not _is_unset(text):
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
        if field.name in (*_DATES, "corrected", "expiry"):
            values = [text for text in values if _parse_date(text) is not None] or values
        if values:
            chosen[field.name] = values[0]
    return Metadata(**chosen)


def read_record(record: Mapping[str, Any]) -> tuple[str, str, Metadata]:
    """Read the id, the text and the metadata of a record, whose fields have any of NAMES.

    Raises DatelineError if the id or the text is neither a text nor a number, list or object that
    stands for one; other such fields stay unknown.
    """
    values = _collect_values(record)
    ids, texts = (next(_read_statements(values, field), [""]) for field in ("id", "text"))
    return ids[0], "\n\n".join(texts), read_metadata(record)


def read_metadata(record: Mapping[str, Any]) -> Metadata:
    """Read the metadata of a record. Numbers stay as written, a list gives its parts, an object its
    `name` or the like. Of several dates the first that can be parsed counts."""
    values = _collect_values(record)
    chosen: dict[str, Any] = {}
    for field in fields(Metadata):
        statements = list(_read_statements(values, field.name))
        if field.name in _DATES:
            stated = [first for first, *_ in statements if not _is_unset(first)]
            parsed = [text for text in stated if _parse_date(text)]
            chosen[field.name] = next(iter(parsed + stated), "")
        else:
            first = next(iter(statements), [])
            chosen[field.name] = tuple(first) if field.name == "authors" else "".join(first[:1])
    return Metadata(**chosen)


def _collect_values(record: Mapping[str, Any]) -> dict[str, Any]:
    """The values by their normalised names. An empty one does not hide a full one."""
    values: dict[str, Any] = {}
    for name, value in record.items():
        key = _normalise_name(name)
        values[key] = value if value not in (None, "", []) else values.get(key, value)
    return values


def _read_statements(values: Mapping[str, Any], field: str) -> Iterator[list[str]]:
    """The texts of a field under each of its names that has any."""
    for name in NAMES[field]:
        texts = _read_field(field, name, values.get(name))
        if stated := [text for text in texts if text.strip()]:
            yield stated


def language_tag(text: str) -> str:
    """A BCP 47 tag in its usual spelling ("en", "en-GB") for a tag, a code of three letters or an
    English name ("eng", "English"); "" if the text is neither."""
    text = one_line(text).replace("_", "-").split(".")[0]
    if len(text) > 2 and "-" not in text and (tag := find_language_tag(text)):
        return tag
    if not _LANGUAGE.fullmatch(text):
        return ""
    first, *rest = text.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def _normalise_name(name: object) -> str:
    return re.sub(r"[\s-]+", "_", str(name).strip()).lower()


def _read_field(field: str, name: str, value: object) -> list[str]:
    """A field's value as texts. Raises DatelineError if an id or a text has another type."""
    if isinstance(value, bool) and value and field in _FLAGS:
        # A flag says nothing about a text, but "embargoed: true" does hold an article.
        return ["true"]
    if field not in ("id", "text"):
        texts = read_known_texts(value, field)
        return [_add_zone(text) for text in texts] if name.endswith(_UNIVERSAL) else texts
    try:
        return read_texts(value, field)
    except NoTextError as error:
        raise DatelineError(f"its '{name}' is not text") from error


def _add_zone(text: str) -> str:
    return f"{text}Z" if _NO_ZONE.fullmatch(text) else text


def _has_value(value: str | tuple[str, ...]) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def _parse_date(text: str) -> str | None:
    """An ISO 8601 date, None if the text states no date."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _is_unset(text: str) -> bool:
    """Whether a text is what a program writes for a date that was never filled in."""
    try:
        parse_date(text)
    except UnsetDateError:
        return True
    except ValueError:
        return False
    return False
