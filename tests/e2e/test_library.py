"""The Library tab in a browser: what is there, what goes in, what fails, what is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Page, expect

from assistant.server.http.keys import KeyFile, KeyScope, make_key
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.sandbox.files import find_files, read_files
from index.storage.home import Home
from tests.e2e.conftest import NewPage
from tests.e2e.screen import PATIENCE, Screen
from tests.e2e.server import Server, serving
from tests.index.sources.website import website

VIEWS = [(1280, 900, "light"), (390, 844, "dark")]
WIDE = "() => document.documentElement.scrollWidth > innerWidth"
STORY = "The harbour of Quillport opened again after nine weeks, its master Ada Lind said."
FERRY = (
    "<!doctype html><html><head><title>Ferry sails</title></head><body><article><h1>Ferry sails"
    "</h1><p>The ferry between Quillport and Marlow Bay sails again from Wednesday, two days after"
    " the harbour opened, its operator said in a statement to the press of the town.</p></article>"
)
HOSTILE = "<img src=x onerror=window.pwned=1> \u202efdp.txt"
ENTRY = "The signal tower of Zembla was lit at nine in the evening for the first time in years."
FEED = f"""<rss version="2.0"><channel><title>Zembla</title><item><title>The tower</title>
<guid isPermaLink="false">1</guid><description>{ENTRY}</description></item></channel></rss>"""
PDF = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R
/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>> endobj
4 0 obj <</Length 78>> stream
BT /F1 12 Tf 72 700 Td (The quay of Marlow Bay was painted green.) Tj ET
endstream endobj
trailer <</Root 1 0 R>>
%%EOF
"""


def fill_archive(home: Path, embedder: Embedder) -> Path:
    """Fill a home with 25 articles of two outlets, one a month."""
    news = home.with_name(f"{home.name}-news")
    news.mkdir()
    for n in range(25):
        month = f"{2023 + n // 12}-{n % 12 + 1:02}"
        head = f"title: Storm number {n}\nsource: Wire {n % 2}\npublished: {month}-05"
        (news / f"storm-{n}.md").write_text(f"---\n{head}\n---\nStorm number {n} reached us.")
    with Library(Home(home, write=True), embedder) as library:
        assert library.add(read_files(find_files([news]))).added == 25
    return home


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Server]:
    """A server without keys."""
    home = fill_archive(tmp_path_factory.mktemp("library") / "home", embedder)
    (home / "settings.toml").write_text("max_request_bytes = 100_000\n")
    with serving(home) as started:
        yield started


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Any]:
    """A server that asks for keys and may read this machine's own sites, and the keys by scope."""
    home = fill_archive(tmp_path_factory.mktemp("keys") / "home", embedder)
    (home / "settings.toml").write_text("allow_private_addresses = true\n")
    made = {scope: make_key(f"{scope}-key", scope) for scope in KeyScope}
    KeyFile(home).write([key for _, key in made.values()])
    with serving(home) as started:
        yield started, {scope: secret for scope, (secret, _) in made.items()}


def open_archive(page: Page, server: Server) -> Screen:
    """Open the Library tab and wait for its list."""
    screen = Screen(page, server.url)
    page.get_by_role("tab", name="Library").click()
    expect(page.locator(".dl-articles li").first).to_be_visible(timeout=PATIENCE)
    return screen


def add_address(page: Page, address: str) -> None:
    field = page.get_by_role("textbox", name="A page or a feed")
    field.fill(address)
    field.press("Enter")


@pytest.mark.parametrize(("width", "height", "scheme"), VIEWS)
def test_what_is_in_the_archive(
    server: Server, new_page: NewPage, tmp_path: Path, width: int, height: int, scheme: str
) -> None:
    screen = open_archive(new_page(width, height, color_scheme=scheme), server)
    page = screen.page
    legend = page.locator("#archive-plot .legendtext")
    expect(legend.first).to_have_text(re.compile("Wire"), timeout=PATIENCE)
    assert page.locator("#archive-plot .bars path").count() >= 25
    expect(page.locator(".dl-outlets li .name")).to_contain_text(["Wire 0", "Wire 1"])
    screen.save(f"library-{width}-{scheme}", tmp_path)
    assert not page.evaluate(WIDE)


