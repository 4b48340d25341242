"""A page that a browser saved is read as a page, with the address that it was saved from."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.index.sources.sample_files import LEAD, articles, problems, read

URL = "https://kel.example/news/rain-in-kel"
PAGE = (
    '<html><head><meta charset="utf-8"><meta property="og:site_name" content="Kel Wire">'
    '<meta property="article:published_time" content="2031-05-02"></head><body><article>'
    f"<h1>Café closes</h1><p>{LEAD}</p><p>It rained.</p></article></body></html>"
)


ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "quoted-printable": quopri.encodestring,
    "base64": base64.encodebytes,
    "8bit": bytes,
}


def part(content: bytes, head: str, encoding: str = "quoted-printable") -> bytes:
    coded = ENCODERS[encoding](content)
    return f"{head}Content-Transfer-Encoding: {encoding}\r\n\r\n".encode() + coded + b"\r\n"


def save_page(*parts: bytes, head: str = "", end: bool = True) -> bytes:
    top = (
        "From: <Saved by Blink>\r\nSubject: Saved\r\nDate: Mon, 1 Jun 2031 10:00:00 +0000\r\n"
        f'MIME-Version: 1.0\r\n{head}Content-Type: multipart/related; type="text/html";\r\n'
        '\tboundary="----Part"\r\n\r\n'
    ).encode()
    body = b"".join(b"------Part\r\n" + one for one in parts)
    return top + body + (b"------Part--\r\n" if end else b"")


def html(encoding: str = "quoted-printable", head: str = "", page: str = PAGE) -> bytes:
    location = head or f"Content-Location: {URL}\r\n"
    return part(page.encode(), f"Content-Type: text/html\r\n{location}", encoding)


PICTURE = part(bytes(3_000), "Content-Type: image/png\r\nContent-Location: /a.png\r\n", "base64")


@pytest.mark.parametrize("name", ["rain.mht", "rain.mhtml", "rain.MHT"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_a_saved_page_is_its_page(tmp_path: Path, name: str, encoding: str) -> None:
    (article,) = articles(read(tmp_path, name, save_page(html(encoding), PICTURE)))
    assert (article.id, article.url, article.title) == ("rain", URL, "Café closes")
    assert (article.source, article.published) == ("Kel Wire", "2031-05-02")
    assert article.text == f"{LEAD}\n\nIt rained."


def test_the_day_of_saving_is_no_date(tmp_path: Path) -> None:
    page = f"<html><body><article><p>{LEAD}</p></article></body></html>"
    (article,) = articles(read(tmp_path, "a.mht", save_page(html(page=page))))
    assert (article.published, article.source) == (None, "kel.example")


@pytest.mark.parametrize(
    ("head", "top", "url"),
    [
        ("Content-Location: https://kel.example/\r\n a-very-long-name\r\n", "", "a-very-long-name"),
        ("Content-ID: <f@x>\r\n", f"Snapshot-Content-Location: {URL}\r\n", "rain-in-kel"),
        ("Content-Location: file:///C:/My%20Files/rain.htm\r\n", "", ""),
        ("Content-Location: cid:frame@mhtml.blink\r\n", "", ""),
        ("Content-Location: http://[broken\r\n", "", ""),
        ("Content-Location: https:///no-host\r\n", "", ""),
    ],
)
def test_only_an_address_of_the_web_is_its_address(
    tmp_path: Path, head: str, top: str, url: str
) -> None:
    (article,) = articles(read(tmp_path, "a.mht", save_page(html(head=head), head=top)))
    assert article.url.endswith(url)
    assert bool(article.url) == bool(url)


def test_frames_and_the_part_that_starts(tmp_path: Path) -> None:
    frame = html(head="Content-ID: <2>\r\n", page="<p>Buy a car now, it is cheap.</p>")
    page = html(head=f"Content-ID: <1>\r\nContent-Location: {URL}\r\n")
    content = save_page(frame, page).replace(b"\tboundary", b'\tstart="<1>"; boundary')
    assert articles(read(tmp_path, "a.mht", content))[0].text.startswith(LEAD)
    content = save_page(page, frame)
    assert articles(read(tmp_path, "b.mht", content))[0].text.startswith(LEAD)


def test_a_page_without_parts(tmp_path: Path) -> None:
    head = f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: {URL}"
    (article,) = articles(read(tmp_path, "a.mht", f"{head}\r\n\r\n{PAGE}"))
    assert (article.url, article.title) == (URL, "Café closes")


def test_the_encoding_that_a_part_declares_counts(tmp_path: Path) -> None:
    raw = "<html><body><p>Снег в Келе идёт третий день.</p></body></html>".encode("cp1251")
    coded = part(raw, "Content-Type: text/html; charset=windows-1251\r\n", "base64")
    (article,) = articles(read(tmp_path, "a.mht", save_page(coded)))
    assert article.text == "Снег в Келе идёт третий день."


def test_a_file_that_breaks_off_in_its_pictures_is_read(tmp_path: Path) -> None:
    whole = save_page(html(), PICTURE, end=False)
    assert len(articles(read(tmp_path, "a.mht", whole[:-1_000]))) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is not a saved page"),
        (PAGE.encode(), "it is not a saved page"),
        (save_page(html(), end=False), "it breaks off in the middle of its page"),
        (save_page(html())[:500], "it breaks off in the middle of its page"),
        (save_page(PICTURE), "it holds no page of HTML"),
        (save_page(), "it holds no page of HTML"),
        (save_page(html(page=" ")), "its page is empty"),
        (save_page(html(page="<html><body></body></html>")), "it has no text"),
        (save_page(*[b"\r\n"] * 5_100), "it has more than 5,000 parts"),
        (save_page(html(page=PAGE + " " * 20_000_000, encoding="8bit")), "more than 20 MB"),
    ],
)
def test_what_is_no_whole_page_says_so(tmp_path: Path, content: bytes, reason: str) -> None:
    (problem,) = problems(read(tmp_path, "a.mht", content))
    assert reason in problem
