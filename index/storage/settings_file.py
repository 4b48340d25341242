"""Read and write `settings.toml` of a home: which settings belong to the archive and its backups.

Does not know what the settings mean, or which values are valid.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from index.core.errors import DatelineError
from index.core.text import one_line

SETTINGS_FILE = "settings.toml"
# How articles are split and embedded, how the archive ranks and answers, and how long it keeps what
# is removed. All other settings belong to the machine and its server (address, keys, hosts, limits,
# fetching): no backup holds or sets them.
ARCHIVE_SETTINGS = frozenset(
    {
        "model",
        "precision",
        "passage_pieces",
        "passage_overlap",
        "dense_weight",
        "lexical_weight",
        "sentence_weight",
        "candidate_depth",
        "reader",
        "reader_reads",
        "strictness",
        "keep_removed_days",
    }
)
_ASSIGNMENT = re.compile(r"""\s*["']?([A-Za-z0-9_-]+)["']?\s*=""")

Value = str | int | float


def split_settings(raw: bytes) -> tuple[dict[str, Value], tuple[str, ...]]:
    """The archive's own settings in a file, and the names of the others, safe to show.

    A file that is not TOML has no own settings, and counts as one other.
    """
    try:
        every = tomllib.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        return {}, (SETTINGS_FILE,)
    own = {
        name: value
        for name, value in every.items()
        if name in ARCHIVE_SETTINGS and isinstance(value, Value)
    }
    return own, tuple(one_line(name[:64]) for name in every if name not in own)


def render_settings(settings: Mapping[str, Value]) -> str:
    """Settings as lines of TOML."""
    return "".join(f"{name} = {_render_value(value)}\n" for name, value in settings.items())


def merge_settings(file: Path, new: Mapping[str, Value]) -> str | None:
    """The text of a file with new values for some settings, None if it has them already.

    All else stays as it is. Raises DatelineError if the lines cannot be replaced one by one.
    """
    try:
        text = file.read_text("utf-8")
        current = tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise DatelineError(f"The settings in {file} cannot be read: {error}") from error
    changed = {name: value for name, value in new.items() if current.get(name) != value}
    if not changed:
        return None
    lines = [line for line in text.splitlines(keepends=True) if _setting_name(line) not in changed]
    merged = render_settings(changed) + "".join(lines)
    with suppress(ValueError):
        if tomllib.loads(merged) == {**current, **new}:
            return merged
    raise DatelineError(
        f"The settings in {file} cannot be changed",
        f"Write each setting on one line, or take these out: {', '.join(changed)}",
    )


def _setting_name(line: str) -> str:
    match = _ASSIGNMENT.match(line)
    return match[1] if match else ""


def _render_value(value: Value) -> str:
    if isinstance(value, str):
        # A JSON string is a TOML string except for this character.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, bool) else repr(value)
