"""A message that takes another back is known for certain, and killings in the news are not."""

from __future__ import annotations

import pytest

from index.language.en.publishing.retraction_words import find_message_numbers, find_retraction

NEWS = "The council of Ostrell met on Monday."


@pytest.mark.parametrize(
    ("lines", "text", "expected"),
    [
        (["MANDATORY KILL"], NEWS, "canceled"),
        (["Mandatory kill"], NEWS, "canceled"),
        (["KILL NOTICE"], NEWS, "canceled"),
        (["KILL ABC0123"], NEWS, "canceled"),
        (["Kill story ABC 0123"], NEWS, "canceled"),
        (["WITHDRAWN"], NEWS, "canceled"),
        (["Ostrell/bridge/KILL/"], "Editors: please kill this story.", "canceled"),
        (["Ostrell"], "Attention editors: kill ABC0123, sent in error.", "canceled"),
        (["Ostrell"], "EDITORS: withhold story 0123 until further notice.", "withheld"),
        (["WITHHOLD"], NEWS, "withheld"),
        (["Kill Bill/film/", "Kill Bill returns"], NEWS, ""),
        (["BC-KILL-BILL"], "The film is back.", ""),
        (["Killed"], "He was killed on Monday.", ""),
        (["URGENT", "Kill the bill, says mayor"], NEWS, ""),
        (["Two killed in Ostrell"], "Two people were killed, editors said.", ""),
        (["Ostrell"], "Attention editors: a kill order was given in court.", ""),
    ],
)
def test_only_a_certain_retraction_is_one(lines: list[str], text: str, expected: str) -> None:
    assert find_retraction(lines, text) == expected


def test_the_numbers_that_a_message_names() -> None:
    text = "Kill ABC0123 of March 2025 and story 456; in 2024 it was def 0789. At 1200 GMT."
    assert find_message_numbers(text) == [("abc", "0123"), ("", "0456"), ("def", "0789")]
