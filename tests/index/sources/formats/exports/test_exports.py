"""Exports of Nexis, Factiva and ProQuest: each article for itself, and no furniture in its text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from html import escape
from pathlib import Path

import pytest

from index.core.article import Article
from tests.index.sources.formats.exports import layouts
from tests.index.sources.formats.exports.stories import FERRY, FURNITURE, STORIES
from tests.index.sources.formats.office.open_document import make_open_document
from tests.index.sources.sample_files import articles, problems, read

UNI = layouts.nexis_uni(STORIES)
CODES = layouts.factiva_codes(STORIES)
DISPLAY = layouts.factiva_display(STORIES)
REPORT = layouts.proquest_report(STORIES)
STORY_SEPARATORS = "LEVEL 1 - {} OF {} STORIES"
FILES: dict[str, bytes | str] = {
    "uni.docx": layouts.to_docx(UNI),
    "uni.rtf": layouts.to_rtf(UNI),
    "uni.txt": layouts.to_text(UNI),
    "uni.doc": layouts.to_rtf(UNI),
    "uni.odt": make_open_document("".join(f"<text:p>{escape(line)}</text:p>" for line in UNI)),
    "uni-blank-lines.txt": "\n\n".join(UNI),
    "uk.txt": layouts.nexis_uk(STORIES),
    "uk.html": layouts.to_html(layouts.nexis_uk(STORIES)),
    "uk.rtf": layouts.to_rtf(layouts.nexis_uk(STORIES).split("\n\n")),
    "uk-document.txt": layouts.nexis_uk(STORIES, "DOCUMENT {} of {}"),
    "uk-level.txt": layouts.nexis_uk(STORIES, STORY_SEPARATORS),
    "academic.txt": layouts.nexis_academic(STORIES),
    "academic.htm": layouts.to_html(layouts.nexis_academic(STORIES)),
    "factiva.txt": layouts.factiva_text(STORIES),
    "factiva-tabs.txt": layouts.factiva_text(STORIES, "\t"),
    "factiva-lines.txt": layouts.factiva_text(STORIES, "\n\n"),
    "factiva-indented.txt": layouts.factiva_text(STORIES).replace("\nHD ", "\n   HD  "),
    "factiva.docx": layouts.to_docx_table(CODES),
    "factiva.rtf": layouts.to_rtf([f"{code}\t{text}" if not n else text for code, texts in CODES
                                   for n, text in enumerate(texts)]),
    "factiva.html": layouts.factiva_html(STORIES, coded=True),
    "display.html": layouts.factiva_html(STORIES, coded=False),
    "display.rtf": layouts.to_rtf(DISPLAY),
    "display.docx": layouts.to_docx(DISPLAY),
    "display.txt": "\n\n".join(DISPLAY),
    "display-lines.txt": layouts.to_text(DISPLAY),
    "proquest.txt": layouts.proquest_text(STORIES),
    "proquest-plain.txt": layouts.proquest_text(STORIES, numbered=False),
    "proquest.html": layouts.proquest_html(STORIES),
    "proquest.docx": layouts.to_docx(REPORT),
    "proquest.rtf": layouts.to_rtf(REPORT),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_each_article_has_its_own_head_and_text(tmp_path: Path, name: str) -> None:
    events = read(tmp_path, name, FILES[name])
    assert not problems(events)
    found = articles(events)
    assert [article.title for article in found] == [story.headline for story in STORIES]
    for article, story in zip(found, STORIES, strict=True):
        assert article.text == story.text
        assert article.source == story.outlet
        assert article.published == story.day.isoformat()
        assert article.authors[0] == story.author
        assert article.section.lower() == story.section.lower()
        assert_without_furniture(article)


def assert_without_furniture(article: Article) -> None:
    for words in FURNITURE:
        assert words not in article.text


@pytest.mark.parametrize("name", FILES)
def test_ids_are_the_same_in_another_order_and_file(tmp_path: Path, name: str) -> None:
    ids = {a.title: a.id for a in articles(read(tmp_path, name, FILES[name]))}
    assert len(set(ids.values())) == len(STORIES)
    turned = layouts.to_rtf(layouts.nexis_uni(STORIES[::-1]))
    if name.startswith(("uni", "uk", "academic")):
        again = {a.title: a.id for a in articles(read(tmp_path, "turned.rtf", turned))}
        assert again == ids


WASHINGTON = "".join(
    f"""<DIV CLASS="c9"/><A NAME="DOC_ID_0_{n}"></A><!-- Hide XML
