"""A month is named in the language of its paper, and a name of two months names none."""

from __future__ import annotations

import pytest

from index.language.calendar.names import is_joining_word, is_weekday, parse_month


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("März Mär Mrz. Maerz mars marzo març março maart marts marca mart martie март марта", 3),
        ("Mai mai mayo maggio maig maio mei maj toukokuuta mayıs мая травня", 5),
        ("Okt. octobre oct. ottobre outubro out października říjen lokakuuta Ekim октября", 10),
        ("déc decembre décembre Dez. dicembre dic diciembre grudnia prosince joulukuu", 12),
        ("août aout ago agosto sierpnia srpna Ağustos elokuuta серпня", 8),
    ],
)
def test_months_of_many_languages(words: str, month: int) -> None:
    assert {word: parse_month(word) for word in words.split()} == dict.fromkeys(
        words.split(), month
    )


@pytest.mark.parametrize("word", ["listopad", "listopada", "srp", "ju", "storm", "Marchember", ""])
def test_what_names_two_months_or_none(word: str) -> None:
    assert parse_month(word) == 0


@pytest.mark.parametrize("word", "Di Mo. lun mar. sex måndag Пн pátek Samstag Tues".split())
def test_weekdays_of_many_languages(word: str) -> None:
    assert is_weekday(word)


def test_words_that_join_a_date_are_no_others() -> None:
    assert all(map(is_joining_word, ("of", "de", "um", "à", "г.")))
    assert not any(map(is_joining_word, ("or", "before", "since")))
