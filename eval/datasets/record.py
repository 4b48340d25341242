"""Reads JSON objects and checks each field on access. Knows no dataset layout."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.core.errors import DatelineError
from index.core.text import decode, normalise
from index.sources.entry import path_text


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object and its place ("squad.json, data 3"), which every error names.

    A null field counts as absent. Texts are normalised like articles, so that they compare.
    """

    fields: Mapping[str, Any]
    place: str

    def text(self, name: str, default: str | None = None) -> str:
        """A text, or a number as written. Raises DatelineError for another type, or if the field is
        absent and has no default."""
        value = self.fields.get(name)
        if value is None and default is not None:
            return default
        return self._text(name, value)

    def texts(self, name: str) -> tuple[str, ...]:
        """The distinct texts that are not blank; a single text counts as a list of one."""
        value = self.fields.get(name)
        values = [] if value is None else value if isinstance(value, list) else [value]
        distinct = dict.fromkeys(self._text(name, one) for one in values)
        return tuple(text for text in distinct if text.strip())

    def flag(self, name: str, *, default: bool) -> bool:
        """A boolean. Raises DatelineError for another type."""
        value = self.fields.get(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.error(f"its '{name}' is neither true nor false")
        return value

    def records(self, name: str, unit: str) -> Iterator[Record]:
        """The objects of a list, with places numbered from 1 by `unit`; none if absent."""
        for number, value in enumerate(self.list(name), start=1):
            place = f"{self.place}, {unit} {number}"
            if not isinstance(value, Mapping):
                raise DatelineError(f"{place}: it is not a JSON object")
            yield Record(value, place)

    def list(self, name: str) -> list[Any]:
        """A list of any values; empty if absent."""
        value = self.fields.get(name)
        if value is not None and not isinstance(value, list):
            raise self.error(f"its '{name}' is not a list")
        return value or []

    def error(self, reason: str) -> DatelineError:
        """An error that names the place."""
        return DatelineError(f"{self.place}: {reason}")

    def _text(self, name: str, value: object) -> str:
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise self.error(f"it has no '{name}'" if value is None else f"its '{name}' is no text")
        return normalise(value)


def read_lines(path: Path) -> Iterator[Record]:
    """Read the objects of a JSON Lines file. Raises DatelineError for any other line."""
    name = path_text(path)
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, start=1):
                if raw.strip():
                    yield parse_object(raw, f"{name}, line {number}")
    except OSError as error:
        raise make_read_error(path, error) from error


def read_object(path: Path) -> Record:
    """Read a JSON file of one object. Raises DatelineError for any other value."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise make_read_error(path, error) from error
    return parse_object(raw, path_text(path))


def read_first_keys(path: Path) -> frozenset[str]:
    """Read the keys of the first object of a JSON Lines file, which identify its layout; empty for
    an empty file. Raises DatelineError if the first line is not an object."""
    return next((frozenset(record.fields) for record in read_lines(path)), frozenset())


def parse_object(raw: bytes, place: str) -> Record:
    """Parse bytes as a JSON object. Raises DatelineError for anything else."""
    try:
        # Ids that look like decimals stay as written, as in the article readers.
        value = json.loads(decode(raw), parse_float=str)
    except DatelineError as error:
        raise DatelineError(f"{place}: {error.message}", error.remedy) from error
    except (ValueError, RecursionError) as error:
        raise DatelineError(f"{place}: it is not valid JSON") from error
    if not isinstance(value, Mapping):
        raise DatelineError(f"{place}: it is not a JSON object")
    return Record(value, place)


def hash_file(path: Path) -> str:
    """Hex sha256 of a file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise make_read_error(path, error) from error


def hash_lines(texts: Iterable[str]) -> str:
    """Hex sha256 of texts in order; none may contain a newline."""
    state = hashlib.sha256()
    for text in texts:
        state.update(f"{text}\n".encode())
    return state.hexdigest()


def make_read_error(path: Path, error: OSError) -> DatelineError:
    """The error for a file that cannot be opened or read."""
    return DatelineError(f"{path_text(path)}: {error.strerror or 'it cannot be read'}")
