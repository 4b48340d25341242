"""The terms of an article as its source states them. Pure.

Never early and never guessed: an embargo that cannot be understood holds the article until
somebody releases it. An expiry that cannot be understood is none, and that is said.
"""

from __future__ import annotations

from contextlib import suppress

from index.core.terms import Terms, find_closing, find_opening
from index.core.text import one_line
from index.language.en.publishing.corrections import find_correction, find_correction_date
from index.language.en.publishing.embargo_words import parse_embargo, strip_embargo_mark
from index.sources.metadata import Metadata, language_tag
from index.sources.stated_dates import parse_date

MAX_TERM_CHARACTERS = 2_000
_SHOWN_CHARACTERS = 60
# How sources write that there is none.
_NONE = frozenset(("", "0", "-", "no", "none", "false", "null", "n/a", "not embargoed"))


def parse_terms(metadata: Metadata, text: str, updated: str | None) -> tuple[Terms, str]:
    """The terms that metadata states, and a reservation about them ("" if there is none).

    Where metadata states no correction, a note of one is looked for in the text. A correction
    without a date of its own has that of the update, `updated`, if that is stated.
    """
    embargo, embargo_hold = _parse_embargo(metadata.embargo)
    expiry, reservation = _parse_expiry(metadata.expiry)
    correction, corrected = _read_correction(metadata, text)
    return Terms(
        copyright=_shorten(metadata.copyright),
        usage=_shorten(metadata.usage),
        credit=_shorten(metadata.credit),
        data_mining=_shorten(metadata.data_mining),
        correction=correction,
        corrected=(corrected or updated or "") if correction else "",
        embargo=embargo,
        expiry=expiry,
        hold=_read_hold(metadata.hold) or embargo_hold,
    ), reservation


def _read_correction(metadata: Metadata, text: str) -> tuple[str, str]:
    """The note of a correction and its ISO date, "" if they are not stated."""
    if note := _shorten(metadata.correction):
        return note, _parse_date(metadata.corrected) or find_correction_date(note)
    language = language_tag(metadata.language)
    if language and language.partition("-")[0] != "en":
        return "", ""
    found = find_correction(one_line(metadata.title), text)
    return (found.text, found.date) if found else ("", "")


def _shorten(text: str) -> str:
    return one_line(text)[:MAX_TERM_CHARACTERS].strip()


def _parse_embargo(text: str) -> tuple[str, str]:
    """The date of an embargo, and the reason of a hold if it cannot be understood."""
    text = one_line(text)
    if text.casefold() in _NONE:
        return "", ""
    date = _parse_date(text) or _parse_date(strip_embargo_mark(text))
    with suppress(ValueError, OverflowError):
        date = date or parse_embargo(text)
    try:
        find_opening(date)
    except (ValueError, OverflowError):
        if text.casefold() in ("true", "yes", "1"):
            return "", "it is embargoed, without a date"
        return "", f"its embargo '{text[:_SHOWN_CHARACTERS]}' cannot be understood"
    return date, ""


def _parse_expiry(text: str) -> tuple[str, str]:
    text = one_line(text)
    if text.casefold() in _NONE:
        return "", ""
    date = _parse_date(text)
    try:
        find_closing(date)
    except (ValueError, OverflowError):
        return "", (
            f"its expiry '{text[:_SHOWN_CHARACTERS]}' cannot be understood, so it has none "
            "(write 2025-03-17)"
        )
    return date, ""


def _read_hold(text: str) -> str:
    """The reason of a hold, "" if there is none."""
    text = _shorten(text)
    if text.casefold() in _NONE:
        return ""
    return "it is withheld" if text.casefold() in ("true", "yes", "1") else text


def _parse_date(text: str) -> str:
    """An ISO date, "" if the text is none."""
    try:
        return parse_date(text)
    except (ValueError, OverflowError):
        return ""
