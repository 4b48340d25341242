"""A byline gives names of people and agencies, and nothing else."""

from __future__ import annotations

import pytest

from index.language.sites.bylines import find_byline, is_like_name, split_byline


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Moss and Tom Vale", ["Ada Moss", "Tom Vale"]),
        ("Ada Moss and Tom Vale", ["Ada Moss", "Tom Vale"]),
        ("Ada Moss; Tom Vale", ["Ada Moss", "Tom Vale"]),
        ("Ada Moss, Tom Vale and Eva Fo", ["Ada Moss", "Tom Vale", "Eva Fo"]),
        ("Jana Behrens und Tim Osthoff", ["Jana Behrens", "Tim Osthoff"]),
        ("Par Lise Morel et Paul Garnier", ["Lise Morel", "Paul Garnier"]),
        ("Ada Moss & Tom Vale", ["Ada Moss", "Tom Vale"]),
        ("Ada Moss | Tom Vale", ["Ada Moss", "Tom Vale"]),
        ("Health and Safety Desk", ["Health and Safety Desk"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Smith and Jones", ["Smith and Jones"]),
        ("AP and Reuters", ["AP", "Reuters"]),
        ("dpa und Ada Moss", ["dpa", "Ada Moss"]),
    ],
)
def test_several_authors(byline: str, names: list[str]) -> None:
    assert split_byline(byline) == names


@pytest.mark.parametrize(
    "byline",
    [
        "By Ada Moss", "by: Ada Moss", "Author: Ada Moss", "Written by Ada Moss", "Autor Ada Moss",
        "Autorin: Ada Moss", "Von Ada Moss", "di Ada Moss", "Por Ada Moss", "Door Ada Moss",
        "Text: Ada Moss", "Av Ada Moss", "Ada Moss, Chief Reporter", "Ada Moss, political editor",
        "Ada Moss, Correspondent in Ostby", "Door Ada Moss, verslaggever", "Ada Moss, Redakteurin",
        "Ada Moss, Staff Writer", "Ada Moss <ada@kel.example>", "Ada Moss (ada@kel.example)",
        "Ada Moss @adamoss", "Ada Moss, Kel Wire", "Ada Moss | Kel Wire", "Ada Moss in Ostby",
        "Ada Moss, Ostby", "Ada Moss | 17 March 2025", "Ada Moss https://social.example/ada",
    ],
)  # fmt: skip
def test_one_author(byline: str) -> None:
    assert split_byline(byline, ["Kel Wire"]) == ["Ada Moss"]


@pytest.mark.parametrize(
    "byline",
    [
        "Kel Wire", "KEL WIRE", "Kel Wire staff", "Kel Wire Staff Reporter", "Kel Wire Online",
        "kelwire", "ada@kel.example", "mailto:ada@kel.example", "https://kel.example/ada",
        "@adamoss", "www.kel.example", "Newsroom", "News Desk", "Staff Reporter",
        "Our Foreign Staff", "Admin",
        "Redaktion", "Online-Redaktion", "La rédaction", "Redacción", "Redazione", "De redactie",
        "Editor-in-Chief", "7", "17 March 2025", "", " , ",
    ],
)  # fmt: skip
def test_no_author(byline: str) -> None:
    assert split_byline(byline, ["Kel Wire"]) == []


@pytest.mark.parametrize(
    "name",
    ["Di Wu", "Von Anh", "Martin Vale, Jr.", "Bo, Ann", "Marcus von Ahn", "Associated Press", "AFP",
     "Ann-Marie O’Neill", "大谷晴", "Иван Ремнев", "Moss"],
)  # fmt: skip
def test_names_that_resemble_something_else(name: str) -> None:
    assert split_byline(name, ["Kel Wire"]) == [name]


def test_a_long_text_is_no_byline() -> None:
    assert split_byline("By Ada Moss, " * 10_000) == []


def test_the_names_that_a_text_leads_to() -> None:
    assert find_byline("By Eva Fo on 4 June 2025") == "Eva Fo"
    assert find_byline("By Eva Fo and Ada Moss") == "Eva Fo and Ada Moss"
    assert find_byline("By the river, where nobody goes") == ""
    assert find_byline("By 2030 the line will be open") == ""
    assert find_byline("Eva Fo") == ""


def test_a_sentence_about_an_author_is_no_name() -> None:
    assert is_like_name("Ludwig van der Aa")
    assert not is_like_name("Ann Bo writes about trams")
