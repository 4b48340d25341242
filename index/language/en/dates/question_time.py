"""The time of a question: its period, where that stands, and the question without it. Pure.

A period is recognised only where it is one: "the 2018 World Cup", "Agenda 2030" and "2,025 people"
have none. Neither has a date to come, "by March", or a question with two periods. Which articles
are then read is decided in `assistant.news`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from index.core.article import Span
from index.core.periods import Period
from index.language.en.dates.date_forms import (
    NAMED_MONTH,
    WEEKDAY,
    Anchor,
    Calendar,
    Clarity,
)
from index.language.en.dates.newest_words import find_newest_words, find_order, is_meant_as_now
from index.language.en.dates.periods import PeriodMatch, find_periods

_PUBLISHED_BEFORE = re.compile(
    r"(?:\b(?P<noun>articles?|stories|reports|news|headlines?|coverage)"
    r"(?: (?:that |which )?(?:(?:was |were )?(?:published|printed|written)|appeared|came out))?"
    r"(?: just| only)?|^what (?:was|has been|did the papers|did the press)"
    r" (?:published|printed|written|reported|publish|print|write|report)) $"
)
_PUBLISHED_AFTER = re.compile(
    r"(?:'s)? (?:articles?|stor(?:y|ies)|reports|news|headlines?|coverage|press|(?:news)?papers)\b"
)
# After these a date is a deadline or another place in time, not the time that is asked about.
_NOT_ASKED = re.compile(
    r"\b(?:by|to|than|due|scheduled for|planned for|postponed until)(?: the)?"
    r"(?: end| middle| start)?(?: of)? $"
)
_NAMING = re.compile(r"\b(?:what|who|which|he|she|it|they|we|you|i) $")
_NOUN_AFTER = re.compile(
    r" (?:people|men|women|children|percent|per cent|per|km|miles|million|billion|tonnes"
    r"|(?!is\b|was\b|has\b|does\b|says\b|us\b|this\b|always\b|across\b|versus\b)[a-z]{3,}s)\b"
)
_MONTHS_AS_WORDS = frozenset(("may", "march", "sun", "fall", "spring"))
_WORD = re.compile(r"[\w’'-]+")
_WRITTEN = re.compile(rf"\d+(?:st|nd|rd|th)?|{NAMED_MONTH}|{WEEKDAY}")
_GAPS = re.compile(r" {2,}")
_GAP_BEFORE_MARK = re.compile(r" ([?!.,;:])")
_LOOSE_START = re.compile(r"^[ ,;:–-]+")
_LOOSE_END = re.compile(r"(?<![ ,;:–-])[ ,;:–-]+(?=[?!.]*$)")


class PeriodKind(StrEnum):
    """What a period of a question belongs to: publication, or whatever happened."""

    PUBLISHED = "published"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class QuestionTime:
    """A question with its time.

    `phrase` is the part of `question` that names the `period`, "" without one; `rest` is the
    question without it, and without words such as "latest". `wants_newest` is true if these ask
    for the newest answer. `is_newest_first` is how a list is to be sorted, None if nothing says.
    `is_yearless` is true if only the calendar tells the year. A `fault` is a sentence about a date
    that there is not.
    """

    question: str
    rest: str
    period: Period | None = None
    phrase: str = ""
    kind: PeriodKind = PeriodKind.PLAIN
    wants_newest: bool = False
    is_newest_first: bool | None = None
    is_yearless: bool = False
    fault: str = ""

    @property
    def words(self) -> frozenset[str]:
        """The words of its phrase that a text of that time need not have: "Christmas" and
        "mid-1980s", no month, weekday or year."""
        return frozenset(
            word for word in _WORD.findall(self.phrase) if not _WRITTEN.fullmatch(word.lower())
        )

    @classmethod
    def with_period(cls, rest: str, period: Period, phrase: str) -> QuestionTime:
        """A question without a time, and the period that it is asked about."""
        end = rest[len(rest.rstrip(" ?!.")) :].strip()
        question = f"{rest.rstrip(' ?!.')} {phrase}{end}"
        return cls(question, rest, period, phrase)

    @classmethod
    def ignore(cls, question: str) -> QuestionTime:
        """The question without a time, whatever its words say."""
        return cls(question, question)


def read_question_time(question: str, calendar: Calendar) -> QuestionTime:
    """Read the time of a question on one line."""
    plain = lower_letters(question)
    order = find_order(plain)
    spans = find_newest_words(question, plain)
    if order is not None:
        inside = range(order.span.start, order.span.end)
        spans = [span for span in spans if span.start not in inside]
    matches = [
        match for match in find_periods(plain, calendar) if _is_period(match, question, plain)
    ]
    if len(matches) == 1 and is_meant_as_now(plain, matches[0].start, matches[0].end):
        spans.append(Span(matches[0].start, matches[0].end))
        matches = []
    time = QuestionTime(
        question,
        question,
        wants_newest=bool(spans),
        is_newest_first=order.is_newest_first if order else None,
        fault=next((match.fault for match in matches if match.fault), ""),
    )
    spans += [order.span] if order else []
    known = [match for match in matches if match.period.first_day <= calendar.today]
    if time.fault or len(known) != 1:
        spans += [Span(match.cut, match.end) for match in matches if match.fault]
        return replace(time, rest=remove_spans(question, spans))
    return _add_period(replace(time, rest=""), known[0], spans, calendar)


def _add_period(
    time: QuestionTime, match: PeriodMatch, spans: list[Span], calendar: Calendar
) -> QuestionTime:
    """Add the period of a match; `spans` are other words that do not belong to the rest."""
    question, plain = time.question, lower_letters(time.question)
    kind = _find_kind(match, question, plain)
    # "Articles from August 2025" are of August.
    inside = kind is PeriodKind.PUBLISHED and match.side == "from" and match.period.before is None
    # "at last week's summit" stays "at the summit".
    start = match.date.start if plain.startswith("'s ", match.end) else match.cut
    return replace(
        time,
        rest=remove_spans(question, [*spans, Span(start, match.end)]),
        period=_close(match, plain, calendar) if inside else match.period,
        phrase=question[match.start : match.end],
        kind=kind,
        is_yearless=match.date.anchor is Anchor.YEAR,
    )


def lower_letters(text: str) -> str:
    """The text in lower case with straight apostrophes, as long as before."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.replace("’", "'")


