"""Full names of speakers come without offices and without the words that begin sentences."""

from __future__ import annotations

import pytest

from index.core.article import Span
from index.language.en.speakers import Speech, find_full_names, find_speeches


def test_a_speech_has_its_place_and_a_name_without_offices() -> None:
    text = "On Monday Mayor Tilda Brask said no. Minister Jan van Dorn warned of rain."
    first, second = find_speeches(text)
    assert first.name == ("Mayor", "Tilda", "Brask")
    assert second == Speech(Span(37, 65), ("Jan", "van", "Dorn"))


@pytest.mark.parametrize(
    ("quote", "names"),
    [
        ("But President Emmanuel Macron said that it was late.", ["Emmanuel Macron"]),
        ("Peskov said this on Monday.", ["Peskov"]),
        ("It will rain on Monday.", []),
    ],
)
def test_a_speaker_has_as_much_of_the_name_as_the_quotation(quote: str, names: list[str]) -> None:
    assert find_full_names(quote) == names
