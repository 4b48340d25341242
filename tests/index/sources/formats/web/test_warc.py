"""Captured pages are articles; nothing is lost to damage further on, and nothing comes twice."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import brotli
import pytest

from index.core.errors import DatelineError
from index.sources.entry import file_entry
from index.sources.formats.web.warc import read
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent
from tests.index.sources.sample_files import read as read_any

URL = "https://kel.example/news/rain-in-kel"
HTML = "text/html; charset=utf-8"


def page(text: str = "It rained in Kel.", head: str = "") -> bytes:
    article = f"<article><h1>Rain</h1><p>{text}</p></article>"
    return f"<html><head>{head}</head><body>{article}</body></html>".encode()


class Archive:
    """A WARC file in the making."""

    def __init__(self, *, packed: bool = False) -> None:
        self._packed = packed
        self.content = b""

    def add(
        self,
        url: str = URL,
        content: bytes | None = None,
        status: str = "200 OK",
        headers: Sequence[tuple[str, str]] = (("Content-Type", HTML),),
        kind: str = "response",
    ) -> Archive:
        first = status if kind == "request" else f"HTTP/1.1 {status}"
        http = "\r\n".join([first, *(f"{name}: {value}" for name, value in headers), "", ""])
        body = http.encode() + (page() if content is None else content)
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2025-06-01T00:00:00Z\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        record = head.encode() + body + b"\r\n\r\n"
        self.content += gzip.compress(record) if self._packed else record
        return self


def reads(folder: Path, content: bytes, name: str = "crawl.warc") -> list[SourceEvent]:
    (folder / name).write_bytes(content)
    return list(read(file_entry(folder / name)))


def list_articles(items: list[SourceEvent]) -> list[tuple[str, str]]:
    return [(one.article.id, one.article.text) for one in items if isinstance(one, ParsedArticle)]


def test_a_captured_page_is_an_article(tmp_path: Path) -> None:
    (incoming,) = reads(tmp_path, Archive().add().content)
    assert isinstance(incoming, ParsedArticle)
    article = incoming.article
    assert (article.id, article.url, article.title) == ("rain-in-kel", URL, "Rain")
    assert article.text == "It rained in Kel."
    assert incoming.origin == f"{(tmp_path / 'crawl.warc').resolve()}#rain-in-kel"


def test_the_day_of_the_capture_is_no_date_of_the_article(tmp_path: Path) -> None:
    (incoming,) = reads(tmp_path, Archive().add().content)
    assert isinstance(incoming, ParsedArticle)
    assert incoming.article.published is None


@pytest.mark.parametrize("packed", [True, False])
def test_compressed_archives_are_read_alike(tmp_path: Path, *, packed: bool) -> None:
    archive = Archive(packed=packed).add(URL + "-1").add(URL + "-2").content
    unpacked = gzip.decompress(archive) if packed else archive
    expected = [("rain-in-kel-1", "It rained in Kel."), ("rain-in-kel-2", "It rained in Kel.")]
    assert list_articles(reads(tmp_path, archive, "crawl.warc.gz")) == expected
    assert list_articles(reads(tmp_path, unpacked)) == expected


def test_what_holds_no_page_is_passed_over(tmp_path: Path) -> None:
    archive = (
        Archive()
        .add(URL + "/gone", status="404 Not Found")
        .add(URL + "/moved", status="301 Moved Permanently")
        .add(URL + ".png", headers=[("Content-Type", "image/png")])
        .add(URL + "/bare", headers=[])
        .add(URL, kind="resource")
        .add(URL, kind="revisit")
        .add(URL, kind="request", status="GET / HTTP/1.1")
        .add("dns:kel.example", b"1.2.3.4", kind="response")
    )
    assert reads(tmp_path, archive.add(URL).content) == reads(tmp_path, Archive().add().content)


def test_the_same_capture_comes_once_and_a_changed_one_again(tmp_path: Path) -> None:
    archive = (
        Archive().add().add(URL + "#top").add(URL, page("It snowed.")).add(URL, page("It snowed."))
    )
    expected = [("rain-in-kel", "It rained in Kel."), ("rain-in-kel", "It snowed.")]
    assert list_articles(reads(tmp_path, archive.content)) == expected


def test_addresses_are_one_page_by_their_canonical_link(tmp_path: Path) -> None:
    linked = page(head=f'<link rel="canonical" href="{URL}">')
    archive = Archive().add(URL + "?from=mail", linked).add(URL + "?from=feed", linked)
    assert list_articles(reads(tmp_path, archive.content)) == [("rain-in-kel", "It rained in Kel.")]


def test_parameters_for_tracking_make_no_other_page(tmp_path: Path) -> None:
    archive = Archive()
    for query in ("?id=7", "?id=7&utm_source=feed", "?utm_medium=x&id=7&fbclid=y#top"):
        archive.add(f"https://kel.example/view{query}")
    (incoming,) = reads(tmp_path, archive.content)
    assert isinstance(incoming, ParsedArticle)
    assert incoming.article.url == "https://kel.example/view?id=7"
    link = f'<link rel="canonical" href="{URL}?utm_campaign=z">'
    (incoming,) = reads(tmp_path, Archive().add(content=page(head=link)).content)
    assert isinstance(incoming, ParsedArticle)
    assert incoming.article.url == URL


def test_pages_of_one_name_stay_apart(tmp_path: Path) -> None:
    archive = Archive().add().add("https://mor.example/rain-in-kel", page("It rained in Mor."))
    (first, one), (second, two) = list_articles(reads(tmp_path, archive.content))
    assert (first, one, two) == ("rain-in-kel", "It rained in Kel.", "It rained in Mor.")
    assert second.startswith("rain-in-kel-")


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("gzip", gzip.compress(page())),
        ("deflate", zlib.compress(page())),
        ("deflate", zlib.compress(page())[2:-4]),
        ("br", brotli.compress(page())),
        ("gzip", page()),
        ("br", page()),
        ("identity", page()),
    ],
    ids=["gzip", "deflate", "raw deflate", "br", "gzip undone", "br undone", "identity"],
)
def test_contents_are_unpacked_unless_the_crawler_has_done_so(
    tmp_path: Path, encoding: str, content: bytes
) -> None:
    headers = [("Content-Type", HTML), ("Content-Encoding", encoding)]
    archive = Archive().add(content=content, headers=headers)
    assert list_articles(reads(tmp_path, archive.content)) == [("rain-in-kel", "It rained in Kel.")]


def test_chunks_are_joined(tmp_path: Path) -> None:
    headers = [("Content-Type", HTML), ("Transfer-Encoding", "chunked")]
    content = page()
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (content[:40], content[40:]))
    for sent in (chunked + b"0\r\n\r\n", content):
        archive = Archive().add(content=sent, headers=headers)
        assert list_articles(reads(tmp_path, archive.content)) == [
            ("rain-in-kel", "It rained in Kel.")
        ]


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_bomb_is_a_problem_of_its_page_alone(tmp_path: Path, encoding: str) -> None:
    packers: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": partial(brotli.compress, quality=1),
    }
    bomb = packers[encoding](b" " * 60_000_000)
    headers = [("Content-Type", HTML), ("Content-Encoding", encoding)]
    archive = Archive().add(URL + "-bomb", bomb, headers=headers).add()
    problem, incoming = reads(tmp_path, archive.content)
    assert isinstance(problem, Problem)
    assert problem.place.endswith(f"crawl.warc, {URL}-bomb")
    assert "20 MB" in problem.reason
    assert isinstance(incoming, ParsedArticle)


def test_a_huge_page_is_passed_over(tmp_path: Path) -> None:
    problem, incoming = reads(tmp_path, Archive().add(content=b" " * 21_000_000).add().content)
    assert isinstance(problem, Problem)
    assert "20 MB" in problem.reason
    assert isinstance(incoming, ParsedArticle)


def test_a_page_of_no_use_is_a_problem_of_its_own(tmp_path: Path) -> None:
    archive = Archive().add(URL + "/empty", b"<html></html>").add(URL + "/letters", b"Caf\xe9 \x81")
    empty, letters, incoming = reads(tmp_path, archive.add().content)
    assert isinstance(empty, Problem)
    assert empty.reason == "it has no text"
    assert isinstance(letters, Problem)
    assert "UTF-8" in letters.reason
    assert isinstance(incoming, ParsedArticle)


def test_the_encoding_that_http_declares_counts(tmp_path: Path) -> None:
    headers = [("Content-Type", 'text/html; charset="windows-1251"')]
    content = "<p>Снег в Келе</p>".encode("cp1251")
    assert list_articles(
        reads(tmp_path, Archive().add(content=content, headers=headers).content)
    ) == [("rain-in-kel", "Снег в Келе")]


@pytest.mark.parametrize("packed", [True, False])
def test_articles_before_the_damage_come(tmp_path: Path, *, packed: bool) -> None:
    whole = Archive(packed=packed).add(URL + "-1").add(URL + "-2", page("x" * 50_000)).content
    first = len(Archive(packed=packed).add(URL + "-1").content)
    path = tmp_path / "crawl.warc"
    broken = [whole[: (first + len(whole)) // 2], whole[: first + 5] + b"\n" * 100_000]
    if not packed:
        broken += [whole[:first] + b"garbage\n" * 100, whole[:first] + b"x" * 1_000_000]
        broken += [whole[:-60].replace(b"Content-Length: 50", b"Content-Length: 99")]
    for content in broken:
        path.write_bytes(content)
        items = read(file_entry(path))
        incoming = next(items)
        assert isinstance(incoming, ParsedArticle)
        assert incoming.article.id == "rain-in-kel-1"
        with pytest.raises(DatelineError):
            list(items)


@pytest.mark.parametrize("content", [b"", b"Just text.\n", b"\x1f\x8b\x08\x00", b"x" * 1_000_000])
def test_what_is_no_archive(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(DatelineError):
        reads(tmp_path, content)


def test_damage_is_not_told_on_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(DatelineError, match="damaged after record 1"):
        reads(tmp_path, Archive().add().content.replace(b"</html>", b"</html>more", 1))
    assert capfd.readouterr() == ("", "")


def write_record(kind: str, url: str, content_type: str, content: bytes) -> bytes:
    """A record whose content is not an answer of HTTP."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {content_type}"
        f"\r\nWARC-Date: 2025-06-01T00:00:00Z\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