def remove_spans(text: str, spans: list[Span]) -> str:
    """The text without these spans; "last week's summit" leaves "the summit"."""
    for span in sorted(spans, reverse=True):
        before, after = text[: span.start], text[span.end :]
        if after.startswith(("'s ", "’s ")):
            has_article = before.lower().endswith(("the ", " a "))
            after = after[3:] if has_article else f"the {after[3:]}"
        text = before + after
    text = _GAP_BEFORE_MARK.sub(r"\1", _GAPS.sub(" ", text))
    return _LOOSE_END.sub("", _LOOSE_START.sub("", text)).strip()


def _is_period(match: PeriodMatch, question: str, plain: str) -> bool:
    """Is it the time that the question asks about, and not a name, a number or a deadline?"""
    before = plain[: match.start]
    if _NOT_ASKED.search(before):
        return False
    if _is_name(question[match.start : match.end], plain[match.start : match.end], match.start):
        return False
    ends_in_number = plain[match.end - 1].isdigit()
    if ends_in_number and _is_counted(match, question, plain):
        return False
    if match.side == "following" and match.date.clarity is Clarity.BARE:
        return False  # "the following Monday" is that of another day
    if match.date.clarity is Clarity.CLEAR:
        # "What may 2025 bring?"
        return match.side != "" or not _NAMING.search(before)
    words = plain[match.start : match.end].split()
    if match.start == 0 and not plain[match.end :].strip(" ?!."):
        return True
    if words[-1] in _MONTHS_AS_WORDS:
        return match.side in ("in", "during", "since", "until", "between", "throughout")
    if match.fault:
        return match.side in ("in", "since", "until", "during") and not words[-1].endswith("000")
    return match.side not in ("", "for", "at", "over")


def _is_name(text: str, plain: str, start: int) -> bool:
    """Is it written like a name: "Last Week Tonight", "This Morning"?"""
    words = [word for word in text.split() if word[0].isalpha()]
    relative = plain.startswith(
        ("this ", "last ", "next ", "today", "yesterday", "tonight", "tomorrow", "the ")
    )
    if start == 0 or not relative or text.isupper():
        return False
    return all(word[0].isupper() for word in words)


def _is_counted(match: PeriodMatch, question: str, plain: str) -> bool:
    """Does the number count what follows, or belong to the name that follows?"""
    if match.date.clarity is Clarity.CLEAR and re.search(r"\d{4}$", plain[: match.end]):
        return False
    if _NOUN_AFTER.match(plain, match.end):
        return True
    after = question[match.end :]
    is_name = len(after) > 1 and after[0] == " " and after[1].isupper() and not question.isupper()
    return match.date.clarity is Clarity.BARE and is_name and match.start > 0


def _find_kind(match: PeriodMatch, question: str, plain: str) -> PeriodKind:
    before = _PUBLISHED_BEFORE.search(plain[: match.start])
    # "Fox News in March" is an outlet.
    noun = before.start("noun") if before else -1
    is_outlet = noun > 0 and question[noun].isupper() and not question.isupper()
    is_published = (before and not is_outlet) or _PUBLISHED_AFTER.match(plain, match.end)
    return PeriodKind.PUBLISHED if is_published else PeriodKind.PLAIN


def _close(match: PeriodMatch, plain: str, calendar: Calendar) -> Period:
    """The period of "from August 2025" without "from"."""
    start = match.start + len("from ")
    inner = find_periods(plain[start : match.end], calendar)
    return inner[0].period if inner else match.period
