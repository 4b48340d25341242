"""What may be quoted, and which sentences need the one before."""

from __future__ import annotations

import pytest

from index.language.en.sentence_form import can_be_quoted, needs_previous


@pytest.mark.parametrize(
    "text",
    [
        "The council voted on Tuesday.",
        "THE COUNCIL VOTED TO CLOSE THE HARBOUR ON TUESDAY.",
        'THE PRINCE SAID, "WE SHALL BE MARRIED IN MAY."',
        "DR. KING WAS JAILED IN APRIL 1963.",
        "Über Nacht fiel Schnee.",
    ],
)
def test_prose_can_be_quoted_in_capitals_too(text: str) -> None:
    assert can_be_quoted(text)


@pytest.mark.parametrize(
    "text",
    ["# Harbour closes", "### NEWS.", "HARBOUR TO CLOSE", "LONDON, APRIL 3", "* * *", "1963."],
)
def test_headings_datelines_and_rules_cannot(text: str) -> None:
    assert not can_be_quoted(text)


@pytest.mark.parametrize(
    "text",
    [
        "He named three conditions.",
        "But he warned of delays.",
        "Yet they never met.",
        "However, she declined.",
        "“They will come back,” Marin said.",
        "Peskov said this on Monday.",
    ],
)
def test_a_sentence_that_points_back_needs_the_one_before(text: str) -> None:
    assert needs_previous(text)


@pytest.mark.parametrize(
    "text",
    ["But the minister warned of delays.", "Hershey closed its plant.", "So far nobody has come."],
)
def test_others_stand_alone(text: str) -> None:
    assert not needs_previous(text)
