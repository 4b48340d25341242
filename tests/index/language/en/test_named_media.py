"""The medium that a sentence names as its source, and sentences that only speak of one."""

from __future__ import annotations

import pytest

from index.language.en.names.named_media import find_medium, name_medium

NAMED = [
    ("“The bridge is safe,” Ole Brekke told RIA Novosti.", "RIA Novosti"),
    ("Brekke told the RIA agency in Lund that it is safe.", "RIA Novosti"),
    ("Reuters reported that the ferry sank.", "Reuters"),
    ("The ferry sank, according to Interfax.", "Interfax"),
    ("The ferry sank, Interfax reported on Monday.", "Interfax"),
    ("The ferry sank, Interfax-Ukraine reported.", "Interfax-Ukraine"),
    ("Brekke told the Kel Courier newspaper that it sank.", "Kel Courier"),
    ("Brekke told the newspaper Kel Courier that it sank.", "Kel Courier"),
    ("In an interview with the BBC, Torp said no.", "BBC"),
    ("The AP quoted the mayor as saying it.", "Associated Press"),
    ("According to the Russian news agency TASS, it sank.", "TASS"),
    ("It was first reported by AFP.", "Agence France-Presse"),
    ("The Daily Telegraph, a London newspaper, had reported a number.", "Daily Telegraph"),
    ("Speaking to Bloomberg, Torp denied it.", "Bloomberg"),
    ("Torp told\nSky  News that it sank.", "Sky News"),
]
UNNAMED = [
    "Brekke told reporters in Lund that it sank.",
    "According to the mayor, the Guardian is too harsh.",
    "Brekke told Torp that the newspaper was wrong.",
    "She bought the Times on Monday.",
    "The economist Emma Torp said prices fell.",
    "A Reuters photographer stood in the street.",
    "Brekke told the Agency for Salt that it sank.",
    "Brekke told the radio station.",
    "The guardian of the boy said no.",
    "Bloomberg shares fell.",
    "",
]


@pytest.mark.parametrize(("sentence", "medium"), NAMED)
def test_a_medium_is_named_as_the_source(sentence: str, medium: str) -> None:
    assert find_medium(sentence) == medium


@pytest.mark.parametrize("sentence", UNNAMED)
def test_a_sentence_about_a_medium_names_none(sentence: str) -> None:
    assert find_medium(sentence) == ""


def test_an_outlet_has_one_name() -> None:
    assert name_medium("AFP") == name_medium("Agence France-Presse") == "Agence France-Presse"
    assert name_medium("The Guardian") == "Guardian"
    assert name_medium("Kel Wire") == "Kel Wire"
