"""The headline of a plain text is its title; the beginning of a text never is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.formats.text_parts.head_lines import split_heading, split_headline
from tests.index.sources.sample_files import articles, read

BODY = "The council of Kel approved the new tram line on Monday. Work begins in May."
WRAPPED = (
    "The council of Kel approved the new tram line on Monday after a\n"
    "debate of three hours in the old town hall, the first in a year.\n"
    "Work begins in May."
)


@pytest.mark.parametrize("body", [BODY, WRAPPED])
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
@pytest.mark.parametrize(
    "headline",
    [
        "Tram line approved",
        "TRAM LINE APPROVED",
        "U.S. envoy sees tram line",
        "“We will not pay,” minister says",
        "Minister: 'We will not pay'",
        "Storm kills 5 on March 5",
        "Council Approves Tram (Update)",
        "Сенат одобрил закон",
        "5 things to know about the tram",
    ],
)
def test_headlines(tmp_path: Path, headline: str, gap: str, body: str) -> None:
    (article,) = articles(read(tmp_path, "a.txt", headline + gap + body))
    assert (article.id, article.title, article.text) == ("a", headline, body)


@pytest.mark.parametrize(
    "head",
    [
        "KEL, March 5 (Kel Wire) -",
        "KEL, March 5 (Kel Wire) - The council has voted",
        "Kel, Norland, 5 March 2025",
        "OSLO, Norway (AP) —",
        "PARIS —",
        "The Kel Gazette",
        "KEL WIRE",
        "FOR IMMEDIATE RELEASE",
        "By Mara Lind and Tom Ahl",
        "17 March 2025",
        "Dear editors,",
        "Subject: Tram line",
        "Here is what he said:",
        "He left...",
        "It rained.",
        '"We will not pay."',
        "Rain fell. Nobody minded",
        "1. The first point",
        "- the first point",
        "desk@kel.example",
        "https://kel.example/tram",
        "Flood",
        "and then it rained",
    ],
)
def test_what_is_no_headline_stays_in_the_text(head: str) -> None:
    text = f"{head}\n\n{BODY}"
    assert split_headline(text) == ("", text)


@pytest.mark.parametrize(
    "above", ["KEL WIRE", "The Kel Gazette", "PRESS RELEASE", "17 March 2025", "POLITICS"]
)
def test_a_headline_below_a_logo_or_label(above: str) -> None:
    text = f"{above}\n\nTram line approved\n\n{BODY}"
    assert split_headline(text) == ("Tram line approved", f"{above}\n\n{BODY}")


def test_a_headline_of_two_lines_and_one_above_a_byline() -> None:
    two = f"Council approves the tram line\nafter a long debate\n\n{BODY}"
    assert split_headline(two) == ("Council approves the tram line after a long debate", BODY)
    signed = f"Tram line approved\nBy Mara Lind\n\n{BODY}"
    assert split_headline(signed) == ("Tram line approved", f"By Mara Lind\n\n{BODY}")


@pytest.mark.parametrize(
    "text",
    [
        "Tram line approved",
        "Tram line approved\n\nNo sentence here",
        "item one\nitem two\nitem three",
        BODY,
        WRAPPED,
        f"{WRAPPED}\n\n{WRAPPED}",
        "",
    ],
)
def test_texts_without_a_headline(text: str) -> None:
    assert split_headline(text) == ("", text)


@given(st.text(st.sampled_from('AbC .,:-()\n"5?'), max_size=60))
def test_no_word_is_lost(text: str) -> None:
    headline, rest = split_headline(text)
    assert sorted(f"{headline} {rest}".split()) == sorted(text.split())


@pytest.mark.parametrize("name", ["Kel Wire", "# Kel Wire"])
def test_thousands_of_headings_are_no_deep_recursion(name: str) -> None:
    text = "# Kel Wire\n" * 20_000 + "# Ferry delayed\n\nThe ferry was late.\n"
    title, rest = split_heading(text, "", name)
    assert title == "Kel Wire"
    assert rest.endswith("The ferry was late.\n")