@pytest.mark.parametrize("url", [URL, f"<{URL}>"])
def test_a_page_without_http_is_a_page(tmp_path: Path, url: str) -> None:
    content = write_record(
        "resource", url, "text/html; charset=windows-1251", "Снег.".encode("cp1251")
    )
    (incoming,) = reads(tmp_path, content)
    assert isinstance(incoming, ParsedArticle)
    assert (incoming.article.text, incoming.article.url) == ("Снег.", URL)


@pytest.mark.parametrize("name", ["crawl.wet", "crawl.warc.wet", "crawl.warc"])
def test_the_extracted_text_of_a_page_is_an_article(tmp_path: Path, name: str) -> None:
    text = "Rain\nIt rained in Kel."
    content = write_record("warcinfo", "", "application/warc-fields", b"a: b\r\n")
    content += write_record("conversion", URL, "text/plain", text.encode())
    (incoming,) = reads(tmp_path, content, name)
    assert isinstance(incoming, ParsedArticle)
    article = incoming.article
    assert (article.id, article.url, article.text) == ("rain-in-kel", URL, text)
    assert (article.title, article.published, article.source) == ("", None, "")
    packed = read_any(tmp_path, f"{name}.gz", gzip.compress(content))
    assert list_articles(packed) == list_articles([incoming])


def test_the_page_itself_goes_before_its_extracted_text(tmp_path: Path) -> None:
    text = write_record("conversion", URL, "text/plain", b"Home | Rain | It rained in Kel.")
    items = list_articles(reads(tmp_path, Archive().add().content + text))
    assert items == [("rain-in-kel", "It rained in Kel.")]


def test_an_archive_without_pages_says_what_it_holds(tmp_path: Path) -> None:
    archive = Archive().add(status="404 Not Found").add(headers=[("Content-Type", "image/png")])
    archive.add(headers=[("Content-Type", "image/png")]).add(kind="revisit").add(headers=[])
    content = archive.content + write_record("metadata", URL, "text/plain", b"x")
    content += write_record("conversion", URL, "application/json", b"{}")
    content += write_record("resource", "", "text/html", b"<p>x</p>")
    with pytest.raises(DatelineError) as error:
        reads(tmp_path, content)
    assert str(error.value) == (
        "it holds no captured page: its 8 records are 2 'response' of image/png, 1 'response' with "
        "status 404, 1 'revisit', 1 'response' of no stated kind, 1 'metadata', …"
    )
