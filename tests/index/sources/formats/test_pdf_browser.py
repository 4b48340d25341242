"""`.pdf` as a browser prints it: each letter has its place, and hyphens are U+2010."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from index.core.article import Article
from index.sources.sandbox.files import read_path
from tests.index.sources.sample_files import articles

STYLE = "body { font: 14px serif; width: 420px; margin: 20px }"
COUNCIL = (
    "The town council of Kel approved the new tram line on Monday after a debate of six hours. "
    "The mayor said that it would open in 2028 and carry nine thousand passengers a day."
)
DRIVERS = (
    "Bus drivers in Kel went on strike for a third day, and their union wants a well-known "
    "arbiter to decide. A well-known judge declined."
)


def read_printed(folder: Path, body: str, style: str = "") -> Article:
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("There is no chromium, and these tests must run in CI")
        pytest.skip("There is no chromium on this machine")
    page, printed = folder / "page.html", folder / "a.pdf"
    page.write_text(f"<html lang=en><style>{STYLE}{style}</style><body>{body}")
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--print-to-pdf={printed}", page.as_uri()],
        check=True, capture_output=True,
    )  # fmt: skip
    (article,) = articles(list(read_path(printed)))
    return article


def flow(text: str) -> str:
    """The text with all white space as blanks."""
    return " ".join(text.split())


def test_three_columns_of_justified_text_below_a_headline(tmp_path: Path) -> None:
    style = (
        "body { columns: 3; column-gap: 12px; text-align: justify; hyphens: auto; width: 640px }"
    )
    style += "h1 { column-span: all }"
    article = read_printed(tmp_path, f"<h1>Tram</h1><p>{COUNCIL}</p><p>{DRIVERS}</p>", style)
    assert [flow(part) for part in article.text.split("\n\n")] == ["Tram", COUNCIL, DRIVERS]
    assert article.title == "Tram"


def test_words_that_the_browser_broke(tmp_path: Path) -> None:
    body = (
        "<h1>Transportation and infrastructure</h1><p>The administration would reorganise the"
        " transporta&shy;tion department, and Norland includes infra&shy;structure,"
        " environ&shy;mental pro&shy;tection and tele&shy;commu&shy;nication.</p>"
    )
    for width in range(140, 260, 20):
        style = f"p {{ width: {width}px }}"
        text = read_printed(tmp_path, body, style).text
        assert flow(text).endswith(
            "would reorganise the transportation department, and Norland includes infrastructure,"
            " environmental protection and telecommunication."
        )


def test_a_table_a_caption_and_raised_figures(tmp_path: Path) -> None:
    body = (
        f"<p>{COUNCIL}</p><table><tr><th>Year<th>Votes<tr><td>2030<td>3,900<tr><td>2031<td>4,012"
        "</table><p>The site has 10<sup>6</sup> square metres.<sup>1</sup></p>"
        "<p style='font-size: 10px'><sup>1</sup> Without the hill.</p>"
    )
    text = read_printed(tmp_path, body, "td, th { padding: 0 30px }").text
    assert [flow(part) for part in text.split("\n\n")] == [
        COUNCIL,
        "Year Votes 2030 3,900 2031 4,012",
        "The site has 10⁶ square metres.",
        "¹ Without the hill.",
    ]
    assert "Year\tVotes\n2030\t3,900\n2031\t4,012" in text
