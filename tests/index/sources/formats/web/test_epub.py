"""The articles of an e-paper and the chapters of a book, each with what its package states."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.index.sources.formats.web.sample_epub import DC, make_epub
from tests.index.sources.sample_files import LEAD, articles, make_zip, problems, read

MAYOR = f"<h1>Mayor resigns</h1><p>{LEAD}</p>"
RAIN = "<h2>Rain in Kel</h2><p>It rained.</p>"


def test_each_article_of_an_e_paper_is_one(tmp_path: Path) -> None:
    content = make_epub({"a/index.xhtml": MAYOR, "b/index.xhtml": RAIN})
    mayor, rain = articles(read(tmp_path, "paper.epub", content))
    assert (mayor.title, mayor.text, mayor.id) == (*("Mayor resigns", LEAD, "paper-OEBPS-a-index"),)
    assert (rain.title, rain.text) == ("Rain in Kel", "It rained.")
    assert (mayor.source, mayor.published, mayor.language) == (
        *("Elster Press", "2031-05-02", "en-GB"),
    )
    assert mayor.authors == ("Ada Quill",)


def test_a_chapter_over_several_documents_is_one(tmp_path: Path) -> None:
    documents = {"1.xhtml": MAYOR, "2.xhtml": "<p>It went on.</p>", "3.xhtml": RAIN}
    titles = {"1.xhtml": "Chapter I", "3.xhtml#top": "Chapter II"}
    one, two = articles(read(tmp_path, "a.epub", make_epub(documents, titles)))
    assert (one.title, one.text) == ("Chapter I", f"{LEAD}\n\nIt went on.")
    assert (two.title, two.text) == ("Chapter II", "It rained.")


def test_an_article_that_the_contents_do_not_name_begins_with_its_heading(tmp_path: Path) -> None:
    content = make_epub({"0.xhtml": "<p>Politics</p>", "1.xhtml": MAYOR}, {"0.xhtml": "Politics"})
    titles = [article.title for article in articles(read(tmp_path, "a.epub", content))]
    assert titles == ["Politics", "Mayor resigns"]


def test_a_document_of_several_articles_is_several(tmp_path: Path) -> None:
    body = f"<h1>Politics</h1><article>{MAYOR}</article><article>{RAIN}</article>"
    content = make_epub({"politics.xhtml": body}, {"politics.xhtml": "Politics"})
    mayor, rain = articles(read(tmp_path, "a.epub", content))
    assert (mayor.title, mayor.text, mayor.id) == ("Mayor resigns", LEAD, "a-OEBPS-politics-1")
    assert (rain.title, rain.text, rain.id) == ("Rain in Kel", "It rained.", "a-OEBPS-politics-2")


@pytest.mark.parametrize(
    "body",
    [
        f"<p>A preface.</p><article>{MAYOR}</article><article>{RAIN}</article>",
        f"<article>{MAYOR}</article><article><p>It rained.</p></article>",
        f"<article>{MAYOR}<article>{RAIN}</article></article>",
    ],
)
def test_a_document_with_other_text_stays_one(tmp_path: Path, body: str) -> None:
    (article,) = articles(read(tmp_path, "a.epub", make_epub({"1.xhtml": body})))
    assert LEAD in article.text
    assert "It rained." in article.text


def test_without_contents_and_headings_each_document_is_one(tmp_path: Path) -> None:
    content = make_epub({"1.xhtml": "<p>It rained.</p>", "2.xhtml": "<p>It snowed.</p>"})
    assert [one.text for one in articles(read(tmp_path, "a.epub", content))] == [
        *("It rained.", "It snowed."),
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"{MAYOR}<p>A&nbsp;note<a epub:type='noteref' href='#n'>1</a>.</p>"
         "<aside epub:type='footnote'><p>Not this.</p></aside>", f"{LEAD}\n\nA note."),
        (f"{MAYOR}<p>One<span epub:type='pagebreak'>17</span> two.</p>", f"{LEAD}\n\nOne two."),
        (f"<nav><a href='x'>Next</a></nav>{MAYOR}", LEAD),
        (f"{MAYOR}<script>x()</script><style>p</style>", LEAD),
        ("<p>First.</p><h1>Mayor resigns</h1><p>Then.</p>", "First.\n\nMayor resigns\n\nThen."),
        (f"<section epub:type='toc'><p>Contents</p></section>{MAYOR}", LEAD),
        (f"{MAYOR}<p>In 2031<sup>2</sup> H<sub>2</sub>O <del>not</del><s>no</s></p>",
         f"{LEAD}\n\nIn 2031² H₂O"),
        (f"{MAYOR}<p>In 2031<sup><a href='#n'>2</a></sup> it</p>", f"{LEAD}\n\nIn 2031 it"),
    ],
)  # fmt: skip
def test_what_is_text(tmp_path: Path, body: str, text: str) -> None:
    (article,) = articles(read(tmp_path, "a.epub", make_epub({"1.xhtml": body})))
    assert article.text == text


def test_covers_contents_and_pictures_are_no_articles(tmp_path: Path) -> None:
    documents = {
        "cover.xhtml": "<img src='a.png'/>", "title.xhtml": "<h1>The Courier</h1>",
        "toc.xhtml": "<p>Mayor resigns</p>", "1.xhtml": MAYOR,
    }  # fmt: skip
    guide = (
        '<reference type="toc" href="toc.xhtml"/><reference type="title-page" href="title.xhtml"/>'
    )
    reads = read(tmp_path, "a.epub", make_epub(documents, guide=guide))
    assert [article.title for article in articles(reads)] == ["Mayor resigns"]
    assert problems(reads) == []


def test_the_contents_of_epub_3(tmp_path: Path) -> None:
    nav = (
        "<html><body><nav epub:type='toc'><ol><li><a href='d%201.xhtml#x'>Mayor <i>goes</i></a>"
        "</li></ol></nav><nav epub:type='landmarks'><a href='d 1.xhtml'>Start</a></nav></body>"
        "</html>"
    )
    content = make_epub({"d 1.xhtml": MAYOR}, others={"OEBPS/nav.xhtml": nav})
    old, new = b'<item id="ncx"', b'<item id="n" href="nav.xhtml" properties="nav"/><item id="ncx"'
    content = change_part(content, "OEBPS/content.opf", old, new)
    (article,) = articles(read(tmp_path, "a.epub", content))
    assert (article.title, article.text) == ("Mayor goes", LEAD)


def change_part(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    output = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(output, "w", ZIP_DEFLATED) as after:
        for member in before.infolist():
            part = before.read(member)
            after.writestr(
                member.filename, part.replace(old, new) if member.filename == name else part
            )
    return output.getvalue()


@pytest.mark.parametrize(
    ("dc", "published", "source"),
    [
        (DC, "2031-05-02", "Elster Press"),
        ("<dc:date>2031</dc:date>", "2031", ""),
        ('<dc:date opf:event="modification">2031-05-02</dc:date>', None, ""),
        ('<dc:date opf:event="creation">2031-05-01</dc:date>'
         '<dc:date opf:event="publication">2031-05-02</dc:date>', "2031-05-02", ""),
        ("<dc:publisher>calibre</dc:publisher><dc:creator>calibre</dc:creator>"
         "<dc:date>2031-05-02</dc:date>", None, ""),
        ("<meta property='dcterms:modified'>2031-05-02</meta>", None, ""),
    ],
)  # fmt: skip
def test_the_day_of_packing_is_no_date(
    tmp_path: Path, dc: str, published: str | None, source: str
) -> None:
    (article,) = articles(read(tmp_path, "a.epub", make_epub({"1.xhtml": MAYOR}, dc=dc)))
    assert (article.published, article.source) == (published, source)
    assert "calibre" not in article.authors


def test_a_damaged_document_keeps_no_other_out(tmp_path: Path) -> None:
    content = make_epub({"1.xhtml": MAYOR, "2.xhtml": RAIN})
    content = change_part(content, "OEBPS/1.xhtml", b"resigned", b"resi\xff\xfened")
    reads = read(tmp_path, "a.epub", content)
    assert [article.title for article in articles(reads)] == ["Rain in Kel"]
    assert "it is not UTF-8" in problems(reads)[0]
    content = change_part(content, "OEBPS/content.opf", b'href="1.xhtml"', b'href="gone.xhtml"')
    assert "it has no part 'OEBPS/gone.xhtml'" in problems(read(tmp_path, "a.epub", content))[0]


def protect(algorithm: str) -> dict[str, str | bytes]:
    method = (
        f'<EncryptionMethod xmlns="http://www.w3.org/2001/04/xmlenc#" Algorithm="{algorithm}"/>'
    )
    return {"META-INF/encryption.xml": f"<encryption>{method}</encryption>"}


def test_obfuscated_fonts_are_no_protection(tmp_path: Path) -> None:
    content = make_epub({"1.xhtml": MAYOR}, others=protect("http://www.idpf.org/2008/embedding"))
    assert len(articles(read(tmp_path, "a.epub", content))) == 1


DOCTYPE = b'<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "damaged, or not a zip archive"),
        (make_epub({"1.xhtml": MAYOR})[:-50], "damaged, or not a zip archive"),
        (make_zip({"a.txt": LEAD}), "it is not an EPUB"),
        (make_zip({"META-INF/container.xml": "<x"}), "not well-formed XML"),
        (make_zip({"META-INF/container.xml": "<x/>"}), "it has no part ''"),
        (make_epub({}), "it has no text, only pictures"),
        (make_epub({"1.xhtml": "<img src='x'/>"}), "it has no text, only pictures"),
        (make_epub({"1.xhtml": MAYOR}, others=protect("http://x.example/aes")), "protected (DRM)"),
        (make_epub({"1.xhtml": MAYOR}, others={"big.bin": bytes(60_000_000)}), "like a bomb"),
        (make_epub({f"{n}.xhtml": "" for n in range(10_001)}), "more than 10,000 documents"),
        (
            change_part(
                make_epub({"1.xhtml": MAYOR}), "OEBPS/content.opf", b"<pack", DOCTYPE + b"<pack"
            ),
            "XML entities of its own",
        ),
    ],
)  # fmt: skip
def test_what_is_no_whole_epub_says_so(tmp_path: Path, content: bytes, reason: str) -> None:
    reads = read(tmp_path, "a.epub", content)
    assert articles(reads) == []
    assert reason in problems(reads)[0]


def test_an_archive_in_an_epub_in_an_archive_is_never_opened(tmp_path: Path) -> None:
    inner = make_zip({"b.txt": "Not this."})
    epub = make_epub({"1.xhtml": MAYOR}, others={"OEBPS/inner.zip": inner})
    reads = read(tmp_path, "a.zip", make_zip({"a.epub": epub, "b.txt": "It rained."}))
    assert [article.text for article in articles(reads)] == [LEAD, "It rained."]
