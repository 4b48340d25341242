"""The figures of a sentence: "at least 12", "3.5 million", "twenty-two per cent". Pure.

A figure is a range of values, as wide as its words leave open: "more than 40", "about 300" and
"12 to 15". Dates, times of day, ordinals and figures in names are none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.core.article import Span

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "mln": 1e6, "m": 1e6,
    "billion": 1e9, "bln": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,9}(?:\.\d{1,4})?"
_TENS_WORDS, _UNIT_WORDS = "|".join(_TENS), "|".join(_UNITS)
_WORD = rf"(?:{_TENS_WORDS})(?:[- ](?:{_UNIT_WORDS})\b)?|{_UNIT_WORDS}|an?(?= (?:dozen|hundred))"
_SCALE = r"(?: |-)?(?:dozen|hundred|thousand|million|mln|billion|bln|bn|trillion)\b|m\b"
_NUMBER = (
    r"(?<![\w.,:/#-])(?P<sign>[$£€¥])?"
    rf"(?:(?P<digits>{_DIGITS})(?![\d:/]|,\d|\.\d|st\b|nd\b|rd\b|th\b)|(?P<word>\b(?:{_WORD})\b))"
    rf"(?P<scale>{_SCALE})?"
)
_UNIT_AFTER = re.compile(
    r"(?: |-)?(?P<percent>%|per ?cent\b|pct\b|percentage points?\b)"
    r"|(?: |-)?(?P<money>dollars?|dlrs?|pounds?|euros?|yen|yuan|roubles?|rubles?|francs?|marks?"
    r"|crowns?|kron[ae]r?|kronor|rupees?|pesos?|rand|lira|zlot(?:y|ys)|forints?)\b"
)
_FIGURE = re.compile(_NUMBER, re.IGNORECASE)
_RANGE = re.compile(r" to | and | or |-|–")
_LOWER_BOUND = re.compile(
    r"\b(?:at least|more than|over|upwards of|no fewer than|not less than|above|exceeding"
    r"|as many as|a minimum of)(?: (?:some|the))? $",
    re.IGNORECASE,
)
_UPPER_BOUND = re.compile(
    r"\b(?:up to|at most|fewer than|less than|under|below|no more than|a maximum of) $",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(
    r"\b(?:about|around|some|roughly|nearly|almost|approximately|an estimated|estimated|close to"
    r"|just over|just under) $",
    re.IGNORECASE,
)
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|[JFMASOND][A-Z]{2,8})"
)
_DATE_BEFORE = re.compile(rf"\b{_MONTH}\.? $")
_DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)? (?:of )?{_MONTH}\b")
_HOUR_AFTER = re.compile(r" ?(?:[ap]\.?m\b|o['’]clock|gmt\b)", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# "Boeing 737", "Article 5", "No. 10": a name before a figure without a unit.
_NAME_BEFORE = re.compile(r"(?:(?<!^)\b[A-ZÀ-Ž][\w’'-]{0,40}|\bNo\.) $")
_BEFORE = 24  # characters before a figure that are read
_SHARE = 0.15  # how far "about" and "nearly" reach


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its place in the sentence with the words that bound it, and its lowest and highest
    value. `unit` is "percent", "money" or ""."""

    span: Span
    low: float
    high: float
    unit: str = ""

    def agrees_with(self, other: Figure) -> bool:
        """Can both be the same value?"""
        return self.low <= other.high and other.low <= self.high


def find_figures(sentence: str) -> list[Figure]:
    """Find the figures of a sentence, in order; two that form a range are one."""
    found: list[tuple[Figure, float]] = []
    for figure, scale in _read_figures(sentence):
        if found and _is_range(sentence, found[-1][0], figure):
            first, first_scale = found.pop()
            # "3 to 5 million" begins at three million.
            low = first.low * (scale if first_scale == 1.0 else 1.0)
            span = Span(first.span.start, figure.span.end)
            figure = Figure(span, min(low, figure.low), figure.high, figure.unit or first.unit)
        found.append((figure, scale))
    return [figure for figure, _ in found]


def _read_figures(sentence: str) -> Iterator[tuple[Figure, float]]:
    """The single figures, each with the factor that its words give: 1,000,000 for "3 million"."""
    for match in _FIGURE.finditer(sentence):
        before = sentence[max(0, match.start() - _BEFORE) : match.start()]
        after = sentence[match.end() : match.end() + _BEFORE]
        unit = _UNIT_AFTER.match(after)
        name = "money" if match["sign"] else (unit.lastgroup or "") if unit else ""
        if not name and _is_date_or_name(match, before, after):
            continue
        end = match.end() + (unit.end() if unit else 0)
        yield _bound(match, before, name, end), _read_scale(match)


def _is_date_or_name(match: re.Match[str], before: str, after: str) -> bool:
    if match["scale"]:
        return False
    is_year = _YEAR.fullmatch(match[0]) is not None
    return bool(
        is_year
        or _DATE_BEFORE.search(before)
        or _DATE_AFTER.match(after)
        or _HOUR_AFTER.match(after)
        or ((match["digits"] or match["word"][0].isupper()) and _NAME_BEFORE.search(before))
    )


def _bound(match: re.Match[str], before: str, unit: str, end: int) -> Figure:
    """The figure of a match with the range that the words before it leave open."""
    value, step = _read_value(match)
    start = match.start()
    for pattern in (_LOWER_BOUND, _UPPER_BOUND, _ROUGHLY):
        if words := pattern.search(before):
            start -= len(words[0])
            break
    else:
        half = 0.0 if step == 1.0 and unit != "percent" else step / 2
        return Figure(Span(start, end), value - half, value + half, unit)
    span = Span(start, end)
    if pattern is _LOWER_BOUND:
        return Figure(span, value, math.inf, unit)
    if pattern is _UPPER_BOUND:
        return Figure(span, 0.0, value, unit)
    return Figure(span, value * (1 - _SHARE), value * (1 + _SHARE), unit)


def _read_value(match: re.Match[str]) -> tuple[float, float]:
    """The value, and the step to which it is given: 100 for "300", 0.1 for "3.5", 1 for "12"."""
    scale = _read_scale(match)
    if match["word"]:
        value = sum(_VALUES.get(word, 1) for word in re.split("[- ]", match["word"].lower()))
        return value * scale, scale
    digits = match["digits"].replace(",", "")
    whole, _, decimals = digits.partition(".")
    zeros = 0 if decimals else len(whole) - len(whole.rstrip("0"))
    # "20" is as often exact as not; "300" and "12,000" are round.
    step = 10.0 ** -len(decimals) if decimals else 10.0**zeros if len(whole) > 2 else 1.0
    return float(digits) * scale, step * scale


def _read_scale(match: re.Match[str]) -> float:
    return _SCALES[match["scale"].strip(" -").lower()] if match["scale"] else 1.0


def _is_range(sentence: str, first: Figure, second: Figure) -> bool:
    """Do two figures form a range: "12 to 15", "between 12 and 15"?"""
    between = sentence[first.span.end : second.span.start]
    if _RANGE.fullmatch(between) is None or second.high <= first.high:
        return False
    if between.strip() != "and":
        return True
    return sentence[: first.span.start].lower().endswith("between ")
