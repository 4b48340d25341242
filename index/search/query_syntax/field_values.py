"""Make the limit of a field of a query from its value. Pure."""

from __future__ import annotations

import re

from index.core.dates import earliest
from index.search.query_syntax.syntax_error import QuerySyntaxError
from index.search.query_syntax.tokens import has_letters
from index.search.query_syntax.tree import Field, FieldName, InTitle, Leaf, Phrase, Prefix

TITLE = "title"
_DATE = re.compile(r"[1-9]\d{3}(-\d\d(-\d\d)?)?", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.ASCII | re.IGNORECASE)
_ENDS = ",;.!?"


def make_limit(field: str, leaf: Leaf) -> InTitle | Field:
    """The limit of a field by a value. Raises QuerySyntaxError if the value is none of it."""
    if field == TITLE:
        return InTitle(leaf, leaf.offset)
    name = FieldName(field)
    if isinstance(leaf, Prefix):
        raise QuerySyntaxError(
            f"The * does not work after {field}:",
            leaf.offset,
            "It works in words of the text and after title:",
        )
    value = leaf.text if isinstance(leaf, Phrase) else leaf.text.rstrip(_ENDS)
    if not has_letters(value):
        raise QuerySyntaxError(f"Nothing stands after {field}:", leaf.offset, "Write its value")
    if name in (FieldName.AFTER, FieldName.BEFORE):
        _check_date(field, value, leaf.offset)
    if name is FieldName.LANG and not _LANGUAGE.fullmatch(value):
        raise QuerySyntaxError(
            f"“{value[:40]}” is no code of a language", leaf.offset, "Write lang:en or lang:pt-BR"
        )
    return Field(name, value, leaf.offset)


def _check_date(field: str, value: str, offset: int) -> None:
    remedy = f"Write {field}:2025, {field}:2025-03 or {field}:2025-03-17"
    if not _DATE.fullmatch(value):
        raise QuerySyntaxError(f"“{value[:40]}” is not a date for {field}:", offset, remedy)
    try:
        earliest(value)
    except (ValueError, OverflowError) as error:
        raise QuerySyntaxError(f"There is no such date as {value}", offset, remedy) from error
