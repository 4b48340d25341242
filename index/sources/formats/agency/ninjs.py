"""ninjs, the JSON of news agencies, versions 1, 2 and 3. Pure. https://iptc.org/standards/ninjs/

Version 1 has one field for each text ("body_html", "headline_main"), the later ones have lists
("bodies", "headlines"). The names of fields differ in case alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from index.language.sites.bylines import split_byline
from index.sources.formats.agency.body import extract_inline
from index.sources.formats.agency.story import Story, make_item, parse_status, read_instructions
from index.sources.metadata import Metadata, language_tag

# Only items of these types are texts; an item that states no type may be one.
_TEXT_TYPES = ("", "text", "composite")
_HTML_ROLES = ("html", "xhtml", "richtext", "html5", "richhtml5")
# Fields that no other layout of JSON has, each with a name of the item beside it.
_MARKS = frozenset(("versioncreated", "pubstatus", "representationtype"))


def is_ninjs(record: Mapping[str, Any]) -> bool:
    """Is a JSON object a news item in ninjs?"""
    fields = {str(name).lower(): value for name, value in record.items()}
    if not any(isinstance(fields.get(name), str) for name in ("uri", "guid")):
        return False
    standard = fields.get("standard")
    if isinstance(standard, Mapping) and "ninjs" in str(standard.get("name")).lower():
        return True
    return not _MARKS.isdisjoint(fields) or _is_list_of_texts(fields.get("bodies"))


def read_story(record: Mapping[str, Any]) -> Story:
    """Read the story of a news item in ninjs."""
    fields = {str(name).lower(): value for name, value in record.items()}
    status = _get_text(fields, "pubstatus").lower()
    title = _find_headline(fields)
    text = _find_text(fields, title)
    kind = _get_text(fields, "type").lower()
    version, created = _get_text(fields, "version"), _get_text(fields, "versioncreated")
    # Superdesk calls the name `guid`.
    item = make_item(_get_text(fields, "uri") or _get_text(fields, "guid"), version, created)
    fault = "" if text else "it has no text"
    if kind not in _TEXT_TYPES:
        fault = f"it is not a text but of the type '{kind[:40]}'"
    return Story(
        text,
        _read_metadata(fields, title),
        item=item and replace(item, is_ordered=bool(item.number) or item.second is not None),
        status=parse_status(status),
        reason=f"it is {status} by its pubstatus",
        fault=fault,
    )


def _read_metadata(fields: Mapping[str, Any], title: str) -> Metadata:
    created = _get_text(fields, "versioncreated")
    published = (
        _get_text(fields, "firstpublished")
        or _get_text(fields, "contentcreated")
        or _get_text(fields, "firstcreated")
        or created
    )
    metadata = Metadata(
        title=title,
        source=_find_source(fields),
        authors=tuple(_find_authors(fields)),
        published=published,
        updated="" if created == published else created,
        language=language_tag(_get_text(fields, "language")),
        section=next(_list_names(fields, "subject", "subjects"), ""),
        copyright=_find_copyright(fields),
        usage=_find_usage(fields),
        credit=_get_text(fields, "creditline"),
        data_mining=_get_text(fields, "datamining"),
        # "embargoed" without a date is an embargo all the same.
        embargo="true" if fields.get("embargoed") is True else _get_text(fields, "embargoed"),
        expiry=_get_text(fields, "expires"),
        correction=_find_correction(fields),
    )
    notes = [_get_text(fields, "ednote"), *_list_values(fields, "ednotes")]
    return read_instructions(metadata, notes)


def _find_headline(fields: Mapping[str, Any]) -> str:
    """The main headline, else any, else the title or the slugline."""
    texts = _list_texts(fields, "headline", "headlines")
    main = [text.value for text in texts if text.role in ("", "main")]
    stated = [*main, *(text.value for text in texts)]
    headline = next(iter(stated), "") or _get_text(fields, "title") or _get_text(fields, "slugline")
    return extract_inline(headline, "")


def _find_text(fields: Mapping[str, Any], title: str) -> str:
    """The text with paragraphs, if there is one, else the plain one."""
    texts = [text for text in _list_texts(fields, "body", "bodies") if text.is_readable]
    for text in sorted(texts, key=lambda text: (not text.is_html, text.role not in ("", "main"))):
        if body := extract_inline(text.value, title).strip():
            return body
    return ""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of an item, with its role and type ("" if unknown)."""

    value: str
    role: str = ""
    content_type: str = ""

    @property
    def is_html(self) -> bool:
        if self.content_type:
            return "html" in self.content_type
        return self.role in _HTML_ROLES or "</p>" in self.value

    @property
    def is_readable(self) -> bool:
        """Is it HTML or plain text, and not another format of the same?"""
        return self.content_type in ("", "text/plain") or self.is_html


