"""An export of a news database is uploaded: ten articles, each with its own headline and date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NewPage
from tests.e2e.screen import PATIENCE, Screen
from tests.e2e.server import Server, serving
from tests.index.sources.formats.exports.layouts import nexis_uni, to_docx
from tests.index.sources.formats.exports.stories import STORIES, Story


def make_story(day: int, headline: str, *paragraphs: str) -> Story:
    outlet = "Northern Ledger" if day % 2 else "Marl Observer"
    return Story(headline, outlet, date(2019, 3, day), "Ida Rehn", "News", paragraphs)


TEN = (
    *STORIES,
    make_story(
        10,
        "Tannery of Velk closes after 140 years",
        "The tannery of Velk, founded in 1879, will close in June with the loss of 85 jobs.",
        "Its owner, Greta Holm, blamed the price of hides.",
    ),
    make_story(
        11,
        "Skater Liv Torne breaks her own record",
        "Liv Torne skated the 1,500 metres in 1:52.4 at Orrefors on Sunday, her third record.",
    ),
    make_story(
        12,
        "Fire destroys organ of St Botvid",
        "A fire destroyed the organ of St Botvid's church on Monday night; nobody was hurt.",
        "Police suspect a candle that was left burning after the evening service.",
    ),
    make_story(
        13,
        "Velk and Marl to share a fire brigade",
        "The towns of Velk and Marl will share one fire brigade from 1 July, their councils said.",
    ),
    make_story(
        14,
        "Hospital of Kel finds legionella in its pipes",
        "The hospital of Kel closed two wards after legionella was found in its pipes.",
    ),
    make_story(
        15,
        "Bridge toll rises to nine crowns",
        "Drivers pay nine crowns instead of six on the bridge of Harrow Bay from April.",
    ),
    make_story(
        16,
        "Teacher of Elster wins chess open",
        "Ruben Falk, who teaches mathematics in Port Elster, won the chess open of Velk.",
    ),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of an archive without articles."""
    with serving(tmp_path_factory.mktemp("export") / "home") as output:
        yield output


def test_ten_articles_of_one_file_are_asked(
    server: Server, new_page: NewPage, tmp_path: Path
) -> None:
    path = tmp_path / "export.docx"
    path.write_bytes(to_docx(nexis_uni(TEN)))
    page = new_page()
    page.goto(f"{server.url}/?tab=library")
    page.get_by_role("tab", name="Library").click()
    page.locator("#drop input[type=file]").set_input_files(path)
    expect(page.locator(".dl-adding.ended")).to_contain_text("10 added", timeout=PATIENCE)
    expect(page.locator("#masthead")).to_contain_text("10 articles", timeout=PATIENCE)
    screen = Screen(new_page(), server.url)
    for question, words, outlet, day in (
        ("Why did the mayor of Harrow Bay resign?", "never been put out to tender",
         "Northern Ledger", "5 Mar 2019"),
        ("How many whales were counted in the Sound of Marl?", "Forty-one whales",
         "Marl Observer", "9 Mar 2019"),
        ("How many jobs are lost at the tannery of Velk?", "85 jobs",
         "Marl Observer", "10 Mar 2019"),
        ("Where was legionella found?", "hospital of Kel", "Marl Observer", "14 Mar 2019"),
    ):  # fmt: skip
        answer = screen.ask(question)
        expect(answer).to_contain_text(words)
        expect(screen.turns.last).to_contain_text(outlet)
        expect(screen.turns.last).to_contain_text(day)
    screen.save("export-asked", tmp_path)