def test_the_list_is_paged_and_searched(server: Server, new_page: NewPage) -> None:
    page = open_archive(new_page(), server).page
    rows = page.locator(".dl-articles a.title")
    expect(rows).to_have_count(20)
    expect(rows.first).to_have_text("Storm number 24")
    page.get_by_role("button", name="Older").click()
    expect(rows.first).to_have_text("Storm number 4", timeout=PATIENCE)
    expect(page.get_by_role("button", name="Older")).to_be_disabled()
    page.get_by_role("button", name="Newer").click()
    expect(rows.first).to_have_text("Storm number 24", timeout=PATIENCE)
    field = page.get_by_role("textbox", name="Find an article")
    field.fill("storm number 7")
    field.press("Enter")
    expect(rows.first).to_have_text("Storm number 7", timeout=PATIENCE)
    expect(page.get_by_role("button", name="Older")).to_be_hidden()


def test_facets_narrow_the_list_and_one_another(server: Server, new_page: NewPage) -> None:
    page = open_archive(new_page(), server).page
    facets, rows = page.locator("#facets"), page.locator("#newest .dl-articles a.title")
    facets.get_by_role("button", name=re.compile("^Wire 1")).click()
    chip = page.locator("#newest .chip")
    expect(chip).to_contain_text("Wire 1", timeout=PATIENCE)
    expect(rows).to_have_count(12)
    facets.locator("summary", has_text="Years").click()
    year = facets.get_by_role("button", name=re.compile("^2024"))
    expect(year.locator(".number")).to_have_text("6")
    year.click()
    expect(rows).to_have_count(6, timeout=PATIENCE)
    # Its own choice leaves the other outlet there to be added.
    other = facets.get_by_role("button", name=re.compile("^Wire 0"))
    expect(other.locator(".number")).to_have_text("6")
    other.click()
    expect(rows).to_have_count(12, timeout=PATIENCE)
    expect(chip).to_have_count(3)
    chip.filter(has_text="2024").click()
    expect(chip).to_have_count(2, timeout=PATIENCE)
    expect(facets.locator("[aria-pressed=true]")).to_have_count(2)
    assert not page.evaluate(WIDE)


def test_collections_are_chosen_in_library_and_search(server: Server, new_page: NewPage) -> None:
    name = "<img src=x onerror=window.pwned=1>"
    edit = {"name": name, "add": ["storm-3", "storm-4"]}
    assert httpx.post(f"{server.url}/v1/collections", json=edit).status_code == 200
    page = open_archive(new_page(), server).page
    rows = page.locator("#newest .dl-articles a.title")
    page.locator("#facets").get_by_role("button", name=name).click()
    expect(rows).to_have_text(["Storm number 4", "Storm number 3"], timeout=PATIENCE)
    page.get_by_role("tab", name="Search").click()
    field = page.locator("#search").get_by_label("Collections")
    field.click()
    page.get_by_role("option", name=name).click()
    query = page.get_by_role("textbox", name="Search")
    query.fill("storm")
    query.press("Enter")
    expect(page.locator("#search-results .dl-hit")).to_have_count(2, timeout=PATIENCE)
    assert page.evaluate("window.pwned") is None
    assert httpx.delete(f"{server.url}/v1/collections/{quote(name)}").status_code == 204


