"""`.doc`: a converter of this machine reads it, within limits; without one it says what to do.

The converters are programs of a few lines; a machine that has antiword runs the real one, too.
"""

from __future__ import annotations

import os
import select
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from index.core.errors import DatelineError
from index.sources.formats.office import converter
from index.sources.formats.office.docbook import read_docbook
from tests.index.sources.compound_file import make_compound_file
from tests.index.sources.formats.office.word97 import make_doc, make_encrypted_doc
from tests.index.sources.sample_files import LEAD, articles, make_docx, problems, read

DOCBOOK = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML'
    ' V4.1.2//EN" "http://www.oasis-open.org/docbook/xml/4.1.2/docbookx.dtd">\n'
)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of programs; there is none in it."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def install(folder: Path, name: str, body: str) -> None:
    """A program in Python."""
    path = folder / name
    path.write_text(f"#!{sys.executable} -S\nimport os, shutil, sys\n{body}\n")
    path.chmod(0o755)


def book(xml: str) -> str:
    return f"{DOCBOOK}<book><chapter>{xml}</chapter></book>"


def test_without_a_converter_it_says_what_to_do(tmp_path: Path, programs: Path) -> None:
    assert problems(read(tmp_path, "a.doc", make_doc(LEAD))) == [
        "a.doc: it is in the format of Word 97, which needs a converter. Save it as .docx, or "
        "install antiword or LibreOffice"
    ]


def test_antiword_reads_it(tmp_path: Path, programs: Path) -> None:
    text = book(f"<title/>\n <para>\n{LEAD}\n </para><para>Bye –\nsoon.</para>")
    checks = "assert sys.argv[1:] == ['-x', 'db', 'document.doc'], sys.argv"
    install(
        programs,
        "antiword",
        f"{checks}\nassert os.path.exists(sys.argv[3])\nsys.stdout.buffer.write({text.encode()!r})",
    )
    (article,) = articles(read(tmp_path, "a.doc", make_doc("x")))
    assert (article.id, article.text) == ("a", f"{LEAD}\n\nBye – soon.")


@pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword is not installed")
def test_the_real_antiword_reads_it(tmp_path: Path) -> None:
    paragraphs = (LEAD, "“She” left the café – at noon.", "It rained. " * 40)
    (article,) = articles(read(tmp_path, "a.doc", make_doc(*paragraphs)))
    assert article.text == "\n\n".join(one.strip() for one in paragraphs)


def test_libreoffice_reads_it(tmp_path: Path, programs: Path) -> None:
    (tmp_path / "ready.docx").write_bytes(make_docx(LEAD, title="Gone"))
    install(
        programs,
        "soffice",
        "assert sys.argv[2:6] == ['--headless', '--norestore', '--convert-to', 'docx']\n"
        "assert sys.argv[1].startswith('-env:UserInstallation=file://' + os.getcwd())\n"
        f"shutil.copy({str(tmp_path / 'ready.docx')!r}, 'document.docx')",
    )
    (article,) = articles(read(tmp_path, "a.doc", make_doc("x")))
    assert (article.id, article.title, article.text) == ("a", "Gone", LEAD)


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("antiword", "sys.exit(1)", "antiword cannot convert it"),
        ("antiword", "os.kill(os.getpid(), 11)", "antiword cannot convert it"),
        ("antiword", "while True: pass", "antiword took longer than 1 s to convert it"),
        ("antiword", "import time; time.sleep(600)", "antiword took longer than 1 s"),
        (
            "antiword",
            "while True: sys.stdout.write('x' * 1_000_000)",
            "antiword cannot convert it",
        ),
        ("antiword", "print('<book><para>')", "a part is not well-formed XML"),
        ("antiword", "print('<book/>')", "it has no text"),
        ("soffice", "pass", "LibreOffice cannot convert it: it is damaged"),
        ("soffice", "open('document.docx', 'w').write('x')", "damaged, or not a zip archive"),
    ],
)
def test_a_converter_that_fails_is_a_reason(
    tmp_path: Path,
    programs: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    body: str,
    reason: str,
) -> None:
    monkeypatch.setattr(converter, "SECONDS", 1.0)
    monkeypatch.setattr(converter, "MAX_OUTPUT_BYTES", 3_000_000)
    install(programs, name, body)
    (problem,) = problems(read(tmp_path, "a.doc", make_doc("x")))
    assert reason in problem