def _list_texts(fields: Mapping[str, Any], prefix: str, plural: str) -> list[_Text]:
    """The texts of a kind: of the list, or of fields such as "body_html"."""
    texts = [
        _Text(
            _get_text(part, "value"),
            _get_text(part, "role").lower(),
            _get_text(part, "contenttype").lower().partition(";")[0].strip(),
        )
        for part in _list_objects(fields.get(plural))
    ]
    for name, value in fields.items():
        stem, _, role = name.partition("_")
        if stem == prefix and isinstance(value, str):
            texts.append(_Text(value, role))
    return [text for text in texts if text.value.strip()]


def _find_source(fields: Mapping[str, Any]) -> str:
    named = next(_list_names(fields, "infosource", "infosources"), "")
    return _get_text(fields, "source") or named or _get_text(fields, "copyrightholder")


def _find_authors(fields: Mapping[str, Any]) -> Iterator[str]:
    """The byline as written, else the authors."""
    byline = _get_text(fields, "byline") or _get_text(fields, "by")
    if names := split_byline(extract_inline(byline, "")):
        yield from names
        return
    for person in _list_objects(fields.get("authors")):
        if _get_text(person, "role").lower() in ("", "author", "writer"):
            yield from filter(None, [_get_text(person, "name")])


def _find_copyright(fields: Mapping[str, Any]) -> str:
    holder = _get_text(fields, "copyrightholder")
    return _get_text(fields, "copyrightnotice") or (f"© {holder}" if holder else "")


def _find_usage(fields: Mapping[str, Any]) -> str:
    """The usage terms, and the address of a licence."""
    stated = [_get_text(fields, "usageterms"), _get_text(fields, "license")]
    for rights in _list_objects(fields.get("rightsinfo")):
        stated.append(_get_text(rights, "linkedrights"))
        stated.append(_get_text(rights, "usageterms"))
    return "; ".join(dict.fromkeys(filter(None, stated)))


def _find_correction(fields: Mapping[str, Any]) -> str:
    """The first correction that the item lists, or the word of its signal."""
    for name in ("corrections", "correction"):
        value = fields.get(name)
        if isinstance(value, str):
            return value
        for part in _list_objects(value):
            for key in ("value", "text", "note", "name"):
                if text := _get_text(part, key):
                    return text
    signals = [*_list_names(fields, "signal", "signals"), _get_text(fields, "signal")]
    return next((signal for signal in signals if "correct" in signal.lower()), "")


def _list_values(fields: Mapping[str, Any], name: str) -> list[str]:
    return [_get_text(part, "value") for part in _list_objects(fields.get(name))]


def _list_names(fields: Mapping[str, Any], *names: str) -> Iterator[str]:
    for name in names:
        for part in _list_objects(fields.get(name)):
            for key in ("name", "literal", "code"):
                value = _get_text(part, key)
                # A number of a controlled vocabulary is not a name.
                if value and not value.isdigit():
                    yield value
                    break


def _list_objects(value: object) -> list[Mapping[str, Any]]:
    """The objects of a list, or the one object, with their names in lower case."""
    parts = value if isinstance(value, list) else [value]
    return [
        {str(name).lower(): inner for name, inner in part.items()}
        for part in parts
        if isinstance(part, Mapping)
    ]


def _is_list_of_texts(value: object) -> bool:
    return any("value" in part for part in _list_objects(value))


def _get_text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""
