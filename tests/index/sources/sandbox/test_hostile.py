"""What comes from an address cannot hang the program, crash it or fill its memory.

Real sites, real reader processes: each time the next article of the same place is read.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent
from index.sources.sandbox.sandbox import ReaderSandbox
from index.sources.web.fetch import Limits
from index.sources.web.robots import PoliteFetcher
from index.sources.web.web_reader import read_url
from tests import CHECKOUT
from tests.index.sources.hostile import (
    ENDLESS,
    busy_reader,
    deep_headlines,
    many_fields,
    many_tags,
    memory_of_a_reader,
    pdf_of_blanks,
    readers,
)
from tests.index.sources.sample_files import LEAD, articles, make_pdf, problems
from tests.index.sources.website import Clock, Website, local, website

ROOT = CHECKOUT
HONEST = f"{LEAD} Nobody knows who is going to be the next one, and when."
SECONDS = 3.0
TOO_LONG = "reading it took longer than 3 s"
CRASHED = "its reader crashed"
TEASER = "only what its feed says of it was added, since of its page: "


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as output:
        yield output


def read(sandbox: ReaderSandbox, url: str) -> list[SourceEvent]:
    """What is at an address, by a fetcher that never really waits."""
    clock = Clock()
    fetcher = PoliteFetcher(local(Limits()), now=clock.now, sleep=clock.sleep)
    return list(read_url(url, fetcher, sandbox.read_document))


def put_text(site: Website, path: str, text: str = HONEST) -> str:
    return site.put(path, text, media_type="text/plain")


def put_feed(site: Website, *items: tuple[str, str]) -> str:
    """A feed whose items have a link, a text, or both."""
    entries = "".join(
        f"<item><title>{number}</title>{f'<link>{link}</link>' if link else ''}"
        f"<description>{text}</description></item>"
        for number, (link, text) in enumerate(items)
    )
    body = f'<rss version="2.0"><channel><title>News</title>{entries}</channel></rss>'
    return site.put("/feed", body, media_type="application/rss+xml")


def reasons(reads: list[SourceEvent]) -> list[str]:
    """The reasons of all problems, reservations too."""
    return [item.reason for item in reads if isinstance(item, Problem)]


def assert_goes_on(sandbox: ReaderSandbox, site: Website) -> None:
    assert [a.text for a in articles(read(sandbox, put_text(site, "/next")))] == [HONEST]


def test_a_pdf_that_takes_too_much_memory(site: Website, tmp_path: Path) -> None:
    bomb = pdf_of_blanks(200)
    assert len(bomb) < 3_000
    url = site.put("/a.pdf", bomb, media_type="application/pdf")
    with ReaderSandbox(memory=memory_of_a_reader(tmp_path)) as sandbox:
        assert problems(read(sandbox, url)) == [f"a.pdf: {CRASHED}"]
        small = site.put("/b.pdf", make_pdf([[(72, 700, LEAD)]]), media_type="application/pdf")
        assert len(articles(read(sandbox, small))) == 1


def test_a_page_that_takes_too_much_memory(site: Website, tmp_path: Path) -> None:
    url = site.put("/a", many_tags())
    with ReaderSandbox(memory=memory_of_a_reader(tmp_path)) as sandbox:
        (reason,) = reasons(read(sandbox, url))
        assert reason in (CRASHED, "it needs too much memory to read")
        assert_goes_on(sandbox, site)


@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "application/rss+xml"])
def test_what_never_ends(site: Website, media_type: str) -> None:
    body = {
        "text/plain": ENDLESS,
        "text/html": f"<html><body><article><p>{ENDLESS}</p></article></body></html>",
        "application/rss+xml": '<rss version="2.0"><channel><title>News</title><item>'
        f"<title>One</title><description>{ENDLESS}</description></item></channel></rss>",
    }[media_type]
    with ReaderSandbox(seconds=SECONDS) as sandbox:
        assert reasons(read(sandbox, site.put("/a", body, media_type=media_type))) == [TOO_LONG]
        assert_goes_on(sandbox, site)


@pytest.mark.parametrize("make", [deep_headlines, many_fields, many_tags])
def test_pages_that_are_deep_or_wide(site: Website, make: object) -> None:
    assert callable(make)
    url = site.put("/a", make())
    with ReaderSandbox(seconds=15) as sandbox:
        # It is an article, or one reason why it is none.
        assert len(read(sandbox, url)) in (1, 2)
        assert_goes_on(sandbox, site)


def test_a_reader_that_is_killed_while_it_reads(site: Website) -> None:
    url = put_text(site, "/a", ENDLESS)
    with ReaderSandbox() as sandbox, ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read, sandbox, url)
        os.kill(busy_reader(), signal.SIGKILL)
        assert reasons(reading.result()) == [CRASHED]
        assert_goes_on(sandbox, site)
    assert readers() == set()


def test_a_page_of_a_feed_that_never_ends_is_kept_as_its_teaser(site: Website) -> None:
    bad, good = put_text(site, "/bad", ENDLESS), put_text(site, "/good")
    feed = put_feed(site, (bad, "A teaser."), (bad + "?2", ""), (good, "Another."))
    site.pages["/bad?2"] = site.pages["/bad"]
    with ReaderSandbox(seconds=SECONDS) as sandbox:
        reads = read(sandbox, feed)
    assert reasons(reads) == [TEASER + TOO_LONG, TOO_LONG]
    assert [article.text for article in articles(reads)] == ["A teaser.", HONEST]


def test_a_page_of_a_feed_that_takes_too_much_memory(site: Website, tmp_path: Path) -> None:
    bad, good = site.put("/bad", many_tags()), put_text(site, "/good")
    feed = put_feed(site, (bad, "A teaser."), (good, "Another."))
    with ReaderSandbox(memory=memory_of_a_reader(tmp_path)) as sandbox:
        reads = read(sandbox, feed)
    assert [article.text for article in articles(reads)] == ["A teaser.", HONEST]
    (reason,) = reasons(reads)
    assert reason.removeprefix(TEASER) in (CRASHED, "it needs too much memory to read")


def test_a_page_of_a_feed_whose_reader_is_killed(site: Website) -> None:
    bad, good = put_text(site, "/bad", ENDLESS), put_text(site, "/good")
    feed = put_feed(site, (bad, "A teaser."), (good, "Another."))
    with ReaderSandbox() as sandbox, ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read, sandbox, feed)
        os.kill(busy_reader(), signal.SIGKILL)
        reads = reading.result()
    assert reasons(reads) == [TEASER + CRASHED]
    assert [article.text for article in articles(reads)] == ["A teaser.", HONEST]


def test_a_pdf_that_a_feed_links_to_is_not_opened(site: Website) -> None:
    bad = site.put("/bad.pdf", pdf_of_blanks(200), media_type="application/pdf")
    good = put_text(site, "/good")
    with ReaderSandbox() as sandbox:
        reads = read(sandbox, put_feed(site, (bad, "A teaser."), (good, "Another.")))
    assert reasons(reads) == [TEASER + "it is neither a page nor a feed (application/pdf)"]
    assert [article.text for article in articles(reads)] == ["A teaser.", HONEST]


def test_what_was_fetched_is_nowhere_left(
    site: Website, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with ReaderSandbox() as sandbox:
        assert_goes_on(sandbox, site)
    with ReaderSandbox(seconds=1.0) as sandbox:
        assert reasons(read(sandbox, put_text(site, "/a", ENDLESS)))
    assert list(tmp_path.iterdir()) == []


def test_no_room_for_what_was_fetched_is_a_problem(
    site: Website, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with ReaderSandbox() as sandbox:
        (reason,) = reasons(read(sandbox, put_text(site, "/a")))
    assert reason.startswith("the folder for temporary files cannot be written (No such file")


def test_the_program_itself_loads_no_parser(site: Website) -> None:
    places = [
        site.put("/page", f"<html><body><article><p>{HONEST}</p></article></body></html>"),
        site.put("/a.pdf", make_pdf([[(72, 700, LEAD)]]), media_type="application/pdf"),
        put_feed(site, ("", HONEST)),
    ]
    program = (
        "import sys\n"
        "from index.sources.web.fetch import Fetcher\n"
        "from index.ingest.source_set import SourceSet\n"
        "with SourceSet(sys.argv[1:], Fetcher(allow_private=True)) as sources:\n"
        "    print([type(read).__name__ for read in sources.read()])\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "print(loaded & {'babel', 'lxml', 'pypdfium2', 'pypdfium2_raw', 'trafilatura'})\n"
        "maps = open('/proc/self/maps').read()\n"
        "print([name for name in ('pdfium', 'lxml', 'etree') if name in maps])\n"
    )
    command = [sys.executable, "-c", program, *places]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    kinds, modules, libraries = done.stdout.splitlines()
    assert kinds == str(["ParsedArticle", "FinishedSource"] * 3)
    assert (modules, libraries) == ("set()", "[]")


def test_incoming_of_a_document_says_how_large_it_was(site: Website) -> None:
    with ReaderSandbox() as sandbox:
        (incoming, _) = read(sandbox, put_text(site, "/a"))
    assert isinstance(incoming, ParsedArticle)
    assert incoming.size == len(HONEST)
