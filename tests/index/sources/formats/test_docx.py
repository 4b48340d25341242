"""`.docx`: what a reader of the document sees, in order; nothing is expanded, fetched or run."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.sources.formats.office import docx as reader
from tests.index.sources.sample_files import (
    LEAD,
    articles,
    make_docx,
    make_zip,
    problems,
    read,
    save_document,
)


def with_part(content: bytes, name: str, change: bytes | None) -> bytes:
    """The package with another part of that name, or without it."""
    output = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(output, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member.filename, old.read(member))
        if change is not None:
            new.writestr(name, change)
    return output.getvalue()


def part(content: bytes, name: str) -> bytes:
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def body(xml: str) -> bytes:
    """A document of one paragraph made of this XML."""
    document = docx.Document()
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")
    document.element.body.insert(0, paragraph)
    return save_document(document)


def test_paragraphs_and_tables_come_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Mayor resigns", style="Title")
    document.add_paragraph(LEAD)
    table = document.add_table(2, 2)
    for place, words in enumerate(["Year", "Votes", "2031", "4,012"]):
        table.cell(place // 2, place % 2).text = words
    document.add_paragraph("")
    document.add_paragraph("She left.\tAt noon.\nAlone.")
    (article,) = articles(read(tmp_path, "a.docx", save_document(document)))
    assert article.text == (
        f"Mayor resigns\n\n{LEAD}\n\nYear\tVotes\n2031\t4,012\n\nShe left.\tAt noon.\nAlone."
    )
    assert article.title == "Mayor resigns"


def test_a_table_that_is_a_layout_is_paragraphs(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Left."
    table.cell(0, 1).text = "One."
    table.cell(0, 1).add_paragraph("Two.")
    table.cell(0, 1).add_table(1, 1).cell(0, 0).text = "Three."
    (article,) = articles(read(tmp_path, "a.docx", save_document(document)))
    assert article.text == "Left.\n\nOne.\n\nTwo.\n\nThree."


def test_what_the_properties_say(tmp_path: Path) -> None:
    content = make_docx(LEAD, title="Mayor resigns", author="Ada Quill; B. Vane", language="en-GB")
    document = docx.Document(io.BytesIO(content))
    document.core_properties.created = datetime(2031, 5, 2)
    document.core_properties.modified = datetime(2031, 5, 3)
    (article,) = articles(read(tmp_path, "a.docx", save_document(document)))
    assert (article.title, article.authors) == ("Mayor resigns", ("Ada Quill", "B. Vane"))
    assert article.language == "en-GB"
    assert (article.published, article.updated) == (None, None)


def test_nobody_is_named_who_did_not_write(tmp_path: Path) -> None:
    (article,) = articles(read(tmp_path, "a.docx", make_docx(LEAD, author="python-docx")))
    assert (article.title, article.authors, article.text) == ("", (), LEAD)


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:r><w:t>A</w:t></w:r><w:ins><w:r><w:t>dd</w:t></w:r></w:ins>", "Add"),
        ("<w:del><w:r><w:delText>not</w:delText></w:r></w:del><w:r><w:t>so</w:t></w:r>", "so"),
        ("<w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:r><w:t>y</w:t></w:r>", "y"),
        ("<w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink>", "linked"),
        ("<w:sdt><w:sdtContent><w:r><w:t>in</w:t></w:r></w:sdtContent></w:sdt>", "in"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:t>y</w:t></w:r>", "y"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>x</w:t></w:r>', "x"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>3</w:t></w:r>", "3"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r>", "co\u2011op"),
        (
            "<w:r><w:t>In.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r>"
            "</w:p></w:txbxContent></w:pict></w:r><w:r><w:t> On.</w:t></w:r>",
            "In. On.\n\nBox.",
        ),
    ],
)
def test_what_is_shown_counts(tmp_path: Path, xml: str, text: str) -> None:
    (article,) = articles(read(tmp_path, "a.docx", body(xml)))
    assert article.text == text


@pytest.mark.parametrize(
    ("entity", "name"),
    [
        ("<!ENTITY e 'expanded'>", "inner"),
        ("<!ENTITY e SYSTEM 'file:///etc/hostname'>", "file"),
        ("<!ENTITY e SYSTEM 'http://127.0.0.1:9/x'>", "network"),
        (
            "<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
            "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY e '&c;&c;&c;&c;&c;&c;&c;&c;'>",
            "laughs",
        ),
    ],
)
def test_entities_are_not_expanded(tmp_path: Path, entity: str, name: str) -> None:
    content = make_docx(f"{LEAD} MARK")
    xml = part(content, "word/document.xml").replace(b"MARK", b"&e;")
    start = xml.index(b"<w:document")
    xml = xml[:start] + f"<!DOCTYPE w [{entity}]>".encode() + xml[start:]
    reads = read(tmp_path, f"{name}.docx", with_part(content, "word/document.xml", xml))
    assert articles(reads) == []
    assert "document type" in problems(reads)[0] or "damaged" in problems(reads)[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is damaged, or not a zip archive"),
        (b"PK\x03\x04", "it is damaged, or not a zip archive"),
        (make_docx(LEAD)[:-100], "it is damaged, or not a zip archive"),
        (make_zip({"a.txt": LEAD}), "it is damaged, or not a Word document"),
        (with_part(make_docx(LEAD), "word/document.xml", None), "it is damaged"),
        (with_part(make_docx(LEAD), "word/document.xml", b"<w:doc"), "it is damaged"),
        (with_part(make_docx(LEAD), "[Content_Types].xml", b"<x/>"), "it is damaged"),
        (with_part(make_docx(LEAD), "docProps/core.xml", b"<x"), "it is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "password, or in the format of Word 97"),
        (make_docx(" "), "it has no text"),
    ],
)
def test_what_is_no_whole_document_says_so(tmp_path: Path, content: bytes, reason: str) -> None:
    (problem,) = problems(read(tmp_path, "a.docx", content))
    assert reason in problem


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = make_zip({"word/media/x.bin": bytes(60_000_000), "word/document.xml": b"<x/>"})
    assert "like a bomb" in problems(read(tmp_path, "a.docx", bomb))[0]


@pytest.mark.slow
def test_a_part_of_xml_has_a_limit(tmp_path: Path) -> None:
    filler = b"".join(b"%032x" % (number * 2**80) for number in range(1_600_000))
    content = with_part(make_docx(LEAD), "word/document.xml", b"<x>" + filler + b"</x>")
    assert "more than 50 MB" in problems(read(tmp_path, "a.docx", content))[0]
    assert len(filler) > reader.MAX_XML_BYTES


def test_macros_are_passed_over(tmp_path: Path) -> None:
    content = with_part(make_docx(LEAD), "word/vbaProject.bin", b"Sub AutoOpen()")
    (article,) = articles(read(tmp_path, "a.docx", content))
    assert article.text == LEAD