def test_what_a_converter_has_started_ends_with_it(
    tmp_path: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converter, "SECONDS", 3.0)
    note = tmp_path / "pid"
    install(
        programs,
        "antiword",
        "import time\npid = os.fork()\n"
        f"if pid: open({str(note)!r}, 'w').write(str(pid))\ntime.sleep(600)",
    )
    assert "took longer" in problems(read(tmp_path, "a.doc", make_doc("x")))[0]
    with suppress(ProcessLookupError):
        ended = os.pidfd_open(int(note.read_text()))
        assert select.select([ended], [], [], 20.0)[0]
        os.close(ended)


def test_a_converter_sees_nothing_of_the_environment_and_leaves_nothing(
    tmp_path: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("DATELINE_API_KEY", "secret")
    install(
        programs,
        "antiword",
        "assert 'secret' not in str(os.environ)\nassert os.environ['HOME'] == os.getcwd()\n"
        f"sys.stdout.write({book(f'<para>{LEAD}</para>')!r})",
    )
    assert len(articles(read(tmp_path, "a.doc", make_doc("x")))) == 1
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (make_docx(LEAD), LEAD),
        (b"{\\rtf1\\ansi " + LEAD.encode() + b"\\par}", LEAD),
        (f"<html><body><p>{LEAD}</p></body></html>".encode(), LEAD),
        (f"\ufeff\n<!DOCTYPE html><p>{LEAD}</p>".encode(), LEAD),
        (
            f"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>{LEAD}</p>\r\n".encode(),
            LEAD,
        ),
    ],
)
def test_files_of_another_kind_under_that_name(
    tmp_path: Path, programs: Path, content: bytes, text: str
) -> None:
    (article,) = articles(read(tmp_path, "a.doc", content))
    assert (article.id, article.text) == ("a", text)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is not a Word document"),
        (b"Just text.", "it is not a Word document"),
        (make_encrypted_doc(), "it is protected by a password"),
        (make_compound_file({"EncryptedPackage": bytes(600)}), "it is protected by a password"),
        (make_compound_file({"Workbook": bytes(600)}), "it is not a Word document"),
        (make_doc("x")[:3_001], "it is damaged, or not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "it is damaged"),
    ],
)
def test_what_is_no_whole_document_says_so(
    tmp_path: Path, programs: Path, content: bytes, reason: str
) -> None:
    (problem,) = problems(read(tmp_path, "a.doc", content))
    assert reason in problem


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<sect1><title>Rain</title><para>One.</para></sect1>", "Rain\n\nOne."),
        ("<para>In 2031<superscript>2</superscript> H<subscript>2</subscript>O</para>",
         "In 2031² H₂O"),
        ("<para>One<footnote><para>Note.</para></footnote>.</para>", "One."),
        ("<para>a <emphasis role='bold'>b</emphasis>\n c</para>", "a b c"),
        ("<itemizedlist><listitem><para>One</para></listitem></itemizedlist>", "One"),
        ("<informaltable><tgroup cols='2'><tbody><row><entry>Year</entry><entry>Votes</entry></row>"
         "<row><entry>2031</entry><entry>4,012</entry></row></tbody></tgroup></informaltable>",
         "Year\tVotes\n2031\t4,012"),
        ("<beginpage/><para>&amp;</para>", "&"),
    ],
)  # fmt: skip
def test_the_text_of_docbook(xml: str, text: str) -> None:
    assert read_docbook(book(xml).encode())[0] == text


def test_what_docbook_states() -> None:
    info = (
        "<bookinfo><title>Mayor resigns</title><author><firstname>Ada</firstname>\n"
        "<surname>Quill</surname></author><date>2031-05-02</date></bookinfo>"
    )
    text, metadata = read_docbook(f"<book>{info}<chapter><para>x</para></chapter></book>".encode())
    assert (text, metadata.title, metadata.authors) == ("x", "Mayor resigns", ("Ada Quill",))
    assert metadata.published == ""


def test_docbook_that_does_harm() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaaaa">]><book><para>&a;</para></book>'
    deep = "<sect1>" * 300 + "<para>x</para>" + "</sect1>" * 300
    for xml, reason in ((laughs, "XML entities"), (f"<book>{deep}</book>", "deep")):
        with pytest.raises(DatelineError, match=reason):
            read_docbook(xml.encode())
