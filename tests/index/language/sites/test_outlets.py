"""The name of an outlet is known with its usual endings, and inside of no other name."""

from __future__ import annotations

import pytest

from index.language.sites.outlets import is_outlet


@pytest.mark.parametrize(
    "name",
    ["Kel Wire", "KELWIRE", "kel-wire", "Kel Wire News", "Kel Wire Online", "Kel Wire's staff",
     "Kel Wire Staff Reporter", "Börsen-Zeitung", "Boersenzeitung"],
)  # fmt: skip
def test_names_of_outlets(name: str) -> None:
    assert is_outlet(name, ["Kel Wire", "Börsen-Zeitung", ""])


@pytest.mark.parametrize(
    "name", ["", "Kel", "Kel Wired", "Kel Wire and the sea", "Ann Bo, Kel Wire"]
)
def test_other_names(name: str) -> None:
    assert not is_outlet(name, ["Kel Wire", ""])
