"""Says numbers in English: counts of things, and sizes of files. Pure."""

from __future__ import annotations

_UNITS = ("kB", "MB", "GB", "TB")


def format_count(number: int, noun: str) -> str:
    """ "1 story", "2,310 stories"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def format_size(size: int) -> str:
    """ "12.3 MB" of a number of bytes."""
    if size < 1_000:
        return format_count(size, "byte")
    value, unit = size / 1_000, 0
    # Rounded first: 999,960 bytes are 1.0 MB.
    while round(value, 1) >= 1_000 and unit < len(_UNITS) - 1:
        value, unit = value / 1_000, unit + 1
    return f"{value:,.1f} {_UNITS[unit]}"
