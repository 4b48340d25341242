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


RICH = (
    "<p>The council of Kel approved the new tram line on Monday.</p>"
    "<p>Mayor Ilse Graen said that it opens in two years.</p>"
)
RICH_TEXT = (
    "The council of Kel approved the new tram line on Monday.\n\n"
    "Mayor Ilse Graen said that it opens in two years."
)
NOTICES = [
    "Your e-mail program does not show HTML. View this message in a browser: https://kel.example/b",
    "This is an HTML message. Please use an HTML-capable mail reader.",
    "View this email in your browser (https://kel.example/1)",
    "To read this newsletter, open the web version.\n\nThank you\nKel Wire",
    "Having trouble viewing this email?",
    "Your mail client doesn't support HTML e-mails.",
    "Read this newsletter online: https://kel.example/b/1",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_does_not_stand_for_the_html(tmp_path: Path, notice: str) -> None:
    mail = message(notice)
    mail.add_alternative(RICH, subtype="html")
    assert parts(tmp_path, mail) == (parts(tmp_path, message(RICH_TEXT))[0], [])
    with pytest.raises(DatelineError, match="only a notice"):
        parts(tmp_path, message(notice))


@pytest.mark.parametrize(
    "plain",
    [
        "Falls diese Nachricht nicht richtig angezeigt wird, klicken Sie bitte hier.",
        "https://kel.example/b/1",
        "Tram line approved",
    ],
)
def test_a_short_plain_text_that_says_something_else_does_not_count(
    tmp_path: Path, plain: str
) -> None:
    mail = message(plain)
    mail.add_alternative(RICH, subtype="html")
    assert parts(tmp_path, mail)[0].text == RICH_TEXT


def test_html_in_another_part_than_the_notice(tmp_path: Path) -> None:
    mail = message(NOTICES[0])
    mail.add_attachment(RICH, subtype="html", disposition="inline")
    assert parts(tmp_path, mail)[0].text == RICH_TEXT


@pytest.mark.parametrize(
    "plain",
    [
        f"View this email in your browser\n\n{RICH_TEXT}",
        "The council approved the tram line on Monday. It opens in two years, the mayor said.",
        "HTML turned thirty on Monday.",
    ],
)
def test_a_plain_text_that_says_the_same_counts(tmp_path: Path, plain: str) -> None:
    mail = message(plain)
    assert parts(tmp_path, mail)[0].text == plain
    mail.add_alternative(f"<p>{plain}</p><p>© Kel Wire</p>", subtype="html")
    assert parts(tmp_path, mail)[0].text == plain


def head(sender: str, subject: str, charset: str, encoding: str) -> bytes:
    text = f"From: {sender}\r\nSubject: {subject}\r\n"
    kind = f"; charset={charset}" if charset else ""
    return f"{text}Content-Type: text/plain{kind}\r\n\r\nIt rained in Kel.\r\n".encode(encoding)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("", "utf-8"),
        ("us-ascii", "utf-8"),
        ("iso-8859-1", "iso-8859-1"),
        ("windows-1252", "windows-1252"),
        ("iso-8859-15", "iso-8859-15"),
    ],
)
def test_raw_letters_in_headers(tmp_path: Path, charset: str, encoding: str) -> None:
    mail = head('"Mähr, Jürgen" <j@kel.example>', "Größere Straßenbahn für Kel", charset, encoding)
    article, notes = parts(tmp_path, mail)
    assert (article.source, article.title) == ("Mähr, Jürgen", "Größere Straßenbahn für Kel")
    assert notes == []


def test_the_charset_of_a_part_is_that_of_the_headers(tmp_path: Path) -> None:
    mail = (
        "From: Jürgen <j@kel.example>\r\nSubject: Größe\r\n"
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        "Content-Type: text/plain; charset=iso-8859-1\r\n\r\nText.\r\n--b--\r\n"
    )
    article, _ = parts(tmp_path, mail.encode("iso-8859-1"))
    assert (article.source, article.title) == ("Jürgen", "Größe")


@pytest.mark.parametrize("charset", ["", "us-ascii", "utf-8", "x-unknown"])
def test_letters_of_no_declared_charset_are_unknown_and_noted(tmp_path: Path, charset: str) -> None:
    mail = head("Jürgen <j@kel.example>", "Größe", charset, "iso-8859-2")
    article, notes = parts(tmp_path, mail)
    assert (article.source, article.title, article.text) == ("", "", "It rained in Kel.")
    assert sorted(note.reason[:20] for note in notes) == [
        "its header 'From' is",
        "its header 'Subject'",
    ]


def test_words_in_windows_letters_under_the_name_of_latin(tmp_path: Path) -> None:
    mail = b"From: a@kel.example\r\nSubject: =?iso-8859-1?q?Kel=92s_tram_=96_=A35m?=\r\n\r\nText."
    assert parts(tmp_path, mail)[0].title == "Kel’s tram – £5m"


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Mon, 17 Mar 25 09:05:00 GMT", "2025-03-17T09:05:00+00:00"),
        ("Mon, 17 Mar 2025 9:05:00 -0500 (EST)", "2025-03-17T09:05:00-05:00"),
        ("Mo, 17 Mär 2025 09:05:00 +0100", "2025-03-17T09:05:00+01:00"),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
    ],
)
def test_dates_of_headers(tmp_path: Path, date: str, published: str | None) -> None:
    mail = f"From: a@kel.example\r\nDate: {date}\r\n\r\nText.".encode()
    article, notes = parts(tmp_path, mail)
    assert (article.published, notes) == (published, [])


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
