"""Letters of symbol fonts, which have numbers of no meaning in Unicode. Pure."""

from __future__ import annotations

UNKNOWN = "\ufffd"
# As Word writes the letters of Symbol and Wingdings.
_SYMBOLS = {
    0xF020: " ",
    0xF02D: "-",
    0xF0A7: "▪",
    0xF0B0: "°",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0FC: "✓",
}
_PRIVATE = range(0xE000, 0xF900)


def read_symbol(code: int) -> str:
    """Read the letter with this number; U+FFFD if nobody can know it."""
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    return UNKNOWN if code in _PRIVATE else chr(code)
