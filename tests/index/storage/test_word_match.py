"""Words are found at the beginnings of words, whatever their case."""

from __future__ import annotations

import pytest

from index.storage.sqlite.word_match import has_words

TITLE, TEXT = "Rain over Ostrell", "The mayor’s TROOPS of helpers left. Straße und Café. 港は閉鎖。"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rain", True),
        ("RAIN troops", True),
        ("troop", True),
        ("ostrell helpers", True),
        ("mayor's", True),
        ("strasse", True),
        ("STRASSE CAFÉ", True),
        ("cafe\u0301", True),
        ("閉鎖", True),
        ("", True),
        ("ain", False),
        ("roops", False),
        ("rain snow", False),
        ("rain.", False),
        ("over.", False),
        ("left.", True),
        ("(.*)", False),
        ("%", False),
    ],
)
def test_has_words(words: str, found: bool) -> None:
    assert has_words(words, TITLE, TEXT) is found


def test_a_word_does_not_reach_from_the_title_into_the_text() -> None:
    assert not has_words("ab", "a", "b")
