"""Of a message, its text and its head are read; what hangs on it is left out and said to be."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from index.core.article import Article
from index.core.errors import DatelineError
from index.sources.entry import file_entry
from index.sources.formats.eml import read
from index.sources.parsed_article import ParsedArticle, Problem


def message(text: str = "It rained in Kel.\n", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    known = {"From": "Kel Wire <news@kel.example>", "Subject": "Rain"}
    mail.set_content(text)
    for name, value in (known | headers).items():
        mail[name.replace("_", "-")] = value
    return mail


def parts(folder: Path, mail: EmailMessage | bytes) -> tuple[Article, list[Problem]]:
    path = folder / "release.eml"
    path.write_bytes(mail if isinstance(mail, bytes) else mail.as_bytes())
    reads = list(read(file_entry(path)))
    (incoming,) = [item for item in reads if isinstance(item, ParsedArticle)]
    return incoming.article, [item for item in reads if isinstance(item, Problem)]


def raw(content_type: str, body: bytes, encoding: str = "8bit") -> bytes:
    head = f"From: a@kel.example\r\nContent-Type: {content_type}\r\n"
    return f"{head}Content-Transfer-Encoding: {encoding}\r\n\r\n".encode() + body


def test_all_fields(tmp_path: Path) -> None:
    mail = message(
        Subject="Café „Kel“ closes",
        Date="Mon, 17 Mar 2025 09:30:00 +0300",
        Content_Language="en-gb",
    )
    assert parts(tmp_path, mail) == (
        Article(
            id="release",
            title="Café „Kel“ closes",
            text="It rained in Kel.",
            source="Kel Wire",
            published="2025-03-17T09:30:00+03:00",
            language="en-GB",
        ),
        [],
    )


def test_headers_in_encoded_words(tmp_path: Path) -> None:
    mail = (
        b"From: =?utf-8?q?Kel_W=C3=ADre?= <a@kel.example>\r\n"
        b"Subject: =?iso-8859-1?q?Caf=E9?=\r\n =?utf-8?b?IGNsb3Nlcw==?=\r\n\r\nText.\r\n"
    )
    article, _ = parts(tmp_path, mail)
    assert (article.source, article.title) == ("Kel Wíre", "Café closes")


def test_an_address_without_a_name_is_its_domain(tmp_path: Path) -> None:
    mail = message(From="news@kel.example")
    assert parts(tmp_path, mail)[0].source == "kel.example"


def test_the_plain_text_counts_before_the_html(tmp_path: Path) -> None:
    mail = message("Plain.")
    mail.add_alternative("<p>Rich.</p>", subtype="html")
    assert parts(tmp_path, mail) == (parts(tmp_path, message("Plain."))[0], [])


def test_html_alone_is_read_whole(tmp_path: Path) -> None:
    mail = message()
    html = (
        "<style>p{}</style><table><tr><td><h1>Rain</h1><p>It <b>rained</b>.</p><footer>Kel</footer>"
    )
    mail.set_content(html, subtype="html")
    assert parts(tmp_path, mail)[0].text == "Rain\n\nIt rained.\n\nKel"


def test_an_empty_plain_text_does_not_hide_the_html(tmp_path: Path) -> None:
    mail = message(" \n")
    mail.add_alternative("<p>Rich.</p>", subtype="html")
    assert parts(tmp_path, mail)[0].text == "Rich."


def test_attachments_are_left_out_and_said_to_be(tmp_path: Path) -> None:
    mail = message()
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    mail.add_attachment("Text of a file.", filename="notes.txt")
    mail.add_attachment(message("Forwarded words.", Subject="Inner"))
    article, (note,) = parts(tmp_path, mail)
    assert (article.title, article.text) == ("Rain", "It rained in Kel.")
    assert note.reason == "its 3 attachments were left out"
    assert not note.skipped


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("utf-8", "Снег в Келе"),
        ("koi8-r", "Снег в Келе"),
        ("iso-8859-1", "Café"),
        ("windows-1252", "“Café” – €"),
        ("iso-2022-jp", "雪が降った"),
        ("gb2312", "下雪了"),
        ("utf-16le", "Снег в Келе"),
    ],
)
def test_encodings(tmp_path: Path, charset: str, text: str) -> None:
    mail = raw(f"text/plain; charset={charset}", text.encode(charset))
    assert parts(tmp_path, mail)[0].text == text


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("quoted-printable", b"Caf=C3=A9 clos=\r\nes."), ("base64", b"Q2Fmw6kgY2xvc2VzLg==\r\n")],
)
def test_transfer_encodings(tmp_path: Path, encoding: str, body: bytes) -> None:
    mail = raw("text/plain; charset=utf-8", body, encoding)
    assert parts(tmp_path, mail)[0].text == "Café closes."


@pytest.mark.parametrize("charset", ["", "; charset=us-ascii", "; charset=x-unknown"])
def test_letters_are_not_guessed(tmp_path: Path, charset: str) -> None:
    mail = raw(f"text/plain{charset}", b"Caf\xe9 \x81")
    with pytest.raises(DatelineError):
        parts(tmp_path, mail)
    mail = raw(f"text/plain{charset}", "Café".encode())
    assert parts(tmp_path, mail)[0].text == "Café"


def test_flowed_lines_are_one(tmp_path: Path) -> None:
    mail = raw(
        "text/plain; format=flowed", b"It rained \r\nin Kel.\r\n \r\nSnow\r\nfell.\r\n-- \r\nKel"
    )
    assert parts(tmp_path, mail)[0].text == "It rained in Kel.\n\nSnow\nfell.\n-- \nKel"


@pytest.mark.parametrize("date", ["Tomorrow", "Mon, 99 Mar 2025 09:30:00", "03/04/2025"])
def test_a_broken_date_stays_unknown(tmp_path: Path, date: str) -> None:
    article, (note,) = parts(
        tmp_path, b"From: a@kel.example\r\nDate: " + date.encode() + b"\r\n\r\nX"
    )
    assert article.published is None
    assert not note.skipped
    assert "cannot be understood" in note.reason


def test_a_missing_date_stays_unknown(tmp_path: Path) -> None:
    article, notes = parts(tmp_path, message())
    assert (article.published, notes) == (None, [])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not an e-mail"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not an e-mail"),
        (b"Just a text about rain.\n", "not an e-mail"),
        (b"From: a@kel.example\r\n\r\n", "no text"),
        (b"From: a@kel.example\r\nContent-Type: multipart/mixed\r\n\r\nx", "no text"),
        (b"From: a@kel.example\r\nContent-Type: image/png\r\n\r\nx", "no text"),
        (
            b"From: a@kel.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
            + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 300,
            "200 parts",
        ),
    ],
)
def test_what_is_no_message(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(DatelineError, match=reason):
        parts(tmp_path, content)


@pytest.mark.slow
def test_multiparts_in_multiparts_end(tmp_path: Path) -> None:
    head = b"From: a@kel.example\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n"
    nested = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1)
        for n in range(5_000)
    )
    with pytest.raises(DatelineError):
        parts(tmp_path, head + nested + b"--b5000\r\n\r\nText.")
