"""A crawl in one file: its pages are articles, and what they are made of is not."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

from index.sources.parsed_article import Problem
from tests.index.sources.formats.web.test_warc import URL, Archive, page
from tests.index.sources.sample_files import articles, make_zip, problems, read

AD = "https://ads.example/frame"


def crawl(*urls: str, packed: bool = True) -> bytes:
    archive = Archive(packed=packed)
    for url in urls:
        archive.add(url, page(f"It rained at {url}."))
    return archive.content


def pages(*urls: str) -> str:
    lines = [{"format": "json-pages-1.0", "id": "pages"}, *({"url": url} for url in urls)]
    return "".join(json.dumps(line) + "\n" for line in lines)


def make_wacz(listed: Sequence[str] | None = None, **members: str | bytes) -> bytes:
    names = {"data": "archive/data.warc.gz", "more": "archive/more.warc", "extra": ""}
    parts: dict[str, str | bytes] = {"datapackage.json": "{}"}
    if listed is not None:
        parts["pages/pages.jsonl"] = pages(*listed)
    return make_zip(parts | {names[name]: content for name, content in members.items()})


def test_the_pages_of_the_list_are_articles(tmp_path: Path) -> None:
    content = make_wacz([URL + "#top"], data=crawl(AD, URL))
    (article,) = articles(read(tmp_path, "a.wacz", content))
    assert (article.url, article.text) == (URL, f"It rained at {URL}.")
    assert article.published is None


def test_pages_that_the_crawl_found_count_too(tmp_path: Path) -> None:
    content = make_zip(
        {
            "archive/data.warc.gz": crawl(AD, URL, URL + "-2"),
            "pages/pages.jsonl": pages(URL),
            "pages/extraPages.jsonl": pages(URL + "-2"),
        }
    )
    assert len(articles(read(tmp_path, "a.wacz", content))) == 2


@pytest.mark.parametrize("listed", [None, []])
def test_without_a_list_all_pages_count(tmp_path: Path, listed: list[str] | None) -> None:
    content = make_wacz(listed, data=crawl(URL), more=crawl(URL + "-2", packed=False))
    assert len(articles(read(tmp_path, "a.wacz", content))) == 2


@pytest.mark.parametrize("line", ["{broken\n", "[" * 100_000 + "\n"])
def test_a_damaged_list_is_told_and_all_pages_count(tmp_path: Path, line: str) -> None:
    content = make_zip({"archive/data.warc.gz": crawl(AD, URL), "pages/pages.jsonl": line})
    reads = read(tmp_path, "a.wacz", content)
    assert len(articles(reads)) == 2
    (note,) = (item for item in reads if isinstance(item, Problem))
    assert note.reason == "its line 1 is not JSON, so every page counts"


def test_addresses_are_compared_in_their_normal_form(tmp_path: Path) -> None:
    listed = [URL.upper().replace("/NEWS/RAIN-IN-KEL", "/news/rain-in-kel"), "http://[broken"]
    content = make_wacz(listed, data=crawl(URL, AD))
    assert len(articles(read(tmp_path, "a.wacz", content))) == 1


def test_a_damaged_archive_keeps_the_next_one(tmp_path: Path) -> None:
    content = make_wacz(None, data=crawl(URL)[:-40], more=crawl(URL + "-2", packed=False))
    reads = read(tmp_path, "a.wacz", content)
    assert [article.url for article in articles(reads)] == [URL + "-2"]
    assert all("it is damaged" in problem for problem in problems(reads))
    assert problems(reads)


def test_a_crawl_without_pages_says_what_it_holds(tmp_path: Path) -> None:
    picture = Archive().add(headers=[("Content-Type", "image/png")]).content
    (problem,) = problems(read(tmp_path, "a.wacz", make_wacz([URL], more=picture)))
    assert problem == (
        "a.wacz: it holds no captured page: its 1 records are 1 'response' of image/png"
    )
    (problem,) = problems(read(tmp_path, "a.wacz", make_wacz(["https://x.ex/"], more=crawl(URL))))
    assert "parts of pages, by the archive's own list" in problem


def encrypted() -> bytes:
    raw = bytearray(make_wacz(None, more=crawl(URL, packed=False)))
    with ZipFile(io.BytesIO(raw)) as archive:
        start = archive.start_dir
        member = archive.getinfo("archive/more.warc")
    raw[member.header_offset + 6] |= 1
    raw[raw.index(b"archive/more.warc", start) - 46 + 8] |= 1
    return bytes(raw)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "damaged, or not a zip archive"),
        (make_wacz(None, data=crawl(URL))[:-30], "damaged, or not a zip archive"),
        (make_zip({"a.txt": "x"}), "it holds no web archive"),
        (make_wacz(None, data=b"x"), "it is damaged"),
        (make_wacz(None, more=b"x"), "it is not a web archive (WARC)"),
        (encrypted(), "it is protected by a password"),
        (make_zip({"archive/../../x.warc": crawl(URL)}), "its name leads out of the archive"),
        (make_zip({"archive/a.warc": bytes(60_000_000)}), "like a bomb"),
        (
            make_wacz(None, data=gzip.compress(gzip.compress(bytes(60_000_000)))),
            "a header of it has more than the 0.256 MB",
        ),
    ],
)
def test_what_is_no_whole_crawl_says_so(tmp_path: Path, content: bytes, reason: str) -> None:
    reads = read(tmp_path, "a.wacz", content)
    assert articles(reads) == []
    assert reason in problems(reads)[0]


def test_in_an_archive_it_is_refused(tmp_path: Path) -> None:
    outer = make_zip({"a.wacz": make_wacz(None, data=crawl(URL)), "b.txt": "It rained."})
    reads = read(tmp_path, "a.zip", outer)
    assert [article.text for article in articles(reads)] == ["It rained."]
    assert problems(reads) == ["a.wacz: it is an archive in an archive"]
