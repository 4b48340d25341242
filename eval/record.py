"""A JSON object whose fields are taken by name and kind, and errors that name the place. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, TypeVar

from index.article import DatelineError
from index.text import one_line

_Kind = TypeVar("_Kind")
_MAX_NAME = 80


class Record:
    """A JSON object, with where it stands. Every method raises DatelineError for a field that is
    missing or of another kind."""

    def __init__(self, fields: Mapping[str, Any], place: str = "") -> None:
        self._fields = fields
        self._place = place

    def text(self, name: str) -> str:
        """A string."""
        return self._checked(name, self._field(name), str, "a string")

    def flag(self, name: str) -> bool:
        """True or false."""
        return self._checked(name, self._field(name), bool, "true or false")

    def number(self, name: str) -> float:
        """A finite number."""
        return self._number(name, self._field(name))

    def whole(self, name: str) -> int:
        """A whole number."""
        value = self._field(name)
        if isinstance(value, bool):
            raise self.wrong(name, "must be a whole number")
        return self._checked(name, value, int, "a whole number")

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings."""
        return tuple(
            self._checked(place, value, str, "a string") for place, value in self._items(name)
        )

    def numbers(self, name: str) -> dict[str, float]:
        """An object of finite numbers."""
        fields = self._checked(name, self._field(name), dict, "an object")
        return {key: self._number(f"{name}.{key}", value) for key, value in fields.items()}

    def scalars(self, name: str) -> dict[str, str | int | float | bool]:
        """An object of strings, finite numbers and truth values."""
        found: dict[str, str | int | float | bool] = {}
        for key, value in self._checked(name, self._field(name), dict, "an object").items():
            if not isinstance(value, str | int | float):
                raise self.wrong(f"{name}.{key}", "must be a string, a number, true or false")
            if isinstance(value, float):
                self._number(f"{name}.{key}", value)
            found[key] = value
        return found

    def record(self, name: str) -> Record:
        """An object."""
        return self._record(name, self._field(name))

    def records(self, name: str) -> list[Record]:
        """A list of objects."""
        return [self._record(place, value) for place, value in self._items(name)]

    def wrong(self, name: str, reason: str) -> DatelineError:
        """The error that a field has something wrong."""
        place = one_line(f"{self._place}{name}")
        return DatelineError(f"{place[-_MAX_NAME:]} {reason}")

    def _field(self, name: str) -> Any:
        if name not in self._fields:
            raise self.wrong(name, "is missing")
        return self._fields[name]

    def _items(self, name: str) -> list[tuple[str, Any]]:
        values = self._checked(name, self._field(name), list, "a list")
        return [(f"{name}.{number}", value) for number, value in enumerate(values)]

    def _record(self, place: str, value: Any) -> Record:
        fields = self._checked(place, value, dict, "an object")
        return Record(fields, f"{self._place}{place}.")

    def _number(self, place: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.wrong(place, "must be a number")
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self.wrong(place, "must be a finite number")
        return number

    def _checked(self, place: str, value: Any, kind: type[_Kind], told: str) -> _Kind:
        if not isinstance(value, kind):
            raise self.wrong(place, f"must be {told}")
        return value
