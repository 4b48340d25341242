"""A name is met by its aliases and spellings, and by nothing that merely resembles it."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import permutations

import pytest

from index.language.en.names.country_aliases import Stemmer, expand_aliases, find_countries
from index.language.en.names.name_variants import is_mentioned


def mentions(text: str, name: str, stems: Stemmer) -> bool:
    return is_mentioned(name, expand_aliases(text, stems), stems)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Peskov", "Peskov's words"),
        ("Zelenskyy", "President Zelensky said"),
        ("Zelensky", "President Zelenskyy said"),
        ("Zelensky", "President Zelenskiy said"),
        ("UK", "Britain said"),
        ("Britain", "the UK said"),
        ("UK", "British ministers"),
        ("Britain", "the United Kingdom said"),
        ("China", "the Chinese foreign ministry"),
        ("Chinese", "a spokesman in Beijing"),
        ("US", "the United States said"),
        ("U.S.", "Washington said"),
        ("American", "the U.S. said"),
        ("Kremlin", "Moscow said"),
        ("Swedes", "Stockholm said"),
        ("EU", "the European Union said"),
        ("Bonn", "West Germany said"),
        ("Peking", "Chinese buyers"),
        ("Manila", "the Philippine central bank"),
        ("Filipino", "a spokeswoman in Manila"),
        ("Seoul", "the South Korean won"),
        ("Scottish", "a factory in Scotland"),
        ("Saudis", "the king of Saudi Arabia"),
        ("Emirati", "the United Arab Emirates said"),
        ("Pretoria", "South African police"),
        ("Sri Lanka", "a bank in Colombo"),
        ("COVID-19", "a case of Covid 19"),
        ("2025", "in 2025"),
    ],
)
def test_a_name_is_met_by_what_it_is_also_called(name: str, text: str, stems: Stemmer) -> None:
    assert mentions(text, name, stems)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("China", "Japan said"),
        ("Chinese", "Chile said"),
        ("Austria", "Australia said"),
        ("Slovakia", "Slovenia said"),
        ("Nigeria", "Niger said"),
        ("UK", "Ukraine said"),
        ("Guinea", "Guyana said"),
        ("Malian", "Malaysia said"),
        ("South Korea", "North Korea said"),
        ("Seoul", "Pyongyang said"),
        ("New Zealand", "a new law"),
        ("US", "a bus in Minsk"),
        ("United States", "United flew from many places"),
        ("North Korea", "Korea said"),
        ("Peskov", "Peskovatsky said"),
        ("Macron", "macaroni and cheese"),
        ("William", "Williamson said"),
        ("2025", "in 2024"),
        ("1234567", "1234568 people"),
        ("Poland", "the lunar south pole"),
        ("Venezuela", ""),
    ],
)
def test_a_name_is_not_met_by_what_resembles_it(name: str, text: str, stems: Stemmer) -> None:
    assert not mentions(text, name, stems)


def test_every_alias_meets_every_other_of_its_group(stems: Stemmer) -> None:
    groups = json.loads(
        files("index.language.en.names").joinpath("country_aliases.json").read_text("utf-8")
    )
    for group in groups:
        for asked, written in permutations(group, 2):
            assert mentions(f"In {written} on Monday", asked, stems), (asked, written)


def test_only_groups_that_a_text_mentions_are_added(stems: Stemmer) -> None:
    found = expand_aliases("Peskov spoke in Moscow", stems)
    assert found >= {*stems("Peskov spoke in Moscow"), *stems("Kremlin Russia Russian")}
    assert not found & {*stems("Ukraine Kyiv Britain UK China")}
    assert expand_aliases("", stems) == frozenset()


def test_no_two_groups_share_a_name(stems: Stemmer) -> None:
    groups = json.loads(
        files("index.language.en.names").joinpath("country_aliases.json").read_text("utf-8")
    )
    forms = [tuple(stems(form)) for group in groups for form in {*group}]
    by_group = [{tuple(stems(form)) for form in group} for group in groups]
    assert len(set(forms)) == sum(len(group) for group in by_group)


def test_us_the_country_is_told_from_us_the_pronoun(stems: Stemmer) -> None:
    assert mentions("The US will not send troops", "America", stems)
    assert mentions("A U.S. general said so", "American", stems)
    assert not mentions("They told us about it", "America", stems)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Finland, the Finns, and Helsinki", 1),
        ("the U.S. and the USA, and Russians in Moscow", 2),
        ("United States", 1),
        # Words that only begin, end, or sound as one does.
        ("They told us about Chinatown, dutiful and polish.", 0),
        ("NATO, the EU and the United Nations", 0),
    ],
)
def test_countries_are_found_by_any_of_their_names(text: str, count: int) -> None:
    assert len(find_countries(text)) == count
