"""`.pdf`: the words of the pages, to the letter; paragraphs where the layout shows them."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from index.sources.formats import pdf as reader
from index.sources.parsed_article import Problem
from index.sources.sandbox.files import read_path
from tests.index.sources.sample_files import LEAD, articles, make_pdf, problems, read

PAGE = [
    (72, 700, "Mayor resigns"),
    (72, 660, "The mayor of Port Elster resigned on"),
    (72, 646, "Monday after the vote."),
    (72, 618, "“I have done enough,” she said."),
    (84, 604, "Her deputy takes over"),
    (72, 590, "at noon."),
]


def test_lines_become_paragraphs_with_every_word_as_shown(tmp_path: Path) -> None:
    (article,) = articles(read(tmp_path, "a.pdf", make_pdf([PAGE])))
    assert article.text == (
        "Mayor resigns\n\nThe mayor of Port Elster resigned on\nMonday after the vote.\n\n"
        "“I have done enough,” she said.\n\nHer deputy takes over\nat noon."
    )
    assert article.id == "a"


def test_what_the_properties_say(tmp_path: Path) -> None:
    info = (
        "/Title (Mayor resigns) /Author (Ada Quill; B. Vane) /Producer (Press 9) "
        "/CreationDate (D:20310502101500+02'00') /ModDate (D:20310503101500Z)"
    )
    content = make_pdf([PAGE], info, "/Lang (en-GB)")
    (article,) = articles(read(tmp_path, "a.pdf", content))
    assert (article.title, article.authors) == ("Mayor resigns", ("Ada Quill", "B. Vane"))
    assert article.language == "en-GB"
    assert (article.published, article.updated) == (None, None)


@pytest.mark.parametrize(
    "title",
    [
        *("Microsoft Word - mayor.doc", "mayor.indd", "Mayor final.docx", "untitled", "Untitled-2"),
        *("Document1", "mayor_final_v2", "PowerPoint Presentation", " "),
    ],
)
def test_the_name_of_a_file_is_no_title(tmp_path: Path, title: str) -> None:
    content = make_pdf([PAGE], f"/Title ({title}) /Author (Microsoft Office User)")
    (article,) = articles(read(tmp_path, "a.pdf", content))
    assert (article.title, article.authors) == ("", ())


def test_pages_follow_one_another(tmp_path: Path) -> None:
    pages = [[(72, 700, "The mayor resigned")], [(72, 700, "on Monday.")], [(72, 700, "A call.")]]
    (article,) = articles(read(tmp_path, "a.pdf", make_pdf(pages)))
    assert article.text == "The mayor resigned\non Monday.\n\nA call."


def test_a_hyphen_at_the_end_of_a_line_is_not_lost(tmp_path: Path) -> None:
    lines = [(72, 700, "The pro-"), (72, 686, "test of 2031-"), (72, 672, "32 ended.")]
    (article,) = articles(read(tmp_path, "a.pdf", make_pdf([lines])))
    assert article.text == "The pro-\ntest of 2031-\n32 ended."


def test_pages_without_letters_say_so(tmp_path: Path) -> None:
    (problem,) = problems(read(tmp_path, "a.pdf", make_pdf([[], []])))
    assert problem == "a.pdf: it has no text"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is not a PDF"),
        (b"Not a PDF at all", "it is not a PDF"),
        (b"%PDF-1.7\n", "it is damaged: its end is missing"),
        (b"%PDF-1.7\n%%EOF", "it is damaged, or not a PDF"),
        (make_pdf([PAGE])[:200], "it is damaged: its end is missing"),
        (make_pdf([PAGE] * 3)[:-40], "it is damaged: its end is missing"),
        (make_pdf([PAGE]) + b"\n8 0 obj\n<< >>\nendobj\n", "it is damaged: its end is missing"),
    ],
)
def test_what_is_no_whole_pdf_says_so(tmp_path: Path, content: bytes, reason: str) -> None:
    assert problems(read(tmp_path, "a.pdf", content)) == [f"a.pdf: {reason}"]


def test_what_a_server_adds_behind_the_end_does_no_harm(tmp_path: Path) -> None:
    content = make_pdf([PAGE]) + b"\n<!-- 12 ms, object 4 0 of 9 -->" * 200
    assert len(articles(read(tmp_path, "a.pdf", content))) == 1


def test_fonts_without_an_alphabet_say_so(tmp_path: Path) -> None:
    # The numbers of shapes in a font, of which pdfium makes the letters with these numbers.
    content = make_pdf([[(72, 700, "Mayor resigns on Monday")]]).replace(
        b"/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding",
        b"/Subtype /Type0 /BaseFont /Kel /Encoding /Identity-H /DescendantFonts [<< /Type /Font"
        b" /Subtype /CIDFontType2 /BaseFont /Kel /DW 500 /CIDSystemInfo << /Registry (Adobe)"
        b" /Ordering (Identity) /Supplement 0 >> >>]",
    )
    (problem,) = problems(read(tmp_path, "a.pdf", content))
    assert problem == "a.pdf: its fonts do not say which letters they show"


def test_attached_files_are_named_and_left_out(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(make_pdf([PAGE]))
    document.new_attachment("budget.csv").set_data(b"a,b")
    document.save(tmp_path / "made.pdf")
    document.close()
    reads = list(read_path(tmp_path / "made.pdf"))
    assert len(articles(reads)) == 1
    reasons = [item.reason for item in reads if isinstance(item, Problem)]
    assert reasons == ["its attached files are left out (budget.csv)"]


def test_an_encrypted_pdf_says_so(tmp_path: Path) -> None:
    # RC4 with a password nobody has: 32 bytes of O and U that fit no key.
    content = make_pdf([PAGE]).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >>",
    )
    (problem,) = problems(read(tmp_path, "a.pdf", content))
    assert problem == "a.pdf: it is protected by a password"


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    assert "more than 2,000 pages" in problems(read(tmp_path, "a.pdf", make_pdf([[]] * 5_000)))[0]


def test_a_pdf_over_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(reader.MAX_FILE_BYTES + 1)
    (problem,) = problems(list(read_path(path)))
    assert "more than the 100 MB" in problem


def test_letters_of_a_file_made_by_another_library(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(595, 842)
    font = raw.FPDFText_LoadStandardFont(document, b"Times-Roman")
    text_object = raw.FPDFPageObj_CreateTextObj(document, font, 11)
    words = (ctypes.c_ushort * (len(LEAD) + 1))(*map(ord, LEAD))
    raw.FPDFText_SetText(text_object, words)
    raw.FPDFPageObj_Transform(text_object, 1, 0, 0, 1, 60, 700)
    raw.FPDFPage_InsertObject(page, text_object)
    page.gen_content()
    document.save(tmp_path / "made.pdf")
    document.close()
    (article,) = articles(list(read_path(tmp_path / "made.pdf")))
    assert article.text == LEAD
