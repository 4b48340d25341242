"""`.docx`: words that are struck out, deleted or hidden; raised figures; cells; headlines."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from index.core.article import Article
from tests.index.sources.sample_files import LEAD, articles, read, save_document

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def read_document(folder: Path, document: docx.document.Document) -> Article:
    (article,) = articles(read(folder, "a.docx", save_document(document)))
    return article


def read_xml(folder: Path, *paragraphs: str) -> str:
    """The text of paragraphs made of this XML."""
    document = docx.Document()
    for number, xml in enumerate(paragraphs):
        paragraph = parse_xml(f"<w:p {nsdecls('w')} {MATH}>{xml}</w:p>")
        document.element.body.insert(number, paragraph)
    return read_document(folder, document).text


def run(text: str, settings: str = "") -> str:
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    "old",
    [
        run("310", "<w:strike/>"),
        run("310", "<w:dstrike/>"),
        run("310", '<w:strike w:val="true"/>'),
        run("3", "<w:strike/>") + run("10", "<w:b/><w:strike/>"),
        run("310", "<w:vanish/>"),
        run("310", '<w:strike/><w:vertAlign w:val="superscript"/>'),
        "<w:del><w:r><w:delText>310</w:delText></w:r></w:del>",
        f"<w:del>{run('310')}</w:del>",
        f"<w:moveFrom>{run('310')}</w:moveFrom>",
        run("310 ", "<w:strike/>"),
    ],
)
@pytest.mark.parametrize("new", [run("340"), f"<w:ins>{run('340')}</w:ins>"])
def test_words_that_are_struck_out_are_no_text(tmp_path: Path, old: str, new: str) -> None:
    text = read_xml(tmp_path, run("The line costs ") + old + new + run(" million."))
    assert text == "The line costs 340 million."


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (run("It opens in ") + run("2027", "<w:strike/>") + run(" 2028."), "It opens in 2028."),
        (run("Not now", "<w:strike/>") + run(" Later."), "Later."),
        (run("One ") + run(" ", "<w:strike/>") + run("two."), "One  two."),
        (run("Kept", '<w:strike w:val="0"/>') + run("."), "Kept."),
        (f"<w:moveTo>{run('Moved.')}</w:moveTo>", "Moved."),
    ],
)
def test_what_is_left_when_words_are_struck_out(tmp_path: Path, xml: str, text: str) -> None:
    assert read_xml(tmp_path, xml) == text


@pytest.mark.parametrize("name", ["strike", "vanish"])
def test_styles_strike_words_out(tmp_path: Path, name: str) -> None:
    document = docx.Document()
    old = document.styles.add_style("Old words", WD_STYLE_TYPE.CHARACTER)
    older = document.styles.add_style("Older words", WD_STYLE_TYPE.CHARACTER)
    older.base_style = old
    setattr(old.font, {"strike": "strike", "vanish": "hidden"}[name], True)
    paragraph = document.add_paragraph("The line costs ")
    paragraph.add_run("310 ", style=older)
    kept = paragraph.add_run("340 ", style=older)
    setattr(kept.font, {"strike": "strike", "vanish": "hidden"}[name], False)
    paragraph.add_run("million.")
    assert read_document(tmp_path, document).text == "The line costs 340 million."


def test_a_style_of_paragraphs_strikes_out_and_one_of_words_does_not(tmp_path: Path) -> None:
    document = docx.Document()
    whole = document.styles.add_style("Old paragraph", WD_STYLE_TYPE.PARAGRAPH)
    words = document.styles.add_style("Old words", WD_STYLE_TYPE.CHARACTER)
    whole.font.strike = words.font.strike = True
    paragraph = document.add_paragraph("All of this is old.", style=whole)
    paragraph.add_run("New.", style=words)
    assert read_document(tmp_path, document).text == "New."


def test_a_deleted_end_of_a_paragraph_joins_two(tmp_path: Path) -> None:
    end = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert read_xml(tmp_path, end + run("The line "), run("is late.")) == "The line is late."


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (run("10") + run("6", '<w:vertAlign w:val="superscript"/>') + run(" m."), "10⁶ m."),
        (run("10") + run("6", '<w:position w:val="8"/>') + run(" m."), "10⁶ m."),
        (run("CO") + run("2", '<w:vertAlign w:val="subscript"/>') + run("."), "CO₂."),
        (run("10") + run("1", '<w:vertAlign w:val="superscript"/>')
         + run("2", '<w:b/><w:vertAlign w:val="superscript"/>') + run(" t."), "10¹² t."),
        (run("2") + run("nd", '<w:vertAlign w:val="superscript"/>') + run(" floor."), "2nd floor."),
        (run("6", '<w:vertAlign w:val="baseline"/>') + run(" m."), "6 m."),
        (run("310") + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
         '<w:footnoteReference w:id="2"/></w:r>' + run(" million."), "310 million."),
        (run("310") + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
         '<w:endnoteReference w:customMarkFollows="1" w:id="2"/><w:t>2</w:t></w:r>'
         + run(" million."), "310 million."),
        (run("Of ") + "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6"
         "</m:t></m:r></m:sup></m:sSup></m:oMath>" + run(" m."), "Of 10⁶ m."),
        ("<m:oMath><m:f><m:num><m:r><m:t>a+1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r>"
         "</m:den></m:f></m:oMath>", "(a+1)/2"),
        (run("Ta") + "<w:r><w:softHyphen/></w:r>" + run("xes\u00ades."), "Taxeses."),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + run(" Oil."), "• Oil."),
        ('<w:r><w:sym w:font="Webdings" w:char="F0FF"/></w:r>' + run(" Oil."), "\ufffd Oil."),
        ("<w:r><w:ruby><w:rt><w:r><w:t>kel</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Kel</w:t></w:r>"
         "</w:rubyBase></w:ruby></w:r>", "Kel"),
    ],
)  # fmt: skip
def test_raised_figures_and_signs(tmp_path: Path, xml: str, text: str) -> None:
    assert read_xml(tmp_path, xml) == text


def test_the_mark_of_a_note_that_somebody_typed(tmp_path: Path) -> None:
    two = run("2", '<w:vertAlign w:val="superscript"/>')
    text = read_xml(tmp_path, run("The mayor resigned") + two + run("."), two + run(" On Monday."))
    assert text == "The mayor resigned.\n\n² On Monday."


def test_a_large_first_letter(tmp_path: Path) -> None:
    frame = '<w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr>'
    assert read_xml(tmp_path, frame + run("T"), run("he mayor resigned.")) == "The mayor resigned."


def test_two_paragraphs_in_a_cell_stay_in_their_row(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for place, words in enumerate(["Name", "Since", "Ada Quill", "2031"]):
        table.cell(place // 2, place % 2).text = words
    table.cell(1, 0).add_paragraph("Mayor of Kel")
    article = read_document(tmp_path, document)
    assert article.text == "Name\tSince\nAda Quill Mayor of Kel\t2031"


def test_a_table_of_long_texts_is_a_layout(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Kel Wire"
    table.cell(1, 0).text = f"{LEAD} " * 8
    table.cell(1, 0).add_paragraph(f"{LEAD} " * 8)
    table.cell(1, 1).text = "Photo"
    text = read_document(tmp_path, document).text
    assert text.split("\n\n") == [
        "Kel Wire",
        (f"{LEAD} " * 8).strip(),
        (f"{LEAD} " * 8).strip(),
        "Photo",
    ]


def test_deleted_rows_and_cells_are_no_text(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    for place, words in enumerate(["Year", "Votes", "2030", "9", "2031", "4,012"]):
        table.cell(place // 2, place % 2).text = words
    row = table.rows[1]._tr
    row.insert(0, parse_xml(f"<w:trPr {nsdecls('w')}><w:del/></w:trPr>"))
    table.cell(2, 0)._tc.get_or_add_tcPr().append(parse_xml(f"<w:cellDel {nsdecls('w')}/>"))
    assert read_document(tmp_path, document).text == "Year\tVotes\n4,012"


@pytest.mark.parametrize("style", ["Title", "Heading 1"])
def test_the_headline_by_its_style(tmp_path: Path, style: str) -> None:
    document = docx.Document()
    document.core_properties.title = "Kel Wire"
    document.add_paragraph("")
    document.add_paragraph("Mayor resigns", style=style)
    document.add_paragraph(LEAD)
    assert read_document(tmp_path, document).title == "Mayor resigns"


def test_the_headline_by_its_look(tmp_path: Path) -> None:
    for look in ("bold", "large", "plain", "sentence", "alone"):
        document = docx.Document()
        words = document.add_paragraph().add_run(LEAD if look == "sentence" else "Mayor resigns")
        words.bold = look != "large" and look != "plain"
        words.font.size = Pt(20) if look == "large" else None
        if look != "alone":
            document.add_paragraph(LEAD)
        expected = "Mayor resigns" if look in ("bold", "large") else ""
        assert read_document(tmp_path, document).title == expected
