"""An article's page by its own address: it opens at the stretch that the address names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.cli.serve import build_interfaces
from assistant.config.settings import Settings
from assistant.pipeline import Assistant
from assistant.present.html.article_address import make_article_address
from index.core.article import Article, Span
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.sources.sandbox.files import read_files
from index.storage.home import Home
from tests.assistant.rest import listening
from tests.e2e.conftest import NewPage
from tests.e2e.hostile import ARTICLES, Hostile, write
from tests.e2e.screen import save

ODD_IDS = ["a/b", "über 1", "%2e", "..x", "a\nb", "?#&+", "a/../b", "/"]
QUOTE = "Больше ничего 🚀 не сообщалось."
# Emoji have two of JavaScript's units each, some letters are written from the right.
TEXT = (
    "😀😀 Привет 🚢 عنوان. The baker of Zembla said 🍞 is cheap. " + QUOTE + "\n\n"
    "الأخبار من المدينة 😀 في الصباح.\n\n" + "Nothing happened. " * 80 + "\n\nThe last word 🚢."
)
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[str]:
    """The address of a server of hostile articles and of odd ids, without the screen."""
    folder = tmp_path_factory.mktemp("pages")
    with Library(Home(folder / "home", write=True), embedder) as library:
        made = [
            ParsedArticle(Article(name, f"Article {name}", TEXT, "Post", "2025-03-17"), f"{number}")
            for number, name in enumerate(ODD_IDS)
        ]
        library.add([*read_files([write(folder / "hostile.jsonl")]), *made])
        changed = Article("a/b", "Article a/b", "New. " + TEXT, "Post", "2025-03-17")
        report = library.add([ParsedArticle(changed, "0")])
        assert report.updated == 1
        app = build_interfaces(Settings(home=folder / "home"), library, Assistant(library))
        with listening(app) as url:
            yield url
        app.state.service.close(1)


def list_marks(page: Page) -> Locator:
    return page.locator(".text mark")


def quote_in(text: str, quote: str = QUOTE) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


@pytest.mark.parametrize("article_id", ODD_IDS)
def test_an_address_opens_at_its_quote(new_page: NewPage, server: str, article_id: str) -> None:
    page = new_page(390, 500)
    text = f"New. {TEXT}" if article_id == "a/b" else TEXT
    page.goto(server + make_article_address(article_id, quote_in(text)))
    expect(list_marks(page)).to_have_text(QUOTE)
    expect(list_marks(page)).to_be_focused()
    end = quote_in(text, "The last word 🚢.")
    page.goto(server + make_article_address(article_id, end))
    expect(list_marks(page)).to_have_text("The last word 🚢.")
    expect(list_marks(page)).to_be_in_viewport(ratio=0.9)
    assert page.title().split() == f"Article {article_id}".split()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id[:10])
def test_hostile_articles_are_text(
    new_page: NewPage, server: str, tmp_path: Path, article: Hostile
) -> None:
    page = new_page(390, 700)
    page.goto(server + make_article_address(article.id, Span(0, len(article.sentence))))
    expect(list_marks(page)).to_have_count(1)
    assert list_marks(page).evaluate("mark => mark.textContent") == article.sentence
    assert page.evaluate("window.pwned") is None
    assert page.locator("body script, img, iframe, object, .text :not(mark)").count() == 0
    assert set(page.evaluate("[...document.links].map((link) => link.protocol)")) <= {
        "http:",
        "https:",
    }
    assert page.evaluate(FITS)
    save(page, f"page-hostile-{ARTICLES.index(article)}", tmp_path)


def test_a_mark_that_turns_the_writing_turns_nothing_beyond_its_paragraph(
    new_page: NewPage, server: str
) -> None:
    page = new_page()
    page.goto(server + make_article_address("."))
    outlet, link = page.locator(".by bdi").bounding_box(), page.locator(".original").bounding_box()
    assert outlet
    assert link
    assert link["x"] > outlet["x"]
    # In a window's name it would turn the browser's own.
    assert "\u202e" not in page.title()


def test_the_stretch_follows_the_address(new_page: NewPage, server: str) -> None:
    page = new_page()
    page.goto(server + make_article_address("..x", quote_in(TEXT)))
    expect(list_marks(page)).to_have_text(QUOTE)
    before = page.locator(".text").inner_text()
    first, last = quote_in(TEXT, "Привет 🚢"), quote_in(TEXT, "The last word")
    for span, said in ((first, "Привет 🚢"), (last, "The last word")):
        page.evaluate(f"location.hash = '{span.start}-{span.end}'")
        expect(list_marks(page)).to_have_text(said)
        expect(list_marks(page)).to_be_in_viewport()
    assert page.locator(".text").inner_text() == before
    # The article may have become shorter since the link was made.
    page.evaluate(f"location.hash = '5-{len(TEXT) + 1}'")
    expect(page.locator("#copied")).to_have_text("The article has no such stretch now.")
    expect(list_marks(page)).to_have_count(0)


def test_an_older_address_and_several_quotes(new_page: NewPage, server: str) -> None:
    page = new_page(800, 500)
    span = quote_in(TEXT, "The last word 🚢.")
    page.goto(f"{server}/article?id=..x&start={span.start}&end={span.end}#quote")
    expect(page.locator("mark.current")).to_have_text("The last word 🚢.")
    expect(page.locator("mark.current")).to_be_in_viewport()
    quotes = [f"{s.start}-{s.end}" for s in (quote_in(TEXT), span)]
    page.goto(server + make_article_address("..x", span, quote=quotes))
    expect(list_marks(page)).to_have_text([QUOTE, "The last word 🚢."])
    expect(page.locator("mark.current")).to_have_text("The last word 🚢.")


def test_without_a_script_it_can_be_read(new_page: NewPage, server: str, tmp_path: Path) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(server + make_article_address("..x", quote_in(TEXT)))
    expect(page.locator(".text")).to_contain_text("The last word")
    expect(page.locator("#copy")).to_be_hidden()
    span = quote_in(TEXT, "The last word 🚢.")
    page.goto(f"{server}/article?id=..x&start={span.start}&end={span.end}#quote")
    expect(list_marks(page)).to_have_text("The last word 🚢.")
    expect(list_marks(page)).to_be_in_viewport()


def test_a_link_to_the_quote_or_to_what_is_selected_is_copied(
    new_page: NewPage, server: str
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    address = server + make_article_address("?#&+", quote_in(TEXT))
    page.goto(address)
    page.get_by_role("button", name="Copy link", exact=True).click()
    expect(page.locator("#copied")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == address
    page.locator(".text").evaluate("""(text) => {
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        while (!walker.nextNode().data.includes("الأخبار")) {}
        const at = walker.currentNode.data.indexOf("الأخبار");
        getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + 21);
    }""")
    page.get_by_role("button", name="Copy link to selection").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    span = quote_in(TEXT, "الأخبار من المدينة 😀")
    assert copied == server + make_article_address("?#&+", span)
    page.goto("about:blank")
    page.goto(copied)
    expect(list_marks(page)).to_have_text("الأخبار من المدينة 😀")


def test_an_earlier_version_can_be_read(new_page: NewPage, server: str) -> None:
    page = new_page()
    page.goto(server + make_article_address("a/b"))
    expect(page.locator(".text")).to_contain_text("New.")
    page.get_by_text("1 earlier version").click()
    page.get_by_role("link", name="until").click()
    expect(page.locator(".text")).not_to_contain_text("New.")
    page.get_by_role("link", name="The newest").click()
    expect(page.locator(".text")).to_contain_text("New.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_how_it_looks(new_page: NewPage, server: str, tmp_path: Path, scheme: str) -> None:
    page = new_page(1000, 700, color_scheme=scheme)
    problems: list[str] = []
    page.on("console", lambda said: problems.append(said.text))
    page.goto(server + make_article_address("..x", quote_in(TEXT)))
    expect(list_marks(page)).to_be_visible()
    save(page, f"page-{scheme}", tmp_path)
    paper = "getComputedStyle(document.body).backgroundColor"
    bright = sum(map(int, page.evaluate(f"{paper}.match(/\\d+/g).slice(0, 3)")))
    assert bright > 600 if scheme == "light" else bright < 150
    # On paper there are no buttons, and a quote is underlined, in black on white.
    page.emulate_media(media="print")
    expect(page.locator(".bar")).to_be_hidden()
    expect(list_marks(page)).to_have_css("text-decoration-line", "underline")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    # Nothing was refused by the policy, and nothing failed.
    assert problems == []


def test_what_a_page_may_load(server: str) -> None:
    page = httpx.get(server + make_article_address("..x"), timeout=60)
    policy = dict(
        part.strip().split(" ", 1) for part in page.headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    for name, kind in (("article.js", "text/javascript"), ("article.css", "text/css")):
        file = httpx.get(f"{server}/pages/{name}", timeout=60)
        assert file.headers["content-type"].startswith(kind)
        assert file.headers["x-content-type-options"] == "nosniff"
        assert file.text
    assert httpx.get(f"{server}/pages/theme.py", timeout=60).status_code == 404


@pytest.mark.parametrize("path", ["/article/none", "/article?id=none", "/article", "/article/"])
def test_an_article_that_is_not_there(server: str, path: str) -> None:
    page = httpx.get(server + path, timeout=60)
    assert page.status_code == 404
    assert "The archive has no article" in page.text
    assert httpx.get(f"{server}/article/..x?version=7", timeout=60).status_code == 404
