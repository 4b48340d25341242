"""May it be republished? Yes only where that is stated, no wherever a word speaks against it."""

from __future__ import annotations

import pytest

from index.core.terms import Terms
from index.language.en.publishing.republishing import may_republish

YES = [
    "CC BY 4.0",
    "CC-BY-SA",
    "Creative Commons Attribution-NoDerivatives 4.0",
    "https://creativecommons.org/licenses/by/4.0/",
    "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC0",
    "Public domain",
    "Open Government Licence v3.0",
    "This article may be republished with attribution.",
    "Free for publication, please name the source",
    "May be freely reproduced",
]
NO = [
    "All rights reserved",
    "© 2025 Kel Wire. All rights reserved.",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "Not for republication",
    "No reproduction without permission",
    "Use only with the written agreement of Kel Wire",
    "For subscribers of Kel Wire",
    "CC BY-NC 4.0",
    "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    "May be republished for non-commercial purposes",
    "Reproduction prohibited",
    "May be republished with prior written consent",
    "Editorial use only",
    "This is not in the public domain",
    "CC BY 4.0, except photos",
]
NOT_STATED = ["", "© 2025 Kel Wire", "Copyright Kel Wire", "See kel.example/terms", "Alle Rechte"]


@pytest.mark.parametrize("words", YES)
def test_yes(words: str) -> None:
    assert may_republish(Terms(usage=words)) is True
    # A word of refusal beside it counts more.
    assert may_republish(Terms(usage=words, copyright="All rights reserved")) is False


@pytest.mark.parametrize("words", NO)
def test_no(words: str) -> None:
    assert may_republish(Terms(usage=words)) is False
    assert may_republish(Terms(copyright=words)) is False


@pytest.mark.parametrize("words", NOT_STATED)
def test_not_stated(words: str) -> None:
    assert may_republish(Terms(copyright=words)) is None


def test_data_mining_says_nothing_of_republishing() -> None:
    assert may_republish(Terms(data_mining="prohibited")) is None
