"""What a name tells of who bears it, and what it does not tell."""

from __future__ import annotations

import pytest

from index.language.en.given_names import guess_gender
from index.language.en.speech.offices import FEMALE, MALE


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Mira Kolar", FEMALE),
        ("Ivo Sandell", MALE),
        ("Mrs Kolar", FEMALE),
        ("King Aldo", MALE),
        ("spokeswoman Quist", FEMALE),
        ("Kremlin spokesman Edda Quist", MALE),
        ("Kolar", ""),
        ("Kim Torel", ""),
        ("Anna Jens Torel", ""),
        ("", ""),
    ],
)
def test_gender(name: str, gender: str) -> None:
    assert guess_gender(name) == gender
