"""A text is a notice only if notices make up most of it."""

from __future__ import annotations

import pytest

from index.language.sites.corrections import is_correction, split_correction
from index.language.sites.notices import (
    Notice,
    asks_for_consent,
    find_notice,
    find_notice_title,
)

CONSENT = "We and our 812 partners store and access information on a device. Accept all cookies."
STORY = "A court in Norland fined the shop for its banner, which nobody could close on a phone."


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("404 Not Found", Notice.MISSING),
        ("Error 500", Notice.MISSING),
        ("Page not found | Kel Wire", Notice.MISSING),
        ("Just a moment...", Notice.ROBOT_CHECK),
        ("Log in", Notice.SIGN_IN),
        ("Sign in | Kel Wire", Notice.SIGN_IN),
        ("4040 homes flooded", None),
        ("404 homes flooded", None),
        ("Logging ends in Velmora", None),
        ("Storm error", None),
        ("Access denied to swimmers at the old pier", None),
    ],
)
def test_titles_of_notices(title: str, kind: Notice | None) -> None:
    assert find_notice_title(title) is kind


def test_a_story_with_a_notice_is_none() -> None:
    assert find_notice([CONSENT]) is Notice.CONSENT
    assert find_notice([CONSENT, STORY, STORY]) is None
    assert find_notice([CONSENT] * 40) is None  # longer than any notice
    assert find_notice([]) is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("This site uses cookies. By continuing to use it you agree to our use of cookies.", True),
        ("We use cookies to improve the site, as our cookie policy says.", True),
        ("By using this page you accept the use of cookies.", True),
        ("By clicking OK you agree to personalised ads.", True),
        ("By browsing on, you consent to it: legitimate interest.", True),
        ("The ministry said that the site uses cookies.", False),
        ("By clicking on the map you agree to nothing, Berg said.", False),
    ],
)
def test_consent_between_paragraphs(text: str, asks: bool) -> None:
    assert asks_for_consent(text) is asks


@pytest.mark.parametrize(
    "text",
    [
        "Correction: The line has twelve stops.",
        "CORRECTION (5 March): The line has twelve stops.",
        "Corrections, March 5: The line has twelve stops.",
        "Clarification – the council has fifteen members.",
        "This story has been corrected to say that the line has twelve stops.",
        "This article was updated on 5 March to reflect the vote.",
        "An earlier version of this article gave a wrong price.",
        "In an earlier version of this story the mayor's name was wrong.",
        "Editor's note: A previous version of this report misstated the price.",
        "Berichtigung: Die Linie hat zwölf Haltestellen.",
        "Erratum : la ligne compte douze arrêts.",
        "Errata corrige: le fermate sono dodici.",
        "In een eerdere versie stond een verkeerd bedrag.",
    ],
)
def test_corrections(text: str) -> None:
    assert is_correction(text)


@pytest.mark.parametrize(
    "text",
    [
        "Correction officers went on strike in Kel on Monday.",
        "Corrections to the budget will cost the town 3 million crowns.",
        "Editor's note: this is the first of three parts.",
        "Update: police say that the pier is open again.",
        "The article of the constitution was amended in 1998.",
        "Clarification of the rules took the council six hours.",
    ],
)
def test_sentences_about_corrections(text: str) -> None:
    assert not is_correction(text)


def test_an_article_that_is_a_correction_keeps_its_text() -> None:
    note = "Correction: The line has twelve stops."
    assert split_correction([note]) == ([note], "")
    assert split_correction(["It rained.", note]) == (["It rained."], note)
    assert split_correction(["It rained.", "Correction", "It snowed."]) == (
        ["It rained."],
        "Correction It snowed.",
    )
    assert split_correction(["It rained.", "Correction"]) == (["It rained.", "Correction"], "")
