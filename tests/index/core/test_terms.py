"""An embargo is never read too early, and an expiry never too late."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.core.terms import ALWAYS_OPEN, NEVER, NO_TERMS, Terms, build_terms


def second(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("embargo", "opens"),
    [
        ("2025-03-17T06:00:00Z", "2025-03-17T06:00:00"),
        ("2025-03-17T06:00:00+02:00", "2025-03-17T04:00:00"),
        ("2025-03-17T06:00:00-05:00", "2025-03-17T11:00:00"),
        # Twelve hours behind UTC it is six o'clock last.
        ("2025-03-17T06:00:00", "2025-03-17T18:00:00"),
        ("2025-03-17T06:00:00.500+00:00", "2025-03-17T06:00:01"),
        ("2025-03-17", "2025-03-18T12:00:00"),
        ("2025-03", "2025-04-01T12:00:00"),
        ("2025", "2026-01-01T12:00:00"),
    ],
)
def test_an_embargo_ends_at_the_latest_moment_that_it_can_mean(embargo: str, opens: str) -> None:
    assert Terms(embargo=embargo).opens == second(opens)


@pytest.mark.parametrize(
    ("expiry", "closes"),
    [
        ("2025-03-17T06:00:00Z", "2025-03-17T06:00:00"),
        ("2025-03-17T06:00:00", "2025-03-16T16:00:00"),
        ("2025-03-17", "2025-03-16T10:00:00"),
        ("2025-03", "2025-02-28T10:00:00"),
        ("2025", "2024-12-31T10:00:00"),
    ],
)
def test_an_article_expires_at_the_earliest_moment_that_is_meant(expiry: str, closes: str) -> None:
    assert Terms(expiry=expiry).closes == second(closes)


def test_without_terms_an_article_is_always_shown_and_with_a_hold_never() -> None:
    assert (NO_TERMS.opens, NO_TERMS.closes) == (ALWAYS_OPEN, NEVER)
    assert Terms(hold="it is withheld", embargo="2001-01-01").opens == NEVER


@given(st.datetimes(datetime(1900, 1, 2), datetime(9000, 1, 1)), st.integers(-12, 14))
def test_a_zone_never_makes_an_embargo_longer_or_an_expiry_shorter(
    moment: datetime, hours: int
) -> None:
    local = moment.replace(microsecond=0).isoformat()
    zoned = f"{local}{hours:+03}:00"
    assert Terms(embargo=zoned).opens <= Terms(embargo=local).opens
    assert Terms(expiry=zoned).closes >= Terms(expiry=local).closes


def test_terms_are_stated_and_built_by_name() -> None:
    terms = Terms(copyright="© Kel Wire", embargo="2025")
    assert terms.to_dict() == {"copyright": "© Kel Wire", "embargo": "2025"}
    assert build_terms(terms.to_dict()) == terms
    for wrong in ({"copyright": 1}, {"owner": "Kel"}):
        with pytest.raises(ValueError, match="no terms"):
            build_terms(wrong)


def test_the_hash_of_an_article_knows_its_stated_terms_only() -> None:
    plain = Article("a", "Rain", "It rained.")
    assert plain.content_hash == Article("b", "Rain", "It rained.", terms=Terms()).content_hash
    hashes = {
        Article("a", "Rain", "It rained.", terms=Terms(**{name: "2025"})).content_hash
        for name in ("copyright", "usage", "credit", "data_mining", "correction", "corrected",
                     "embargo", "expiry", "hold")
    }  # fmt: skip
    assert len(hashes | {plain.content_hash}) == 10
