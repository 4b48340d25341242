"""A message of Outlook is read as the same message in an `.eml` file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.sources.formats.mail import mapi
from index.sources.parsed_article import Problem
from tests.index.sources.compound_file import Tree, make_compound_file
from tests.index.sources.formats.mail.sample_msg import (
    ADDRESS,
    BINARY,
    BODY,
    BODY_CODE_PAGE,
    CLASS,
    CODE_PAGE,
    HEADERS,
    HTML,
    NAME,
    RICH_TEXT,
    SUBJECT,
    make_msg,
)
from tests.index.sources.sample_files import LEAD, articles, problems, read

SENT = datetime(2031, 5, 5, 7, 0, tzinfo=UTC)


def test_what_outlook_notes(tmp_path: Path) -> None:
    texts = {CLASS: "IPM.Note", SUBJECT: "Café closes", NAME: "Kel Wire", BODY: f"{LEAD}\r\nBye."}
    (article,) = articles(read(tmp_path, "a.msg", make_msg({**texts}, SENT)))
    assert (article.id, article.title, article.source) == ("a", "Café closes", "Kel Wire")
    assert (article.text, article.published) == (f"{LEAD}\nBye.", "2031-05-05T07:00:00+00:00")


def test_the_headers_of_the_sender_go_before_the_notes_of_outlook(tmp_path: Path) -> None:
    head = (
        "Received: from a by b\r\nFrom: Elster Courier <news@elster.example>\r\n"
        "Date: Mon, 05 May 2031 10:00:00 +0300\r\nContent-Type: text/plain; charset=nonsense\r\n"
        "Subject: =?utf-8?B?Q2Fmw6k=?=\r\n closes\r\nTo: =?broken\r\nX-A: \x00\r\n"
    )
    texts = {SUBJECT: "Rain", NAME: "news", HEADERS: head, BODY: LEAD}
    (article,) = articles(read(tmp_path, "a.msg", make_msg({**texts}, SENT)))
    assert (article.source, article.published) == ("Elster Courier", "2031-05-05T10:00:00+03:00")
    assert article.title == "Café closes"


def test_without_any_date_there_is_none(tmp_path: Path) -> None:
    texts = {SUBJECT: "Rain", ADDRESS: "news@elster.example", BODY: LEAD}
    (article,) = articles(read(tmp_path, "a.msg", make_msg({**texts})))
    assert (article.published, article.source) == (None, "elster.example")


def test_an_address_of_exchange_is_no_outlet(tmp_path: Path) -> None:
    texts = {SUBJECT: "Rain", 0x0065: "/O=KEL/CN=NEWS", BODY: LEAD}
    (article,) = articles(read(tmp_path, "a.msg", make_msg({**texts})))
    assert article.source == ""


@pytest.mark.parametrize(
    ("page", "codec", "text"),
    [
        (1251, "cp1251", "Дождь в Келе."),
        (1252, "cp1252", "“Rain” in Kel – café."),
        (932, "cp932", "ケルで雨が降った。"),
        (28592, "iso8859-2", "Zażółć gęślą jaźń."),
        (65001, "utf-8", "Дождь – ケル."),
        (20866, "koi8-r", "Дождь в Келе."),
    ],
)
def test_texts_in_a_code_page(tmp_path: Path, page: int, codec: str, text: str) -> None:
    content = make_msg(
        {SUBJECT: ("Rain", "ascii"), BODY: (text, codec)}, numbers={BODY_CODE_PAGE: page}
    )
    (article,) = articles(read(tmp_path, "a.msg", content))
    assert article.text == text
    content = make_msg({SUBJECT: (text, codec), BODY: LEAD}, numbers={CODE_PAGE: page})
    assert articles(read(tmp_path, "b.msg", content))[0].title == text


def test_a_code_page_that_nobody_states_is_not_guessed(tmp_path: Path) -> None:
    content = make_msg({SUBJECT: "Rain", BODY: ("café", "cp1252")})
    (problem,) = problems(read(tmp_path, "a.msg", content))
    assert "it is not UTF-8 (byte 3), and declares no other" in problem


def test_a_message_of_html_alone(tmp_path: Path) -> None:
    page = "<html><head><meta charset='windows-1252'></head><body><p>Café.</p><p>Rain.</p></body>"
    for name, others, numbers in (
        ("a.msg", {f"__substg1.0_{HTML:04X}{BINARY:04X}": page.encode("cp1252")}, {}),
        (
            "b.msg",
            {f"__substg1.0_{HTML:04X}{BINARY:04X}": page.encode("cp1252")},
            {BODY_CODE_PAGE: 1252},
        ),
    ):
        content = make_msg({SUBJECT: "Rain"}, numbers=numbers, others={**others})
        assert articles(read(tmp_path, name, content))[0].text == "Café.\n\nRain."


def test_attachments_are_named_and_pictures_of_the_text_are_not(tmp_path: Path) -> None:
    others: dict[str, bytes | Tree] = {
        "__attach_version1.0_#00000000": {"__properties_version1.0": bytes(8)},
        "__attach_version1.0_#00000001": {"__substg1.0_3712001F": "a@b".encode("utf-16-le")},
    }
    reads = read(tmp_path, "a.msg", make_msg({SUBJECT: "Rain", BODY: LEAD}, others=others))
    (note,) = (item for item in reads if isinstance(item, Problem))
    assert note.reason == "its 1 attachment was left out"
    assert len(articles(reads)) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "damaged, or not a message of Outlook"),
        (b"From: x\n\ny", "damaged, or not a message of Outlook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged, or not a message of Outlook"),
        (make_msg({BODY: LEAD, SUBJECT: "Rain"})[:-600], "damaged, or not a message of Outlook"),
        (make_compound_file({"WordDocument": bytes(5_000)}), "it is not a message of Outlook"),
        (make_msg({CLASS: "IPM.Contact", BODY: LEAD}), "of the class ipm.contact"),
        (make_msg({CLASS: "IPM.Note.SMIME", SUBJECT: "A"}), "encrypted or signed (S/MIME)"),
        (make_msg({SUBJECT: "A"}), "it has no text"),
        (
            make_msg({SUBJECT: "A"}, others={f"__substg1.0_{RICH_TEXT:04X}{BINARY:04X}": b"x"}),
            "its text is in Outlook's rich text only. Save it as HTML in Outlook",
        ),
        (make_msg({BODY: LEAD}), "it has no sender, subject or date"),
    ],
)
def test_what_is_no_mail_says_so(tmp_path: Path, content: bytes, reason: str) -> None:
    (problem,) = problems(read(tmp_path, "a.msg", content))
    assert reason in problem


def test_a_text_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapi, "_MAX_STREAM_BYTES", 1_000_000)
    content = make_msg({SUBJECT: "A", BODY: "x" * 500_001})
    assert "more than 1 MB" in problems(read(tmp_path, "a.msg", content))[0]
