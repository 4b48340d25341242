"""What a source states about the use of an article, as its terms: never early, never guessed."""

from __future__ import annotations

from typing import Any

import pytest

from index.core.terms import Terms
from index.sources.metadata import Metadata, merge_metadata, read_record
from index.sources.parsed_article import make_article

BODY = "It rained in Ostrell."


def terms(text: str = BODY, title: str = "Rain", **stated: Any) -> Terms:
    article, _ = make_article("a", text, Metadata(title=title, **stated))
    return article.terms


def test_all_terms_are_kept_as_stated() -> None:
    assert terms(
        copyright="© 2025\nKel Wire",
        usage="CC BY 4.0",
        credit="Ann Bo / Kel Wire",
        data_mining="https://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
        correction="The day was wrong.",
        corrected="18 March 2025",
        embargo="2025-03-17T06:00:00Z",
        expiry="2026-03-17",
    ) == Terms(
        copyright="© 2025 Kel Wire",
        usage="CC BY 4.0",
        credit="Ann Bo / Kel Wire",
        data_mining="https://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
        correction="The day was wrong.",
        corrected="2025-03-18",
        embargo="2025-03-17T06:00:00+00:00",
        expiry="2026-03-17",
    )


@pytest.mark.parametrize("text", ["after the speech", "03/04/2025", "2025-02-30", "soon", "TBC"])
def test_an_embargo_that_cannot_be_understood_holds(text: str) -> None:
    assert terms(embargo=text).hold == f"its embargo '{text}' cannot be understood"


@pytest.mark.parametrize("text", ["true", "Yes", "1"])
def test_an_embargo_without_a_date_holds(text: str) -> None:
    assert terms(embargo=text).hold == "it is embargoed, without a date"
    assert terms(hold=text).hold == "it is withheld"


@pytest.mark.parametrize("text", ["", " ", "no", "None", "false", "null", "n/a", "0"])
def test_no_embargo_is_none(text: str) -> None:
    assert terms(embargo=text, hold=text) == Terms()


def test_an_expiry_that_cannot_be_understood_is_none_and_that_is_said() -> None:
    article, reservation = make_article("a", BODY, Metadata(expiry="some day"))
    assert article.terms == Terms()
    assert reservation.startswith("its expiry 'some day' cannot be understood")


def test_a_correction_has_its_own_date_or_that_of_the_update() -> None:
    note = "Correction: it did not rain."
    assert terms(f"{BODY}\n\n{note}", updated="2025-03-19").corrected == "2025-03-19"
    dated = "Correction (18 March 2025): it did not rain."
    assert terms(f"{BODY}\n\n{dated}", updated="2025-03-19").corrected == "2025-03-18"
    assert terms(f"{BODY}\n\n{note}") == Terms(correction=note)
    # An update alone is no correction.
    assert terms(updated="2025-03-19") == Terms()


def test_notes_are_looked_for_in_english_only() -> None:
    text = f"{BODY}\n\nCorrection: Il pleuvait."
    assert terms(text, language="fr") == Terms()
    assert terms(text, language="en-GB").correction
    # What the publisher states needs no words to be recognised.
    assert terms(text, language="fr", correction="Il pleuvait.").correction == "Il pleuvait."


def test_the_names_of_records() -> None:
    record = {
        "text": BODY, "Usage Terms": "CC BY", "copyrightNotice": "© Kel", "credit-line": "Kel",
        "embargoed": True, "dataMining": "no", "expiry_date": "2026", "correction": "Dry.",
        "withheld": False, "license": {"name": "CC0", "url": "x"},
    }  # fmt: skip
    _, _, metadata = read_record(record)
    assert metadata == Metadata(
        usage="CC BY", copyright="© Kel", credit="Kel", embargo="true", data_mining="no",
        expiry="2026", correction="Dry.",
    )  # fmt: skip
    # Crawlers keep a header of HTTP under this name.
    assert read_record({"text": BODY, "expires": "Thu, 01 Jan 1970"})[2] == Metadata()


def test_the_first_statement_counts_and_a_date_that_cannot_be_read_does_not() -> None:
    merged = merge_metadata(
        {
            "record": Metadata(usage="CC BY", expiry="some day"),
            "meta": Metadata(usage="All rights reserved", expiry="2026", copyright="© Kel"),
        }
    )
    assert merged == Metadata(usage="CC BY", expiry="2026", copyright="© Kel")
    # Not so an embargo: the first one holds the article, whatever others say.
    held = merge_metadata(
        {"record": Metadata(embargo="soon"), "meta": Metadata(embargo="2001-01-01")}
    )
    assert held.embargo == "soon"
