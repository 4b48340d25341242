"""Front matter: the fields that stand before a Markdown text, in YAML, TOML or JSON.

Values stay as written. https://gohugo.io/content-management/front-matter/
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from typing import Any

import yaml

from index.core.errors import DatelineError

_FENCED = re.compile(
    r"(?P<mark>---|\+\+\+)[ \t]*\n(?P<block>.*?\n)?(?P=mark)[ \t]*(?:\n|\Z)", re.DOTALL
)
# Aliases let a few lines of YAML stand for gigabytes; front matter has no use for them.
_MAX_CHARACTERS = 20_000
# How YAML writes a missing value.
_NOTHING = ("~", "null", "Null", "NULL")
# Hugo's object of fields that are the site's own.
_FURTHER = "params"
_MAX_DEPTH = 3


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Split a text into the fields of its front matter and the rest, without leading blank lines.

    Raises DatelineError if the front matter is damaged or is not a list of fields.
    """
    if match := _FENCED.match(text):
        block, rest = match["block"] or "", text[match.end() :]
        parse = _parse_yaml if match["mark"] == "---" else _parse_toml
        return _read_fields(parse, block), rest.lstrip("\n")
    if text.startswith("{\n") and (end := _find_json_end(text)):
        return _read_fields(_parse_json, text[:end]), text[end:].lstrip("\n")
    return {}, text


def _read_fields(parse: Callable[[str], object], block: str) -> dict[str, Any]:
    if len(block) > _MAX_CHARACTERS:
        raise DatelineError(f"its front matter is longer than {_MAX_CHARACTERS:,} characters")
    loaded = parse(block)
    if loaded is None or loaded == "":
        return {}
    if not isinstance(loaded, dict):
        raise DatelineError("its front matter is not a list of 'name: value' lines")
    fields = {str(name): _clean_value(value, 0) for name, value in loaded.items()}
    inner = fields.get(_FURTHER)
    return (inner | fields) if isinstance(inner, dict) else fields


def _parse_yaml(block: str) -> object:
    try:
        # BaseLoader builds only strings, lists and dicts, so a date stays as it was written.
        return yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
        raise DatelineError("its front matter is not valid YAML") from error


def _parse_toml(block: str) -> object:
    try:
        return tomllib.loads(block, parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise DatelineError("its front matter is not valid TOML") from error


def _parse_json(block: str) -> object:
    return json.loads(block, parse_float=str, parse_int=str)


def _find_json_end(text: str) -> int:
    """Where the JSON object ends with which a text begins; 0 if that is its whole or no object."""
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return 0
    is_block = isinstance(value, dict) and text[end : end + 1] == "\n" and text[end:].strip()
    return end if is_block else 0


def _clean_value(value: object, depth: int) -> object:
    """Strings, lists and objects; numbers and dates as they are written, "null" left out."""
    if isinstance(value, dict) and depth < _MAX_DEPTH:
        return {str(name): _clean_value(part, depth + 1) for name, part in value.items()}
    if isinstance(value, list) and depth < _MAX_DEPTH:
        parts = [_clean_value(part, depth + 1) for part in value]
        return [part for part in parts if part is not None]
    if value is None or isinstance(value, bool | dict | list) or value in _NOTHING:
        return None
    return str(value)
