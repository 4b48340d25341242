"""The value of a field as texts: scalars, lists, and the objects that exports use. Pure.

Leaves out the names of fields. A date may be an object with a number of milliseconds or seconds.
"""

from __future__ import annotations

from collections.abc import Mapping

from index.sources.stated_dates import format_milliseconds

# Where an object stands for a text, as exports of JSON-LD, WordPress and document stores have it.
_INNER_NAMES = ("name", "rendered", "value", "text", "@value", "#text", "$date", "$oid",
                "$numberLong", "$numberInt", "$numberDouble")  # fmt: skip
# The same for one field, as the APIs of newspapers have it.
_FURTHER_NAMES = {
    "title": ("main",),
    "source": ("title", "domain"),
    "authors": ("original", "display_name", "full_name"),
}
# What programs write for a value that is missing.
_MISSING = frozenset("null NULL none None nan NaN n/a N/A undefined \\N".split())
_MILLISECONDS = "$date"
# Firestore and RethinkDB.
_SECONDS = ("_seconds", "seconds", "epoch_time")
_LONGEST_YEAR = 5
_MAX_DEPTH = 3


class NoTextError(ValueError):
    """A value that is no text, and no object or list of texts."""


def read_texts(value: object, field: str, depth: int = 0) -> list[str]:
    """The value of a field as texts; numbers as written.

    Raises NoTextError if the value, or a part of it, is of another kind.
    """
    if value is None or isinstance(value, bool):
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, int | float):
        return [str(value)]
    if isinstance(value, list | tuple) and depth < _MAX_DEPTH:
        return [text for part in value for text in read_texts(part, field, depth + 1)]
    if isinstance(value, Mapping) and (text := _read_inner(value, field, depth)):
        return [text]
    raise NoTextError


def read_known_texts(value: object, field: str) -> list[str]:
    """The texts of a value; "null", "NaN" and parts of another kind are left out."""
    texts: list[str] = []
    for part in value if isinstance(value, list | tuple) else [value]:
        try:
            texts += read_texts(part, field)
        except NoTextError:
            continue
    return [text for text in texts if text.strip() not in _MISSING]


def _read_inner(value: Mapping[str, object], field: str, depth: int) -> str:
    """The text that an object stands for, "" if there is none."""
    if (moment := _read_moment(value)) or depth == _MAX_DEPTH:
        return moment
    for name in (*_INNER_NAMES, *_FURTHER_NAMES.get(field, ())):
        inner = value.get(name)
        if isinstance(inner, str) and inner.strip():
            return inner
        if isinstance(inner, Mapping) and (text := _read_inner(inner, field, depth + 1)):
            return text
    return ""


def _read_moment(value: Mapping[str, object]) -> str:
    """The moment in an object such as {"$date": 1742202300000}, "" if there is none."""
    number = _read_number(value.get(_MILLISECONDS))
    if number is None:
        seconds = (_read_number(value.get(name)) for name in _SECONDS)
        number = next((1000 * second for second in seconds if second is not None), None)
    try:
        return "" if number is None else format_milliseconds(number)
    except ValueError:
        return ""


def _read_number(value: object) -> int | None:
    """A number, as such or as MongoDB writes it; None if it is none, or a year ("2025")."""
    if isinstance(value, Mapping):
        value = value.get("$numberLong")
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = int(float(value))
    except (ValueError, OverflowError):
        return None
    return None if 0 < len(str(number)) < _LONGEST_YEAR and number else number
