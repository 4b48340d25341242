"""The times that a sentence of an article speaks of, by the day of its publication. Pure.

"On Friday" is the nearest Friday at or before that day, unless the sentence looks ahead. Without
the day only dates with a year are read. "The day before" and "later in the week" are no dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.core.article import Span
from index.core.periods import Period, shift_days
from index.language.en.attribution import asks_for_speech
from index.language.en.dates.date_forms import WEEKDAY, Anchor, Calendar, Clarity
from index.language.en.dates.periods import PeriodMatch, find_periods, match_period
from index.language.en.dates.question_time import lower_letters
from index.language.en.dates.tense import Direction, asks_about_future, find_direction

# Where the day of publication is unknown, what depends on it is left out.
_ANY_DAY = date(2001, 3, 1)
_SPEAK = (
    r"(?:said|says|told|announced|added|warned|wrote|stated|declared|reported|argued|confirmed"
    r"|insisted|noted|remarked|stressed|claimed|replied|tweeted|posted|testified)"
)
_SAID_BEFORE = re.compile(
    rf"\b{_SPEAK}(?: (?!(?:that|will|would|had|was|were|is|[a-z]{{3,}}ed)\b)[\w'-]+){{0,5}} ?$"
)
_SAID_AFTER = re.compile(rf",?(?: [\w'-]+){{0,4}}? {_SPEAK}\b")
_ASIDE = re.compile(
    r"\b(?:after|since|before|from|than|following|despite|because of|compared (?:with|to)|effort to"
    r"|who|which|whose|when|where|while|as against)\b"
)
_ASIDE_START = re.compile(
    r"(?:[a-z]{2,}(?:ed|ing|own|oken|osen|iven)|built|born|begun|taken|held|made|sent|won|set"
    r"|written|cut|put|hit|shot|struck|lost|found|brought|bought|paid|sold|left|seen|torn|up|down"
    r"|against|unlike|including|first|last)\b"
)
_QUOTED = re.compile(r"[“\"„«][^”\"»]*+(?:[”\"»]|$)")
_NEAR = 120  # characters beside a date that are read
# Days that have a name of their own, or are any such day.
_NAMED_DAY = re.compile(
    r"\b(?:black|good|ash|bloody|super|palm|easter|cyber|holy|maundy|shrove|every|each|on)"
    r"(?: (?:other|second))? $"
)
_CAPITALISED = re.compile(
    rf"(?:{WEEKDAY}|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|spring|summer|autumn|fall"
    r"|winter|christmas|easter|q[1-4])"
)
_BARE_YEAR = re.compile(r"(?<![\w.,/-])(?:1[5-9]|20)\d\d(?![\w/-]|[.,]\d)")
# A date without a year that is further back than this must have a clear tense.
_UNCLEAR_DAYS = 60
_LEAD = re.compile(r"(?:late on|early on|late|early|by) $")


@dataclass(frozen=True, slots=True)
class SpokenTime:
    """A time in a sentence: its place there, and the days that it covers.

    `is_of_speech` is true if it says when somebody spoke, and not when what they spoke of was;
    `is_aside` if it belongs to something else that the sentence mentions: "after the vote in May".
    """

    span: Span
    period: Period
    is_of_speech: bool = False
    is_aside: bool = False


def find_spoken_times(sentence: str, published: date | None) -> list[SpokenTime]:
    """Find the times of a sentence, in order; `published` is the day of its article."""
    text = re.sub(r"\s", " ", sentence)
    plain = lower_letters(text)
    found = find_periods(plain, Calendar(published or _ANY_DAY))
    times = []
    for match in found:
        if match.fault or not _is_time(match, text, plain):
            continue
        # "Today" between quotation marks is the day on which somebody spoke.
        if match.date.anchor is Anchor.DAY and _is_quoted(text, match.start):
            continue
        period = _resolve(match, plain, published)
        if period is None or (period.after and period.before and period.is_reversed):
            continue
        lead = _LEAD.search(plain[max(0, match.start - 10) : match.start])
        start = match.start - len(lead[0]) if lead else match.start
        span = Span(start, match.end)
        is_aside = _is_aside(span.start, plain)
        times.append(SpokenTime(span, period, _is_of_speech(span, plain), is_aside))
    return times


def choose_spoken_time(sentence: str, published: date | None, question: str) -> SpokenTime | None:
    """The time of a quotation that answers a question: the first one.

    Unless words are asked for, when somebody spoke goes after other times; unless the future is, so
    does what lies ahead of the article.
    """
    times = find_spoken_times(sentence, published)
    chosen = times
    if not asks_for_speech(question):
        chosen = [time for time in times if not time.is_of_speech] or times
    chosen = [time for time in chosen if not time.is_aside] or chosen
    if published is not None and not asks_about_future(question):
        behind = [time for time in chosen if time.period.first_day <= published]
        chosen = behind or [time for time in times if time.period.first_day <= published] or chosen
    return chosen[0] if chosen else None


def has_relative_time(sentence: str) -> bool:
    """Does the sentence name a time that only its article's date can tell: "on Thursday"?"""
    return len(find_spoken_times(sentence, _ANY_DAY)) > len(find_spoken_times(sentence, None))


