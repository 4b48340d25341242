"""Who holds an office at a time, and which words name an office that one person has."""

from __future__ import annotations

from datetime import date

import pytest

from index.language.en.speech.office_holders import (
    Holding,
    choose_holder,
    read_office_key,
    read_source_key,
)


@pytest.mark.parametrize(
    ("source", "office"),
    [
        ("the Palace spokesman", "Palace spokesman"),
        ("The Palace spokeswoman", "spokesman for the Palace"),
        ("the spokesperson of the Palace", "Palace spokesman"),
        ("the foreign secretary", "Foreign Secretary"),
        ("The prime minister, who had a cold,", "Prime Minister"),
        ("Norland's foreign minister", "foreign minister of Norland"),
        ("the British finance minister", "Finance Minister of Britain"),
        ("the governor of the Bank of Varde", "Bank of Varde governor"),
        ("the Kel police chief", "chief of Kel police"),
    ],
)
def test_one_office_in_two_wordings(source: str, office: str) -> None:
    assert read_source_key(source) == read_office_key(office) != frozenset()


@pytest.mark.parametrize(
    "source",
    [
        "a Palace spokesman",
        "Palace spokesmen",
        "the minister",
        "the president",
        "the former foreign secretary",
        "the deputy finance minister",
        "the shadow foreign secretary",
        "the chief executive",
        "the company chairman",
        "the ministry spokesman",
        "the managing director",
        "officials",
        "he",
        "",
    ],
)
def test_words_that_may_mean_anybody(source: str) -> None:
    assert read_source_key(source) == frozenset()


SECRETARY = read_office_key("Foreign Secretary")


def hold(name: str, day: int, countries: frozenset[int] = frozenset()) -> Holding:
    return Holding(name, SECRETARY, date(2025, 3, day), f"a{day}", countries)


def test_the_nearest_article_tells() -> None:
    holdings = [hold("Ana Holt", 1), hold("Holt", 9)]
    assert choose_holder(SECRETARY, date(2025, 3, 8), frozenset(), holdings) == holdings[1]


@pytest.mark.parametrize(
    ("day", "countries", "holdings"),
    [
        (date(2025, 3, 5), frozenset(), [hold("Ana Holt", 1), hold("Jonas Vik", 9)]),
        (date(2025, 8, 5), frozenset(), [hold("Ana Holt", 1)]),
        (date(2025, 3, 5), frozenset((1,)), [hold("Ana Holt", 1, frozenset((2,)))]),
        (date(2025, 3, 5), frozenset((1,)), [hold("Ana Holt", 1)]),
        (date(2025, 3, 5), frozenset(), []),
    ],
)
def test_two_holders_another_time_and_another_country_tell_nothing(
    day: date, countries: frozenset[int], holdings: list[Holding]
) -> None:
    assert choose_holder(SECRETARY, day, countries, holdings) is None
