"""`.odt`: what a reader of the document sees, in order; nothing is expanded, fetched or run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.index.sources.formats.office.open_document import make_open_document
from tests.index.sources.sample_files import LEAD, articles, make_zip, problems, read

STYLES = (
    "".join(
        f'<style:style style:name="{name}" style:family="text"{parent}>'
        f"<style:text-properties {properties}/></style:style>"
        for name, parent, properties in (
            ("struck", "", 'style:text-line-through-style="solid"'),
            ("crossed", "", 'style:text-line-through-type="double"'),
            ("heir", ' style:parent-style-name="struck"', ""),
            ("back", ' style:parent-style-name="struck"', 'style:text-line-through-style="none"'),
            ("loop", ' style:parent-style-name="loop"', ""),
            ("hidden", "", 'text:display="none"'),
            ("raised", "", 'style:text-position="super 58%"'),
            ("high", "", 'style:text-position="33% 58%"'),
            ("lowered", "", 'style:text-position="sub 58%"'),
            ("level", "", 'style:text-position="0% 100%"'),
        )
    )
    + '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
)


def span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def cell(*paragraphs: str) -> str:
    return f"<table:table-cell>{''.join(map(p, paragraphs))}</table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def text_of(folder: Path, body: str) -> str:
    (article,) = articles(read(folder, "a.odt", make_open_document(body, STYLES)))
    return article.text


def test_paragraphs_headings_lists_and_tables_come_in_order(tmp_path: Path) -> None:
    body = (
        "<text:h>Mayor resigns</text:h>" + p(LEAD) + p("")
        + f"<text:list><text:list-item>{p('One')}</text:list-item><text:list-item>{p('Two')}"
        "</text:list-item></text:list><table:table><table:table-header-rows>"
        + row(cell("Year"), cell("Votes")) + "</table:table-header-rows>"
        + row(cell("2031"), cell("4,012")) + "</table:table>"
        + f"<text:section>{p('End.')}</text:section>"
    )  # fmt: skip
    assert text_of(tmp_path, body) == (
        f"Mayor resigns\n\n{LEAD}\n\nOne\n\nTwo\n\nYear\tVotes\n2031\t4,012\n\nEnd."
    )


def test_a_table_that_is_a_layout_is_paragraphs(tmp_path: Path) -> None:
    inner = f"<table:table>{row(cell('Three.'))}</table:table>"
    layout = cell("One.", "Two.").replace("</table:t", inner + "</table:t")
    body = f"<table:table>{row(cell('Left.'), layout)}</table:table>"
    assert text_of(tmp_path, body) == "Left.\n\nOne.\n\nTwo.\n\nThree."


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("A" + span("struck", "not") + "b", "Ab"),
        ("A" + span("crossed", "not") + "b", "Ab"),
        ("A" + span("heir", "not") + "b", "Ab"),
        ("A" + span("struck", "not" + span("back", "so")) + "b", "Asob"),
        ("A" + span("loop", "so") + "b", "Asob"),
        ("A" + span("hidden", "not") + "b", "Ab"),
        ("A" + span("unknown", "so") + "b", "Asob"),
        ("<text:hidden-text>not</text:hidden-text>so", "so"),
        ("In 2031" + span("raised", "2") + " it", "In 2031² it"),
        ("In 2031" + span("high", "2") + " it", "In 2031² it"),
        ("CO" + span("lowered", "2"), "CO₂"),
        ("A" + span("level", "2"), "A2"),
        ("the 2" + span("raised", "nd"), "the 2nd"),
        ("In  \n 2031", "In 2031"),
        ("In<text:s/> 2031<text:s text:c='3'/>it", "In 2031   it"),
        (f"In<text:s text:c='{'9' * 5_000}'/>2031", "In 2031"),
        ("a<text:tab/>b<text:line-break/>c<text:soft-page-break/>d", "a\tb\ncd"),
        ("A<text:note><text:note-citation>1</text:note-citation><text:note-body>"
         + p("Note.") + "</text:note-body></text:note>b", "Ab"),
        ("A<office:annotation><dc:creator>Bo</dc:creator>" + p("No.") + "</office:annotation>b",
         "Ab"),
        ("<text:a>link</text:a> and <text:bookmark/><text:date>May</text:date>", "link and May"),
        ("<text:ruby><text:ruby-base>Kel</text:ruby-base><text:ruby-text>x</text:ruby-text>"
         "</text:ruby>", "Kel"),
        ("In.<draw:frame><svg:title>t</svg:title><draw:text-box>" + p("Box.")
         + "</draw:text-box><svg:desc>d</svg:desc></draw:frame> On.", "In. On.\n\nBox."),
        ("<text:change-start/>added<text:change-end/>", "added"),
    ],
)  # fmt: skip
def test_what_is_shown_counts(tmp_path: Path, xml: str, text: str) -> None:
    assert text_of(tmp_path, p(xml)) == text


@pytest.mark.parametrize(
    "unseen",
    [
        f"<text:tracked-changes><text:changed-region><text:deletion>{p('Gone.', 'P1')}"
        "</text:deletion></text:changed-region></text:tracked-changes>",
        f"<text:table-of-content><text:index-body>{p('Contents')}</text:index-body>"
        "</text:table-of-content>",
        f'<text:section text:display="none">{p("Hidden.")}</text:section>',
        '<text:hidden-paragraph text:is-hidden="true">x</text:hidden-paragraph>',
        p(span("struck", "All of it.")),
    ],
)
def test_what_is_not_shown_does_not_count(tmp_path: Path, unseen: str) -> None:
    assert text_of(tmp_path, unseen + p(LEAD)) == LEAD


def test_the_paragraph_of_the_style_of_titles_is_the_title(tmp_path: Path) -> None:
    meta = "<dc:title>Other</dc:title>"
    for body, title in (
        (p("") + p("Mayor resigns", "P1") + p(LEAD), "Mayor resigns"),
        (p("Mayor resigns") + p(LEAD, "P1"), "Other"),
    ):
        (article,) = articles(read(tmp_path, "a.odt", make_open_document(body, STYLES, meta)))
        assert article.title == title


def test_what_the_properties_say(tmp_path: Path) -> None:
    meta = (
        "<dc:title>Mayor resigns</dc:title><meta:initial-creator>Ada Quill</meta:initial-creator>"
        "<dc:creator>Last Saver</dc:creator><dc:language>en-GB</dc:language>"
        "<meta:creation-date>2031-05-02T10:00:00</meta:creation-date><dc:date>2031-05-03</dc:date>"
    )
    (article,) = articles(read(tmp_path, "a.odt", make_open_document(p(LEAD), "", meta)))
    assert (article.title, article.authors, article.language) == (
        *("Mayor resigns", ("Ada Quill",), "en-GB"),
    )
    assert (article.published, article.updated) == (None, None)


def parts(**members: str) -> bytes:
    return make_zip({name.replace("__", "/") + ".xml": text for name, text in members.items()})


LAUGHS = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "damaged, or not a zip archive"),
        (make_open_document(p(LEAD))[:-60], "damaged, or not a zip archive"),
        (make_zip({"a.txt": LEAD}), "it has no part 'content.xml'"),
        (parts(content="<x"), "not well-formed XML"),
        (parts(content="<x/>"), "it is not an OpenDocument text"),
        (make_open_document(p(LEAD), kind="spreadsheet"), "it is not an OpenDocument text"),
        (parts(content=LAUGHS), "XML entities of its own"),
        (make_open_document(p(LEAD), manifest="<m><encryption-data/></m>"), "by a password"),
        (make_open_document(p(" ")), "it has no text"),
        (make_open_document("<text:section>" * 300 + p("x") + "</text:section>" * 300), "deep"),
        (make_open_document(p("<text:span>" * 300 + "x" + "</text:span>" * 300)), "deep"),
        (make_zip({"content.xml": "<x/>", "Pictures/x.png": bytes(60_000_000)}), "like a bomb"),
    ],
)
def test_what_is_no_whole_document_says_so(tmp_path: Path, content: bytes, reason: str) -> None:
    (problem,) = problems(read(tmp_path, "a.odt", content))
    assert reason in problem


def test_a_paragraph_of_many_pieces_is_read_in_time(tmp_path: Path) -> None:
    body = p("".join(span("level", f"{number} ") for number in range(100_000)))
    assert len(text_of(tmp_path, body).split()) == 100_000
