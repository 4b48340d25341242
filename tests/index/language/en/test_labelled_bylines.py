"""Bylines of databases: people, without their jobs and places; offices stay whole."""

from __future__ import annotations

import pytest

from index.language.en.labelled_bylines import split_names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Wes Low;Kim Kind;Keith L. Alder", ["Wes Low", "Kim Kind", "Keith L. Alder"]),
        ("By Jane Doe in Kel", ["Jane Doe"]),
        ("BY JANE DOE, Staff Writer", ["JANE DOE"]),
        ("Jane Doe, Political Editor", ["Jane Doe"]),
        ("Health and Safety Desk", ["Health and Safety Desk"]),
        ("By Ann Bo and Carl Di", ["Ann Bo", "Carl Di"]),
        ("Ann Bo, Carl Di and Eve Fo", ["Ann Bo", "Carl Di", "Eve Fo"]),
        ("By Ann Bo in Kel Town and Carl Di in Port Elster", ["Ann Bo", "Carl Di"]),
        ("Reuters", ["Reuters"]),
        ("The Associated Press", ["The Associated Press"]),
        ("Ann Bo ann@kel.example", ["Ann Bo"]),
        ("Ann van der Bo", ["Ann van der Bo"]),
        ("Doe, Jane", ["Doe, Jane"]),
        ("", []),
        (" - ", []),
    ],
)
def test_names(byline: str, names: list[str]) -> None:
    assert split_names(byline) == names


def test_a_long_text_takes_no_time() -> None:
    assert len(split_names("A" * 1_000_000 + " and " * 100_000)) == 1