def test_many_articles_are_changed_at_once(
    tmp_path: Path, embedder: Embedder, new_page: NewPage
) -> None:
    home = fill_archive(tmp_path / "home", embedder)
    with Library(Home(home, write=True), embedder) as library:
        library.edit(["storm-1", "storm-2", "storm-3"], {"published": ""})
    with serving(home) as started:
        page = open_archive(new_page(), started).page
        rows = page.locator("#newest .dl-articles li")
        page.get_by_role("button", name="3 articles have no date").click()
        expect(rows).to_have_count(3, timeout=PATIENCE)
        expect(rows.first.locator(".edited")).to_have_text("edited")
        page.get_by_label("Select all on this page").check()
        page.get_by_label("Collection", exact=True).fill("Storms")
        page.get_by_role("button", name="Add to it").click()
        notice = page.locator("#removed")
        expect(notice).to_contain_text("Added 3 articles to “Storms”", timeout=PATIENCE)
        page.get_by_label("Select all on this page").uncheck()
        page.get_by_label("Select Storm number 1", exact=True).check()
        expect(page.locator(".dl-bulk output")).to_have_text("1 selected")
        page.get_by_label("Date to set").fill("someday")
        page.get_by_role("button", name="Set date").click()
        expect(notice).to_contain_text("'someday' is no date", timeout=PATIENCE)
        page.get_by_label("Select Storm number 1", exact=True).check()
        page.get_by_label("Date to set").fill("2020-01-02")
        page.get_by_role("button", name="Set date").click()
        expect(notice).to_contain_text("Changed 1 article", timeout=PATIENCE)
        expect(rows).to_have_count(2)
        page.locator("#newest .chip").click()
        expect(rows).to_have_count(20, timeout=PATIENCE)
        order = page.locator("#article-order input")
        order.click()
        page.get_by_role("option", name="Oldest first").click()
        expect(rows.first).to_contain_text("2 Jan 2020", timeout=PATIENCE)
        # Nothing that was selected in another list is selected in this one.
        expect(page.locator("#newest :checked")).to_have_count(0)
        page.get_by_label("Select Storm number 1", exact=True).check()
        expect(page.locator(".dl-bulk output")).to_have_text("1 selected")
        page.locator(".dl-bulk").get_by_role("button", name="Remove", exact=True).click()
        page.get_by_role("button", name="Remove them from the archive").click()
        expect(notice).to_contain_text("Removed 1 article", timeout=PATIENCE)
        expect(page.locator("#masthead")).to_contain_text("24 articles")
        assert not page.evaluate(WIDE)


def test_a_removal_is_undone_and_what_is_removed_is_listed(
    tmp_path: Path, embedder: Embedder, new_page: NewPage
) -> None:
    home = fill_archive(tmp_path / "home", embedder)
    with Library(Home(home, write=True), embedder) as library:
        library.edit(["storm-10"], {"title": "<img src=x onerror=window.pwned=1>"})
    with serving(home) as started:
        screen = open_archive(new_page(), started)
        page, notice = screen.page, screen.page.locator("#removed")
        removed = page.locator("#removed-articles")
        expect(removed.locator("li")).to_have_count(0)
        row = page.locator("#newest .dl-articles li").first
        title = row.locator("a.title").inner_text()
        row.locator(".dl-remove summary").click()
        row.get_by_role("button", name="Remove this article").click()
        expect(notice).to_contain_text(f"Removed: {title}", timeout=PATIENCE)
        expect(page.locator("#masthead")).to_contain_text("24 articles")
        expect(removed.locator("li")).to_have_count(1)
        screen.save("library-removed", tmp_path)
        # By keyboard, as everything.
        undo = notice.get_by_role("button", name="Undo: bring back 1 article")
        box = undo.bounding_box()
        assert box is not None
        assert box["height"] >= 24
        undo.focus()
        page.keyboard.press("Enter")
        expect(notice).to_contain_text("Restored 1 article", timeout=PATIENCE)
        expect(page.locator("#masthead")).to_contain_text("25 articles")
        expect(removed.locator("li")).to_have_count(0)
        expect(page.locator("#newest a.title").first).to_have_text(title)

        page.get_by_label("Select all on this page").check()
        page.locator(".dl-bulk").get_by_role("button", name="Remove", exact=True).click()
        page.get_by_role("button", name="Remove them from the archive").click()
        expect(notice).to_contain_text("Removed 20 articles", timeout=PATIENCE)
        page.locator("#newest .dl-remove summary").first.click()
        page.get_by_role("button", name="Remove this article").first.click()
        expect(removed).to_contain_text("21 articles that can be restored", timeout=PATIENCE)
        expect(removed.locator("li")).to_have_count(20)
        removed.get_by_role("button", name="Show more removed articles").click()
        expect(removed.locator("li")).to_have_count(21, timeout=PATIENCE)
        assert page.evaluate("window.pwned") is None
        removed.get_by_role("button", name="Restore <img").click()
        expect(notice).to_contain_text("Restored 1 article", timeout=PATIENCE)
        expect(removed).to_contain_text("20 articles that can be restored")
        gone = removed.locator("li").first
        gone.locator("summary").click()
        gone.get_by_role("button", name="Remove it for good").click()
        expect(notice).to_contain_text("Removed 1 article for good", timeout=PATIENCE)
        expect(removed).to_contain_text("19 articles that can be restored")
        assert not page.evaluate(WIDE)


