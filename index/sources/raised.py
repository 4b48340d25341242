"""Raised and lowered letters as text, and the marks of notes among them. Pure.

"10" with a raised 6 is "10⁶", never "106"; letters that Unicode has no raised form of give "x^n".
The endings of ordinal numbers stay as they are ("2nd").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_RAISED = str.maketrans("0123456789+-−=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_IN_RAISED = re.compile(r"[0-9+\-−=()in]+|\[?\d{1,3}(?:[ ,–-]+\d{1,3})*[\]).]?")
_IN_LOWERED = re.compile(r"[0-9+\-−=()]+")
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th|d|er|ers|re|e|es|ème|ère|nde?|ste|de|te|le)\.?", re.IGNORECASE
)
# After a figure, or after the n of "number".
_INDICATORS = {"o": "º", "a": "ª", "os": "ᵒˢ", "as": "ᵃˢ"}
_TAKES_INDICATOR = re.compile(r"\d$|(?<![^\W\d_])[nN]$")
_ROMAN = re.compile(r"(?<![^\W\d_])[IVXLC]+$")
_REACH = 10
# What a sign binds without brackets: a word, or a decimal.
_WHOLE = re.compile(r"\w+|\d+[.,]\d+")
_SIGNS = {"tm": "™", "sm": "℠"}
# Longer text is set small for its looks.
_MAX_POWER = 6
_FIGURES = "[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}"
_LIST = rf"{_FIGURES}(?:[ ,–-]+{_FIGURES})*"
_MARKS = re.compile(rf"(?<![⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽])(?:\[{_LIST}\]|{_LIST}⁾?)(?![⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻])")
_NOTE = re.compile(rf"\s*\[?({_FIGURES})[\]⁾.]?\s*[^\W\d_]")
# A number, a unit or a variable may have a power: 10⁶, km², x².
_MAY_HAVE_POWER = re.compile(r"\d$|(?<![^\W\d_])[^\W\d_]{1,2}$")


def write_raised(text: str, before: str = "") -> str:
    """Write text that stands raised behind the text `before`."""
    word = text.strip()
    sign = _SIGNS.get(word.casefold())
    if sign and before[-1:].isalnum():
        return text.replace(word, sign)
    if word in _INDICATORS and _TAKES_INDICATOR.search(before[-_REACH:]):
        return text.replace(word, _INDICATORS[word])
    if _IN_RAISED.fullmatch(word):
        return text.translate(_RAISED)
    return text if _is_ending(word, before) else _set_off(text, before, "^")


def write_lowered(text: str, before: str = "") -> str:
    """Write text that stands lowered behind the text `before`."""
    word = text.strip()
    if _IN_LOWERED.fullmatch(word):
        return text.translate(_LOWERED)
    # "PM2.5" is no other number.
    is_plain = before[-1:].isalpha() and word[:1].isdigit()
    return text if is_plain else _set_off(text, before, "_")


def _is_ending(word: str, before: str) -> bool:
    """Is it the end of an ordinal ("2nd", "XXe") or of an abbreviation ("Mme", "Dr")?"""
    if before[-1:].isdigit() or _ROMAN.search(before[-_REACH:]):
        return _ORDINAL.fullmatch(word) is not None
    return before[-1:].isalpha() and word.isalpha() and 1 < len(word) <= _MAX_POWER


def _set_off(text: str, before: str, sign: str) -> str:
    """Keep the text from becoming a part of the word before it."""
    word = text.strip()
    if not before[-1:].isalnum() or not text[:1].isalnum():
        return text
    if len(word) > _MAX_POWER:
        return f" {text}"
    return sign + (text if _WHOLE.fullmatch(word) else text.replace(word, f"({word})"))


def find_notes(texts: Iterable[str]) -> frozenset[str]:
    """Find the marks of the notes that begin one of these texts: "²" of "² Without taxes."."""
    return frozenset(match[1] for text in texts if (match := _NOTE.match(text)))


def drop_marks(text: str, notes: frozenset[str]) -> str:
    """Drop the marks of these notes, but for one at the start and for what may be a power."""

    def choose(match: re.Match[str]) -> str:
        before = text[: match.start()]
        figures = set(re.findall(_FIGURES, match[0]))
        is_mark = before.strip() and figures <= notes and not _MAY_HAVE_POWER.search(before[-3:])
        return "" if is_mark else match[0]

    return _MARKS.sub(choose, text) if notes else text
