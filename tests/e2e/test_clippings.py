"""Clippings in a browser, by keyboard: stars, notes, the list, selections in articles."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import rispy
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewPage
from tests.e2e.screen import Screen
from tests.e2e.server import Server, serving
from tests.e2e.test_accessibility import find_violations

QUESTION = "What did the Kremlin say about European troops?"
ID = "2025-03-17-kremlin-european-troops"
LOST = "<b>Lost</b> & \u0645\u0637\u0631"


@pytest.fixture(scope="module")
def own(samples_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the samples that may be changed."""
    home = tmp_path_factory.mktemp("clippings") / "home"
    shutil.copytree(samples_home, home)
    with serving(home) as server:
        yield server


@pytest.fixture(autouse=True)
def _none_kept(own: Server) -> None:
    for one in httpx.get(f"{own.url}/v1/clippings", params={"limit": 1000}).json()["clippings"]:
        httpx.delete(f"{own.url}/v1/clippings/{one['id']}")


def keep(server: Server, start: int, end: int, note: str = "") -> int:
    body = {"article_id": ID, "start": start, "end": end, "note": note}
    made = httpx.post(f"{server.url}/v1/clippings", json=body).json()
    return int(made["id"])


def open_list(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#clippings")
    page.reload()
    expect(page.locator("#clippings .rows > [role=status]")).to_be_visible()


def press_until_focused(page: Page, selector: str, key: str = "Tab") -> None:
    for _ in range(60):
        page.keyboard.press(key)
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"The keyboard does not reach {selector}")


def test_ask_star_note_find_and_export_by_keyboard(own: Server, new_page: NewPage) -> None:
    page = new_page()
    screen = Screen(page, own.url)
    screen.ask(QUESTION)
    star = screen.last.locator(".dl-star").first
    expect(star).to_be_visible()
    quote = screen.last.locator("q").first.inner_text()
    page.keyboard.press("Escape")
    press_until_focused(page, ".answer .dl-star", "Shift+Tab")
    focused = page.locator(".dl-star:focus")
    page.keyboard.press("Enter")
    expect(focused).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Space")
    expect(focused).to_have_attribute("aria-pressed", "false")
    star.press("Enter")
    expect(star).to_have_attribute("aria-pressed", "true")
    box = star.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24

    open_list(page, own)
    row = page.locator(".dl-clippings li")
    expect(row).to_have_count(1)
    expect(row.locator("blockquote")).to_have_text(quote)
    press_until_focused(page, ".note-edit summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Ask the embassy <b>")
    press_until_focused(page, ".note-form [type=submit]")
    page.keyboard.press("Enter")
    expect(row.locator(".note-text")).to_have_text("Ask the embassy <b>")
    open_list(page, own)
    expect(row.locator(".note-text")).to_have_text("Ask the embassy <b>")

    press_until_focused(page, "[data-export=ris]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "clippings.ris"
    (record,) = rispy.loads(download.value.path().read_text("utf-8"))
    assert "Ask the embassy <b>" in record["notes"][0]
    assert quote in record["notes"][0]


def test_a_search_hit_has_a_star_that_shows_its_state(own: Server, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{own.url}/?q=Kremlin#search")
    star = page.locator(".dl-hit .dl-star").first
    star.press("Enter")
    expect(star).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(star).to_have_attribute("aria-pressed", "true")
    (one,) = httpx.get(f"{own.url}/v1/clippings").json()["clippings"]
    # Removed by somebody else: the star says so once this page is looked at again.
    httpx.delete(f"{own.url}/v1/clippings/{one['id']}")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(star).to_have_attribute("aria-pressed", "false")


def test_two_people_edit_one_note(own: Server, new_page: NewPage) -> None:
    number = keep(own, 0, 40)
    mine, theirs = new_page(), new_page()
    for page in (mine, theirs):
        open_list(page, own)
        page.locator(".note-edit summary").click()
    for page, words in ((theirs, LOST), (mine, "Mine")):
        page.get_by_label("Note", exact=True).fill(words)
        page.get_by_role("button", name="Save").click()
    expect(theirs.locator(".note-text")).to_have_text(LOST)
    expect(mine.locator(".note-said")).to_contain_text("Somebody else changed this clipping")
    expect(mine.locator(".theirs")).to_have_text(LOST)
    expect(mine.get_by_label("Note", exact=True)).to_have_value("Mine")
    assert httpx.get(f"{own.url}/v1/clippings/{number}").json()["note"] == LOST
    mine.get_by_role("button", name="Save").click()
    expect(mine.locator(".note-text")).to_have_text("Mine")
    expect(mine.locator(".theirs")).to_be_hidden()


def test_a_removal_is_undone_and_the_list_is_narrowed(own: Server, new_page: NewPage) -> None:
    keep(own, 0, 40, "first")
    keep(own, 40, 90, "second")
    page = new_page(390, 800)
    open_list(page, own)
    rows = page.locator(".dl-clippings li")
    expect(rows).to_have_count(2)
    rows.first.get_by_role("button", name="Remove").press("Enter")
    expect(rows.first.locator("blockquote")).to_be_hidden()
    undo = rows.first.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(rows.first.locator("blockquote")).to_be_visible()
    page.get_by_label("Find", exact=True).fill("first")
    expect(rows).to_have_count(1)
    link = page.locator("[data-export=csv]")
    expect(link).to_have_attribute("href", re.compile("q=first"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_selection_is_kept_and_its_note_stands_beside_it(own: Server, new_page: NewPage) -> None:
    text = httpx.get(f"{own.url}/v1/articles/{ID}").json()["text"]
    page = new_page()
    page.goto(f"{own.url}/article/{ID}")
    # From the title into the second paragraph.
    end = text.index("\n\n") + 10
    page.evaluate(
        """(end) => {
          const node = document.querySelector(".text").firstChild;
          getSelection().setBaseAndExtent(document.querySelector("h1").firstChild, 2, node, end);
        }""",
        end,
    )
    button = page.get_by_role("button", name="Keep the selection")
    expect(button).to_be_visible()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark.kept")).to_have_text(text[:end].strip())
    summary = page.locator(".clipping summary")
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Beside")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.locator(".clipping .note-text")).to_have_text("Beside")
    mark, note = page.locator("mark.kept").bounding_box(), page.locator(".clipping").bounding_box()
    assert mark
    assert note
    assert note["x"] >= mark["x"] + mark["width"]
    assert abs(note["y"] - mark["y"]) < 40

    (one,) = httpx.get(f"{own.url}/v1/clippings").json()["clippings"]
    assert one["quote"] == text[one["start"] : one["end"]]
    page.goto(f"{own.url}/article/{ID}?clipping={one['id']}")
    expect(page.locator("mark.current")).to_have_text(one["quote"])
    page.get_by_role("button", name="Remove").press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_neither_list_nor_notes_shut_anyone_out(
    own: Server, new_page: NewPage, width: int, scheme: str
) -> None:
    keep(own, 0, 40, "A note")
    page = new_page(width, 900, color_scheme=scheme)
    open_list(page, own)
    page.locator(".note-edit summary").press("Enter")
    assert find_violations(page) == []
    page.goto(f"{own.url}/article/{ID}")
    page.locator(".note-edit summary").press("Enter")
    assert find_violations(page) == []