def test_files_are_added_and_what_fails_is_named(
    server: Server, new_page: NewPage, tmp_path: Path
) -> None:
    head = "---\ntitle: Harbour opens\nsource: Gazette\npublished: 2025-03-17\n---\n"
    (tmp_path / "harbour.md").write_text(head + STORY)
    (tmp_path / "ferry.html").write_text(FERRY)
    (tmp_path / "quay.pdf").write_bytes(PDF)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4\nbroken")
    (tmp_path / "huge.txt").write_text("x" * 100_001)
    (tmp_path / HOSTILE).write_text(ENTRY)
    screen = open_archive(new_page(), server)
    page = screen.page
    page.locator("#drop input[type=file]").set_input_files(sorted(tmp_path.iterdir()))
    outcome = page.locator(".dl-adding.ended")
    expect(outcome).to_contain_text("4 added", timeout=PATIENCE)
    screen.save("library-added", tmp_path)
    expect(outcome.locator(".dl-failed li")).to_have_text(
        ["huge.txt it is larger than 0.1 MB", re.compile("^broken.pdf it is damaged")]
    )
    expect(outcome.locator(".dl-stored a")).to_have_count(4)
    # Figures, list and masthead follow.
    expect(page.locator(".dl-figures")).to_contain_text("29", timeout=PATIENCE)
    expect(page.locator("#masthead")).to_contain_text("29 articles")
    expect(page.locator(".dl-articles a.title").first).to_have_text("Harbour opens")
    assert page.evaluate("() => window.pwned") is None
    with page.context.expect_page() as opened:
        outcome.get_by_role("link", name="Harbour opens").click()
    expect(opened.value.locator(".text")).to_contain_text(STORY)
    with httpx.Client(base_url=server.url) as client:
        assert client.get("/v1/articles/harbour").json()["title"] == "Harbour opens"
        # Gradio got none of them, and takes none.
        sent = client.post("/gradio_api/upload", files={"files": b"anything"})
        assert sent.status_code == 404


def test_files_can_be_dropped(server: Server, new_page: NewPage) -> None:
    page = open_archive(new_page(), server).page
    dropped = page.evaluate_handle(
        """() => { const all = new DataTransfer();
        all.items.add(new File(["The lamp of Quillport pier was stolen on Sunday."], "lamp.txt"));
        return all; }"""
    )
    page.dispatch_event(".dl-drop", "dragover", {"dataTransfer": dropped})
    expect(page.locator(".dl-drop")).to_have_class(re.compile(r"\bover\b"))
    page.dispatch_event(".dl-drop", "drop", {"dataTransfer": dropped})
    expect(page.locator(".dl-adding.ended")).to_contain_text("1 added", timeout=PATIENCE)


def test_the_progress_bar_says_how_far_it_is(
    server: Server, new_page: NewPage, tmp_path: Path
) -> None:
    page = open_archive(new_page(), server).page
    page.evaluate(
        """() => { const seen = window.seen = []; new MutationObserver(() => {
        const bar = document.querySelector("#addition progress");
        if (bar) seen.push([bar.value, bar.max]);
        }).observe(document.body, {attributes: true, childList: true, subtree: true}); }"""
    )
    for n in range(24):
        (tmp_path / f"report-{n}.txt").write_text(f"Report {n} on the bridge of Quillport.")
    page.locator("#drop input[type=file]").set_input_files(sorted(tmp_path.iterdir()))
    expect(page.locator(".dl-adding.ended")).to_contain_text("24 added", timeout=PATIENCE)
    expect(page.locator(".dl-stored li").last).to_have_text("and 4 more")
    seen = page.evaluate("() => window.seen")
    assert seen == sorted(seen)
    assert any(0 < value < most for value, most in seen)


