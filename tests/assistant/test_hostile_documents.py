"""A PDF that eats memory, one that hangs its parser and one that crashes it: through every door.

Real files, real commands, a real server and a real site. The limits of the reader process are lower
than those of a user, so that the tests take seconds; each time the reason is listed, and the next
file or page goes in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.sandbox.sandbox import MEMORY_BYTES, SECONDS, ReaderSandbox
from index.storage.home import Home
from tests.assistant.conftest import Run
from tests.assistant.rest import program, settings_of
from tests.index.sources.hostile import memory_of_a_reader, pdf_of_blanks, pdf_of_forms, readers
from tests.index.sources.sample_files import LEAD
from tests.index.sources.website import Website, website

HONEST = f"{LEAD} Nobody knows who is going to be the next one, and when."
CRASHED = "its reader crashed"
EATS, HANGS, CRASHES = "eats.pdf", "hangs.pdf", "crashes.pdf"
CONTENTS = {EATS: pdf_of_blanks(200), HANGS: pdf_of_forms(), CRASHES: pdf_of_forms()}
REASONS = {
    EATS: (CRASHED, "it needs too much memory to read"),
    HANGS: ("reading it took longer than 3 s",),
    CRASHES: (CRASHED,),
}
UNOPENED = "it is neither a page nor a feed (application/pdf)"

pytestmark = pytest.mark.slow


@pytest.fixture(params=CONTENTS)
def name(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The name of a file, under limits that it exceeds."""
    name: str = request.param
    limits = (3.0, MEMORY_BYTES) if name == HANGS else (SECONDS, memory_of_a_reader(tmp_path))
    monkeypatch.setattr(ReaderSandbox.__init__, "__defaults__", limits)
    yield name
    assert readers() == set()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Website]:
    monkeypatch.setenv("DATELINE_ALLOW_PRIVATE_ADDRESSES", "true")
    with website() as output:
        yield output


def put_bad(site: Website, name: str) -> str:
    return site.put(f"/{name}", CONTENTS[name], media_type="application/pdf")


def put_good(site: Website) -> str:
    return site.put("/good", HONEST, media_type="text/plain")


def put_feed(site: Website, *links: str) -> str:
    items = "".join(f"<item><title>A</title><link>{link}</link></item>" for link in links)
    feed = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
    return site.put("/feed", feed, media_type="application/rss+xml")


def check(output: str, name: str, *reasons: str) -> None:
    """The output lists the file with one of the reasons, and no traceback."""
    assert name in output
    assert any(reason in output for reason in (*REASONS[name], *reasons)), output
    assert "Traceback" not in output


def has_added(run: Run, home: Path, name: str) -> bool:
    """Whether the archive has an article whose id ends in this name."""
    articles = json.loads(run("--home", home, "list", "--json").out)
    return any(article["article_id"].endswith(name) for article in articles)


def test_by_file(run: Run, filled: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / name).write_bytes(CONTENTS[name])
    (folder / "next.txt").write_text(HONEST)
    ran = run("--home", filled, "add", folder)
    check(ran.out + ran.err, name)
    assert has_added(run, filled, "next")


def test_by_address(run: Run, filled: Path, site: Website, name: str) -> None:
    ran = run("--home", filled, "add", put_bad(site, name), put_good(site))
    check(ran.out + ran.err, name)
    assert has_added(run, filled, "good")


def test_by_feed(run: Run, filled: Path, site: Website, name: str) -> None:
    feed = put_feed(site, put_bad(site, name), put_good(site))
    ran = run("--home", filled, "add", feed)
    check(ran.out + ran.err, name, UNOPENED)
    assert has_added(run, filled, "good")


@pytest.fixture
def client(filled: Path, embedder: Embedder) -> Iterator[httpx.Client]:
    """A client of the whole program but its screen."""
    settings = settings_of(filled, allow_private_addresses=True)
    with Library(Home(filled), embedder) as library, program(settings, library) as client:
        yield client


def test_by_upload(client: httpx.Client, name: str) -> None:
    files = {name: CONTENTS[name], "next.txt": HONEST.encode()}
    announced = [{"name": each, "size": len(content)} for each, content in files.items()]
    job = client.post("/additions", json={"files": announced}).json()["id"]
    for number, content in enumerate(files.values()):
        sent = client.put(
            f"/additions/{job}/{number}",
            content=content,
            headers={"Content-Type": "application/octet-stream"},
        )
        assert sent.status_code == 204
    told = client.get(f"/v1/jobs/{job}").json()
    while told["state"] not in ("done", "failed"):
        assert client.get("/healthz").status_code == 200
        told = client.get(f"/v1/jobs/{job}").json()
    assert told["state"] == "done"
    (problem,) = told["report"]["skipped"]
    check(str(problem), name)
    assert client.get("/v1/articles/next").json()["text"] == HONEST