<DOC NUMBER={n}> --><BR><DIV CLASS="c0"><P><SPAN>{n} of 2 DOCUMENTS</SPAN></P></DIV><BR>
<DIV CLASS="c0"><BR><P CLASS="c1"><SPAN>Copyright 2019 Elster Media, LLC d/b/a  The Courier<BR>
All Rights Reserved</SPAN><SPAN>&nbsp;</SPAN><BR><IMG SRC="x"><BR><SPAN>The Elster Courier</SPAN>
</P></DIV><BR><DIV CLASS="c3"><P><SPAN>March</SPAN><SPAN> {n}, 2019 Monday</SPAN><SPAN>&nbsp;<BR>
Met 2 Edition</SPAN></P></DIV><BR><DIV CLASS="c5"><P><SPAN>SECTION: </SPAN><SPAN>A-SECTION; Pg. A01
</SPAN></P></DIV><BR><DIV><P><SPAN>LENGTH: </SPAN><SPAN>12 words</SPAN></P></DIV><BR><DIV><P><SPAN>
HEADLINE: </SPAN><SPAN>Ferry {n}</SPAN></P></DIV><BR><DIV><P><SPAN> BODY:<BR></SPAN></P>
<P><SPAN>The </SPAN><SPAN CLASS="c4">ferry</SPAN><SPAN> of day {n} stays in port.</SPAN></P></DIV>
<BR><DIV><P><SPAN>LOAD-DATE: </SPAN><SPAN>March {n}, 2019</SPAN></P></DIV>"""
    for n in (1, 2)
)


def test_markup_amid_the_words_of_the_old_html(tmp_path: Path) -> None:
    events = read(tmp_path, "a.HTML", f"<HTML><BODY>{WASHINGTON}</BODY></HTML>")
    assert [(a.title, a.source, a.published, a.section, a.text) for a in articles(events)] == [
        (
            "Ferry 1",
            "The Elster Courier",
            "2019-03-01",
            "A-SECTION",
            "The ferry of day 1 stays in port.",
        ),
        (
            "Ferry 2",
            "The Elster Courier",
            "2019-03-02",
            "A-SECTION",
            "The ferry of day 2 stays in port.",
        ),
    ]


def test_many_documents_in_html_that_never_closes_its_divisions(tmp_path: Path) -> None:
    stories = [replace(FERRY, day=date(2019, 1, 1) + timedelta(days=n)) for n in range(700)]
    events = read(tmp_path, "a.html", layouts.to_html(layouts.nexis_uk(stories)))
    assert len(articles(events)) == 700


@pytest.mark.parametrize(
    ("layout", "before", "after"),
    [
        ("uk", "\n\nSECTION:", "\n\nmara@elster.example\n\nSECTION:"),
        ("uk", "Edition 1;", "Edition 1;"),
        ("academic", "BODY:\n\n", "HIGHLIGHT: In a line.\n\nBODY:\n\n"),
        ("uni", "Body\n", "Correction Appended\n\nBody\n\nLink to Image\n"),
        ("uni", "Classification", "Notes\n\nSee also page 4.\n\nClassification"),
        ("uni", "1:00 AM GMT", "Final Edition"),
        ("display", "English\n\n©", "English\n\nCopyright The Courier Ltd"),
        ("display", "02:33 PM\n\n", ""),
        ("codes", "SE   News\n\nHD   Ferry", "HD   Ferry"),
        ("codes", "LA   English", "ED   Final\n\nLA   English"),
        ("codes", "CO   kelfer", "ART   A picture.\n\nCO   kelfer"),
        ("proquest", "Title: ", "Business indexing term: Subject: Ferries\n\nTitle: "),
        ("proquest", "CAPTION: A picture", "Enlarge this image.\nIllustration\nCaption: A picture"),
        ("proquest", "Subject: Strikes", "Credit: By Our Man\n\nSubject: Strikes"),
    ],
)  # fmt: skip
def test_other_forms_of_the_layouts(tmp_path: Path, layout: str, before: str, after: str) -> None:
    text = {
        "uk": layouts.nexis_uk(STORIES),
        "academic": layouts.nexis_academic(STORIES),
        "uni": "\n\n".join(UNI),
        "display": "\n\n".join(DISPLAY),
        "codes": layouts.factiva_text(STORIES),
        "proquest": layouts.proquest_text(STORIES),
    }[layout]
    assert before in text
    found = articles(read(tmp_path, "a.txt", text.replace(before, after)))
    assert [article.title for article in found] == [story.headline for story in STORIES]
    assert [article.text for article in found] == [story.text for story in STORIES]
    assert [article.source for article in found] == [story.outlet for story in STORIES]


def test_proquest_s_html_without_a_title_field(tmp_path: Path) -> None:
    html = re.sub(r"<p><strong>Title: </strong>.*?</p>", "", layouts.proquest_html(STORIES))
    found = articles(read(tmp_path, "a.html", html))
    assert [article.title for article in found] == [story.headline for story in STORIES]
    assert [article.text for article in found] == [story.text for story in STORIES]


def test_labels_and_headings_amid_a_text_stay(tmp_path: Path) -> None:
    paragraphs = (
        "Notes",
        "The council met on Monday, and the minutes have four parts, each with its own heading.",
        "Language: the draft is in two of them. Subject: the bridge of Harrow Bay.",
        "Correction",
        "An earlier plan had three lanes, the council said, and this one has two of them.",
        *(f"Part {n} of the minutes was read out by the clerk of the council." for n in range(7)),
    )
    story = replace(FERRY, paragraphs=paragraphs)
    for name, content in {
        "uni.txt": "\n\n".join(layouts.nexis_uni([story, STORIES[1]])),
        "uk.txt": layouts.nexis_uk([story, STORIES[1]]),
        "codes.txt": layouts.factiva_text([story, STORIES[1]]),
        "display.txt": "\n\n".join(layouts.factiva_display([story, STORIES[1]])),
        "proquest.txt": layouts.proquest_text([story, STORIES[1]]),
    }.items():
        assert [a.text for a in articles(read(tmp_path, name, content))] == [
            story.text,
            STORIES[1].text,
        ]