def test_private_addresses_and_files_of_the_server_are_refused(
    server: Server, new_page: NewPage
) -> None:
    page = open_archive(new_page(), server).page
    with website() as site:
        url = site.put("/feed", FEED, media_type="application/rss+xml")
        add_address(page, url)
        expect(page.locator(".dl-failed li")).to_have_text(
            f"{url} it leads to a private address", timeout=PATIENCE
        )
        assert site.asked == []
    add_address(page, "/etc/passwd")
    expect(page.locator("#addition .dl-failure")).to_have_text(
        "That is no address of a page or a feed. It begins with https://", timeout=PATIENCE
    )
    add_address(page, "file:///etc/passwd")
    expect(page.locator(".dl-failed li")).to_contain_text("http:// or https://", timeout=PATIENCE)


def test_an_article_is_removed_once_that_is_confirmed(server: Server, new_page: NewPage) -> None:
    page = open_archive(new_page(), server).page
    before = httpx.get(f"{server.url}/v1/stats").json()["articles"]
    row = page.locator("#newest li").filter(has_text="Storm number 23")
    button = row.get_by_role("button", name="Remove this article")
    expect(button).to_be_hidden()
    row.locator("summary").click()
    expect(row).to_contain_text("It goes from answers at once")
    button.click()
    expect(page.locator(".dl-notice")).to_contain_text("Removed: Storm number 23", timeout=PATIENCE)
    expect(row).to_have_count(0)
    expect(page.locator("#masthead")).to_contain_text(f"{before - 1} articles")
    assert httpx.get(f"{server.url}/v1/articles/storm-23").status_code == 404


def test_a_key_for_reading_shows_nothing_that_writes_and_can_send_nothing(
    keys: tuple[Server, dict[KeyScope, str]], new_page: NewPage
) -> None:
    server, secrets = keys
    reader = {"username": "me", "password": secrets[KeyScope.READ]}
    page = open_archive(new_page(http_credentials=reader), server).page
    expect(page.locator(".dl-figures")).to_contain_text("articles25")
    for hidden in ("#adding", "#drop", ".dl-remove", "#address"):
        expect(page.locator(hidden)).to_have_count(0)
    with httpx.Client(base_url=server.url, auth=("me", secrets[KeyScope.READ])) as client:
        for event, data in (("confirmed", ["", None]), ("submit", ["https://example.org/"])):
            told = send_anyway(client, event, data)
            assert "This key may read, not write" in told
        assert client.post("/additions", json={"files": []}).status_code == 403
    program = {"Authorization": f"Bearer {secrets[KeyScope.READ]}"}
    assert httpx.get(f"{server.url}/v1/articles/storm-1", headers=program).status_code == 200


def send_anyway(client: httpx.Client, event: str, data: Sequence[str | None]) -> str:
    """Send an event for which the page has no control; returns the server's answer."""
    config = client.get("/config").json()
    shown = {part["id"]: part["props"].get("elem_id") for part in config["components"]}
    (function,) = [
        (known["id"], target)
        for known in config["dependencies"]
        for target, name in known["targets"]
        if name == event and shown.get(target) in ("newest", "address")
    ]
    asked = {
        "data": data,
        "fn_index": function[0],
        "trigger_id": function[1],
        "event_data": {"id": "storm-1"},
        "session_hash": event,
    }
    assert client.post("/gradio_api/queue/join", json=asked).status_code == 200
    told = ""
    with client.stream("GET", f"/gradio_api/queue/data?session_hash={event}", timeout=60) as lines:
        for line in lines.iter_lines():
            told += line
            if "process_completed" in line:
                break
    return told


def test_a_key_for_writing_adds_a_feed(
    keys: tuple[Server, dict[KeyScope, str]], new_page: NewPage
) -> None:
    server, secrets = keys
    writer = {"username": "me", "password": secrets[KeyScope.WRITE]}
    page = open_archive(new_page(http_credentials=writer), server).page
    expect(page.locator(".dl-remove").first).to_be_visible()
    with website() as site:
        add_address(page, site.put("/feed", FEED, media_type="application/rss+xml"))
        outcome = page.locator(".dl-adding.ended")
        expect(outcome).to_contain_text("1 added", timeout=PATIENCE)
    expect(outcome.locator(".dl-stored a")).to_have_text("The tower")
    expect(page.get_by_role("textbox", name="A page or a feed")).to_have_value("")
    expect(page.locator(".dl-figures")).to_contain_text("26", timeout=PATIENCE)
