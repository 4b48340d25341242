"""hOCR, ALTO and METS: what other programs recognised, in their order, words and doubts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from index.core.recognition import Scan
from index.sources.parsed_article import ParsedArticle
from index.sources.sandbox.files import read_path
from tests.index.sources.sample_files import LEAD, articles, problems, read
from tests.index.sources.scans import draw_scan, save_picture

# The words of lines, each with its confidence in percent.
Lines = Sequence[Sequence[tuple[str, int]]]

RESIGNS: Lines = (
    (("The", 96), ("mayor", 93), ("of", 95), ("Pont", 41), ("Elster", 95)),
    (("left", 97), ("its", 96), ("ad-", 90)),
    (("ministration.", 64),),
)
TEXT = "The mayor of Pont Elster\nleft its administration."


def sure(*lines: str) -> Lines:
    return [[(word, 95) for word in line.split()] for line in lines]


def make_hocr(*pages: Lines, image: str = "page.png") -> str:
    """Pages of 1,000 by 1,400 pixels, lines 40 pixels apart, letters 10 pixels wide."""
    body = ""
    for number, lines in enumerate(pages):
        body += (
            f"<div class='ocr_page' title='image \"{image}\"; bbox 0 0 1000 1400;"
            f" ppageno {number}'><div class='ocr_carea'><p class='ocr_par'>"
        )
        for row, words in enumerate(lines):
            top, left = 100 + 40 * row, 100
            width = 10 * (sum(len(word) + 1 for word, _ in words) - 1)
            body += (
                f"<span class='ocr_line' title='bbox 100 {top} {100 + width} {top + 24};"
                " baseline 0 -5; x_size 24'>"
            )
            for word, confidence in words:
                right = left + 10 * len(word)
                body += (
                    f"<span class='ocrx_word' title='bbox {left} {top} {right} {top + 24};"
                    f" x_wconf {confidence}'>{word}</span> "
                )
                left = right + 10
            body += "</span>"
        body += "</p></div></div>"
    head = "<meta name='ocr-system' content='tesseract 5.3.0'/>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def make_alto(
    blocks: Sequence[tuple[str, Lines]], image: str = "page.png", hyphens: bool = False
) -> str:
    """A page of blocks with their ids. With `hyphens`, broken words are marked as such."""
    body, row = "", 0
    for block_id, lines in blocks:
        body += f'<TextBlock ID="{block_id}" HPOS="100" VPOS="0" WIDTH="800" HEIGHT="900">'
        for at, words in enumerate(lines):
            top, left = 100 + 40 * row, 100
            body += f'<TextLine HPOS="100" VPOS="{top}" WIDTH="800" HEIGHT="24">'
            for word, confidence in words:
                is_broken = hyphens and word.endswith("-")
                rest = lines[at + 1][0][0] if is_broken else ""
                extra = f' SUBS_TYPE="HypPart1" SUBS_CONTENT="{word[:-1]}{rest}"' if rest else ""
                content = word[:-1] if is_broken else word
                body += (
                    f'<String CONTENT="{content}" WC="{confidence / 100}" HPOS="{left}"'
                    f' VPOS="{top}" WIDTH="{10 * len(word)}" HEIGHT="24"{extra}/>'
                )
                body += '<HYP CONTENT="-"/>' if is_broken else "<SP/>"
                left += 10 * len(word) + 10
            body += "</TextLine>"
            row += 1
        body += "</TextBlock>"
        row += 1
    return (
        '<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#">'
        f"<Description><sourceImageInformation><fileName>{image}</fileName>"
        "</sourceImageInformation></Description><Layout>"
        f'<Page ID="P1" WIDTH="1000" HEIGHT="1400"><PrintSpace>{body}</PrintSpace></Page>'
        "</Layout></alto>"
    )


def make_mets(files: dict[str, str], divisions: str, about: str = "") -> str:
    """METS with these ALTO files by id."""
    listed = "".join(
        f'<file ID="{name}"><FLocat LOCTYPE="URL" xlink:href="file://{path}"/></file>'
        for name, path in files.items()
    )
    return (
        '<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' xmlns:mods="http://www.loc.gov/mods/v3" LABEL="Kel Wire">'
        f'{about}<fileSec><fileGrp ID="ALTOGRP" USE="Text">{listed}</fileGrp></fileSec>'
        f'<structMap TYPE="LOGICAL">{divisions}</structMap></mets>'
    )


ABOUT = (
    '<dmdSec ID="ISSUE"><mdWrap><xmlData><mods:mods><mods:titleInfo><mods:title>Kel Wire'
    "</mods:title></mods:titleInfo><mods:originInfo><mods:dateIssued>1911-05-12</mods:dateIssued>"
    "</mods:originInfo><mods:language><mods:languageTerm>en</mods:languageTerm></mods:language>"
    "</mods:mods></xmlData></mdWrap></dmdSec>"
)


def scan_of(folder: Path, name: str, content: str) -> tuple[str, Scan]:
    reads = read(folder, name, content)
    (found,) = (item for item in reads if isinstance(item, ParsedArticle))
    assert found.scan is not None
    return found.article.text, found.scan


@pytest.mark.parametrize("name", ["a.hocr", "a.html", "a.htm"])
def test_hocr_by_ending_and_by_content(tmp_path: Path, name: str) -> None:
    text, scan = scan_of(tmp_path, name, make_hocr(RESIGNS))
    assert text == TEXT
    doubtful = [(text[w.start : w.end], w.confidence) for line in scan.lines for w in line.doubtful]
    assert doubtful == [("Pont", 0.41), ("ministration.", 0.64)]
    first = scan.lines[0]
    assert (first.page, first.turn) == (1, 0)
    assert (first.box.left, first.box.right) == (0.1, 0.34)
    assert 0.06 < first.box.top < 0.075 < 0.085 < first.box.bottom < 0.1


def test_a_saved_page_stays_a_page(tmp_path: Path) -> None:
    (article,) = articles(read(tmp_path, "a.html", f"<html><body><article><p>{LEAD}</p></article>"))
    assert article.text == LEAD


def test_pages_of_hocr_follow_one_another(tmp_path: Path) -> None:
    pages = (sure("The mayor of Port Elster", "resigned on the day of"), sure("the vote."))
    text, scan = scan_of(tmp_path, "a.hocr", make_hocr(*pages))
    assert text == "The mayor of Port Elster\nresigned on the day of\nthe vote."
    assert [line.page for line in scan.lines] == [1, 1, 2]


def test_a_line_of_guesses_is_left_out(tmp_path: Path) -> None:
    noise = [[("~i;", 12), ("lll", 33)], *sure("The mayor resigned.")]
    assert scan_of(tmp_path, "a.hocr", make_hocr(noise))[0] == "The mayor resigned."
    (problem,) = problems(read(tmp_path, "b.hocr", make_hocr([[("~i;", 12)]])))
    assert problem == "b.hocr: no text was found in it"


def test_words_without_a_confidence_are_not_doubtful(tmp_path: Path) -> None:
    content = make_hocr(RESIGNS).replace("; x_wconf 41", "").replace("; x_wconf 64", "")
    text, scan = scan_of(tmp_path, "a.hocr", content)
    assert text == TEXT
    assert not any(line.doubtful for line in scan.lines)


@pytest.mark.parametrize("hyphens", [True, False])
def test_alto_by_its_content(tmp_path: Path, hyphens: bool) -> None:
    content = make_alto([("B1", RESIGNS)], hyphens=hyphens)
    text, scan = scan_of(tmp_path, "a.xml", content)
    assert text == TEXT
    doubtful = [(text[w.start : w.end], w.confidence) for line in scan.lines for w in line.doubtful]
    assert doubtful == [("Pont", 0.41), ("ministration.", 0.64)]


def test_the_image_of_a_page_lies_beside_its_file_or_below(tmp_path: Path) -> None:
    secret, inside = tmp_path / "secret.png", tmp_path / "in" / "scans" / "page.png"
    inside.parent.mkdir(parents=True)
    for path in (secret, inside):
        path.write_bytes(save_picture(draw_scan(["Kel"])))
    for name, expected in (
        ("scans/page.png", str(inside)),
        ("file:///home/kel/scans/page.png", ""),
        ("../secret.png", ""),
        (str(secret), ""),
        ("page.txt", ""),
        ("", ""),
    ):
        _, scan = scan_of(tmp_path / "in", "a.xml", make_alto([("B1", RESIGNS)], image=name))
        assert scan.pages[0].path == expected


def test_articles_of_mets(tmp_path: Path) -> None:
    pages = tmp_path / "alto"
    pages.mkdir()
    first = [
        ("B1", sure("The mayor of Kel has", "resigned, and the town")),
        ("B2", sure("Rain fell.")),
    ]
    (pages / "1.xml").write_text(make_alto(first))
    (pages / "2.xml").write_text(make_alto([("B3", sure("elects another in June."))]))
    files = {"F1": "./alto/1.xml", "F2": "./alto/2.xml"}

    def area(file: str, block: str) -> str:
        return f'<fptr><area FILEID="{file}" BETYPE="IDREF" BEGIN="{block}"/></fptr>'

    divisions = (
        '<div TYPE="Newspaper"><div ID="A1" TYPE="ARTICLE" LABEL="Mayor resigns">'
        f'<div TYPE="BODY">{area("F1", "B1")}{area("F2", "B3")}</div></div>'
        f'<div ID="A2" TYPE="ARTICLE" LABEL="Rain">{area("F1", "B2")}</div>'
        f'<div ID="A3" TYPE="ARTICLE" LABEL="Empty">{area("F1", "B9")}</div></div>'
    )
    reads = read(tmp_path, "kel-mets.xml", make_mets(files, divisions, ABOUT))
    mayor, rain = articles(reads)
    assert mayor.text == "The mayor of Kel has\nresigned, and the town\nelects another in June."
    assert (mayor.title, mayor.source, mayor.published) == (
        "Mayor resigns",
        "Kel Wire",
        "1911-05-12",
    )
    assert (mayor.id, mayor.language) == ("kel-mets-A1", "en")
    assert (rain.title, rain.text) == ("Rain", "Rain fell.")
    assert problems(reads) == ["kel-mets.xml, article 3: no text was found in it"]
    # The pages are not read a second time by themselves.
    assert list(read_path(pages / "1.xml")) == []


def test_a_volume_of_mets_without_articles_is_one(tmp_path: Path) -> None:
    (tmp_path / "1.xml").write_text(make_alto([("B1", RESIGNS)]))
    (article,) = articles(read(tmp_path, "mets.xml", make_mets({"F1": "1.xml"}, "<div/>", ABOUT)))
    assert (article.text, article.title, article.published) == (TEXT, "Kel Wire", "1911-05-12")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.hocr", "<html><p>No pages</p></html>", "it is not hOCR"),
        ("a.hocr", "<html><p class='ocr_page' title='bbox 0 0 0 0'></html>", "page has no size"),
        ("a.hocr", "", "it is not hOCR"),
        ("a.xml", make_alto([("B1", RESIGNS)])[:400], "its XML ends or breaks off"),
        ("a.xml", "<alto><Layout/></alto>", "it is ALTO without a page"),
        ("a.xml", '<!DOCTYPE a [<!ENTITY e "x">]><alto>&e;</alto>', "entities of its own"),
        ("a.xml", make_mets({}, ""), "it is METS that names no ALTO files"),
        ("a.xml", make_mets({"F1": "../../etc/hosts.xml"}, ""), "not below its folder"),
    ],
)
def test_what_is_damaged_says_so(tmp_path: Path, name: str, content: str, reason: str) -> None:
    (problem,) = problems(read(tmp_path, name, content))
    assert reason in problem