def find_years(text: str) -> list[Period]:
    """Find the years of a text, also those that belong to a name: "the 2018 World Cup"."""
    return [Period(year, year) for year in dict.fromkeys(_BARE_YEAR.findall(text))]


def _resolve(match: PeriodMatch, plain: str, published: date | None) -> Period | None:
    """The days of a match; None if it depends on a day of publication that is unknown."""
    if match.date.anchor is Anchor.NONE:
        return match.period
    if published is None:
        return None
    direction = find_direction(plain, match.start, match.end)
    if direction is Direction.AHEAD:
        ahead = match_period(plain, match.start, Calendar(published, is_ahead=True))
        return match.period if ahead is None else ahead.period
    # A weekday is near either way; a month that is not may be the next one.
    is_old = match.period.last_day < shift_days(published, -_UNCLEAR_DAYS)
    return (
        None
        if match.date.anchor is Anchor.YEAR and is_old and direction is Direction.UNCLEAR
        else match.period
    )


def _is_aside(place: int, plain: str) -> bool:
    """Does the date at this place belong to an aside, and not to the main clause?"""
    clause = 1 + max(plain.rfind(mark, 0, place) for mark in ",;:(–—")
    before = plain[max(clause, place - 2 * _NEAR) : place].strip()
    return (clause > 0 and _ASIDE_START.match(before) is not None) or bool(_ASIDE.search(before))


def _is_quoted(text: str, place: int) -> bool:
    """Does the place lie between quotation marks, or after one that nothing closes?"""
    spans = (match.span() for match in _QUOTED.finditer(text))
    return any(start < place < end for start, end in spans)


def _is_of_speech(span: Span, plain: str) -> bool:
    """Does it say when somebody spoke: "said on Monday", "on Monday told reporters"?"""
    after = _SAID_AFTER.match(plain[span.end : span.end + _NEAR])
    # "…, the office said" behind a date is about the whole sentence.
    if after is not None and (not after[0].startswith(",") or span.start <= 1):
        return True
    return _SAID_BEFORE.search(plain[max(0, span.start - _NEAR) : span.start]) is not None


def _is_time(match: PeriodMatch, text: str, plain: str) -> bool:
    """Is it a time, and not a name, a number or another word?"""
    dated = plain[match.date.start : match.end]
    name = _CAPITALISED.search(dated)
    if name is not None and not text[match.date.start + name.start()].isupper():
        # "Prices fall", "they may", "the march". Seasons are written small.
        is_season = dated.startswith(
            ("the ", "last ", "this ", "past ", "summer", "winter", "autumn")
        )
        if not is_season:
            return False
    if match.date.clarity is Clarity.CLEAR:
        return not _is_relative_name(match, text, plain)
    if re.fullmatch(WEEKDAY, dated):
        return _is_weekday(match, text, plain)
    if dated.isdigit():
        following = text[match.end :]
        counted = re.match(
            r" (?:[a-z]+s|people|men|women|percent|per|km|million|billion)\b", following
        )
        return match.side not in ("", "at", "over", "of", "for") and counted is None
    return match.side not in ("", "at", "over", "for")


def _is_relative_name(match: PeriodMatch, text: str, plain: str) -> bool:
    """Is it written like a name inside a sentence: "Last Week Tonight", "USA Today"?"""
    word = plain[match.start : match.end]
    relative = word.startswith(
        ("this ", "last ", "next ", "today", "tonight", "yesterday", "tomorrow")
    )
    starts_sentence = not text[: match.start].strip(' "“‘(')
    return relative and text[match.start].isupper() and not starts_sentence and not text.isupper()


def _is_weekday(match: PeriodMatch, text: str, plain: str) -> bool:
    before, after = plain[: match.date.start], text[match.end :]
    named = _NAMED_DAY.search(before)
    if named is not None and named[0].strip() != "on":
        return False
    if match.side or before.endswith(("on ", "late ", "early ", "by ", "said ", "last ")):
        return True
    # "The Sunday Times": a name follows.
    return not (len(after) > 1 and after[0] == " " and after[1].isupper() and not text.isupper())
